/** Why a text can be no key, as a sentence; undefined when it can. */
export const checkKey = (text: string): string | undefined =>
  /^[\x21-\x7e]+$/.test(text)
    ? undefined
    : "It must not be empty or contain white space or signs beyond ASCII; was more copied than the value?";
