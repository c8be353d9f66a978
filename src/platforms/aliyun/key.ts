/** Why a text cannot be a key, as a sentence; undefined when it can. */
export const checkKey = (text: string): string | undefined =>
  /^[\x21-\x7e]+$/.test(text)
    ? undefined
    : "It must not be empty or contain white space or characters outside ASCII; check that only the value was copied.";
