import { type AddressForm, checkAddress } from "../address";

const form: AddressForm = {
  what: "a URL",
  example: 'It should look like "https://apim-region.example.com".',
  check: ({ search, hash, pathname }) => {
    if (search !== "" || hash !== "") return 'It must not contain "?" or "#".';
    return /\/(connect-service|apim-token-service)(\/|$)/.test(pathname)
      ? "It must be the gateway's address alone, without the path of a service."
      : undefined;
  },
};

/** What is wrong with an address of the API gateway, as a sentence; undefined when nothing is. */
export const checkEndpoint = (text: string): string | undefined => checkAddress(text, form);

/** A service's address below the endpoint, which may have a path of its own. */
export function addressOf(endpoint: URL, path: string, query: Readonly<Record<string, string>>): URL {
  const base = `${endpoint.origin}${endpoint.pathname.replace(/\/+$/, "")}`;
  const parameters = Object.entries(query).map(([name, value]) => `${percent(name)}=${percent(value)}`);
  return new URL(`${base}/${path}${parameters.length === 0 ? "" : `?${parameters.join("&")}`}`);
}

/** RFC 3986: a space becomes %20, because the signature covers decoded values and only some servers decode "+". */
const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
