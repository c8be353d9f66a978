import { type AddressForm, checkAddress } from "../address";

const form: AddressForm = {
  what: "a host name",
  example: 'It should look like "iot.cn-shanghai.aliyuncs.com", or "si-….tuyacloud.com:8686" for a service of Tuya.',
  // Both signatures cover the path "/", so a service would refuse any other.
  check: ({ pathname, search, hash }) =>
    pathname !== "/" || search !== "" || hash !== "" ? "It must end after the host or the port." : undefined,
};

/** What is wrong with an address of the service, as a sentence; undefined when nothing is. */
export const checkEndpoint = (text: string): string | undefined => checkAddress(text, form);

/** The regions in which the vendor's documents offer the service ("IoT Platform FAQ"; the last two for Enterprise Edition only). */
export const documentedRegions: readonly string[] = [
  "cn-shanghai",
  "ap-southeast-1",
  "ap-northeast-1",
  "us-west-1",
  "us-east-1",
  "eu-central-1",
  "cn-beijing",
  "cn-shenzhen",
];

/** What is wrong with a region, which becomes part of a host name; undefined when nothing is. */
export const checkRegion = (text: string): string | undefined =>
  /^[a-z0-9]+(-[a-z0-9]+)+$/.test(text)
    ? undefined
    : `It must be the ID of a region; the service is documented in ${documentedRegions.join(", ")}. Letters are lower-case; white space and quotation marks do not belong to it.`;
