/** A platform's form of an address. */
export interface AddressForm {
  /** "a URL" */
  readonly what: string;
  /** 'It should look like "https://apim-region.example.com".' */
  readonly example: string;
  /** What else is wrong with it, as a sentence; undefined when nothing is. */
  readonly check: (url: URL) => string | undefined;
}

/** What is wrong with an address that a practitioner wrote, as a sentence; undefined when nothing is. */
export function checkAddress(text: string, { what, example, check }: AddressForm): string | undefined {
  const problem = problemOf(text, what, check);
  return problem && `${problem} ${example}`;
}

function problemOf(text: string, what: string, check: AddressForm["check"]): string | undefined {
  if (/\s/.test(text) || text === "") return "It must not be empty or contain white space.";
  if (/["'`]/.test(text)) return "It must not contain quotation marks, which some readers of .env files keep.";
  if (!URL.canParse(complete(text))) return `It is not ${what}.`;
  const url = parseAddress(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "It must begin with https://.";
  if (url.username !== "" || url.password !== "") return "It must not contain a user name or password.";
  return check(url);
}

/** The address as a URL; https where no scheme is written. The text has passed `checkAddress`. */
export const parseAddress = (text: string): URL => new URL(complete(text));

const complete = (text: string): string => (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
