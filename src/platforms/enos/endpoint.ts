/** What is wrong with an address of the API gateway, as a sentence; undefined when nothing is. */
export function checkEndpoint(text: string): string | undefined {
  const example = 'It should look like "https://apim-region.example.com".';
  if (/\s/.test(text) || text === "") return `It must not be empty or contain white space. ${example}`;
  const withScheme = complete(text);
  if (!URL.canParse(withScheme)) return `It is not a URL. ${example}`;
  const url = new URL(withScheme);
  if (url.protocol !== "https:" && url.protocol !== "http:") return `It must begin with https://. ${example}`;
  if (url.username !== "" || url.password !== "") return `It must not contain a user name or password. ${example}`;
  if (url.search !== "" || url.hash !== "") return `It must not contain "?" or "#". ${example}`;
  if (/\/(connect-service|apim-token-service)(\/|$)/.test(url.pathname))
    return `It must be the gateway's address alone, without the path of a service. ${example}`;
  return undefined;
}

/** The address as a URL; https where no scheme is written. The text has passed `checkEndpoint`. */
export const parseEndpoint = (text: string): URL => new URL(complete(text));

const complete = (text: string): string => (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);

/** A service's address below the endpoint, which may have a path of its own. */
export function addressOf(endpoint: URL, path: string, query: Readonly<Record<string, string>>): URL {
  const base = `${endpoint.origin}${endpoint.pathname.replace(/\/+$/, "")}`;
  const parameters = Object.entries(query).map(([name, value]) => `${percent(name)}=${percent(value)}`);
  return new URL(`${base}/${path}${parameters.length === 0 ? "" : `?${parameters.join("&")}`}`);
}

/** RFC 3986: a space becomes %20, because the signature covers decoded values and only some servers decode "+". */
const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
