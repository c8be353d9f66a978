import { type AddressForm, checkAddress, parseAddress } from "../address";

const form: AddressForm = {
  what: "a host name",
  example: 'It should look like "iot.cn-shanghai.aliyuncs.com", or "si-….tuyacloud.com:8686" for a service of Tuya.',
  // Both signatures cover the path "/", so a service would refuse any other.
  check: ({ pathname, search, hash }) =>
    pathname !== "/" || search !== "" || hash !== "" ? "It must end after the host or the port." : undefined,
};

/** What is wrong with an address of the service, as a sentence; undefined when nothing is. */
export const checkEndpoint = (text: string): string | undefined => checkAddress(text, form);

/** What is wrong with a region, which becomes part of a host name; undefined when nothing is. */
export const checkRegion = (text: string): string | undefined =>
  /^[a-z0-9]+(-[a-z0-9]+)+$/.test(text) ? undefined : 'It should look like "cn-shanghai" or "eu-central-1".';

/** The address Alibaba Cloud gives the service in a region (vendor's page "Initiate API requests"). */
export const regionalEndpoint = (region: string): URL => new URL(`https://iot.${region}.aliyuncs.com`);

/** The address that the settings lead to. */
export const endpointOf = ({ endpoint, region }: { endpoint: string | null; region: string | null }): URL =>
  endpoint === null ? regionalEndpoint(region as string) : parseAddress(endpoint);
