const example =
  'It should look like "iot.cn-shanghai.aliyuncs.com", or "si-….tuyacloud.com:8686" for a service of Tuya.';

/** What is wrong with an address of the service, as a sentence; undefined when nothing is. */
export function checkEndpoint(text: string): string | undefined {
  if (/\s/.test(text) || text === "") return `It must not be empty or contain white space. ${example}`;
  const withScheme = complete(text);
  if (!URL.canParse(withScheme)) return `It is not a host name. ${example}`;
  const url = new URL(withScheme);
  if (url.protocol !== "https:" && url.protocol !== "http:") return `It must begin with https://. ${example}`;
  if (url.username !== "" || url.password !== "") return `It must not contain a user name or password. ${example}`;
  // Both signatures cover the path "/", so a service would refuse any other.
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    return `It must end after the host or the port. ${example}`;
  return undefined;
}

/** What is wrong with a region, which becomes part of a host name; undefined when nothing is. */
export const checkRegion = (text: string): string | undefined =>
  /^[a-z0-9]+(-[a-z0-9]+)+$/.test(text) ? undefined : 'It should look like "cn-shanghai" or "eu-central-1".';

/** The address as a URL; https where no scheme is written. The text has passed `checkEndpoint`. */
export const parseEndpoint = (text: string): URL => new URL(complete(text));

/** The address Alibaba Cloud gives the service in a region (vendor's page "Initiate API requests"). */
export const regionalEndpoint = (region: string): URL => new URL(`https://iot.${region}.aliyuncs.com`);

/** The address that the settings lead to. */
export const endpointOf = ({ endpoint, region }: { endpoint: string | null; region: string | null }): URL =>
  endpoint === null ? regionalEndpoint(region as string) : parseEndpoint(endpoint);

const complete = (text: string): string => (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
