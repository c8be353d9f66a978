import { printValue } from "../../schema/foreign-text";
import { didYouMean, listed, nearest } from "../../schema/nearest";
import { parseAddress } from "../address";
import { documentedRegions } from "./endpoint";

/**
 * The regions without an address of their own, for which the vendor's SDK names a common one. The package @alicloud/iot20180120 has
 * the same table in its versions 3.0.11 (npm) and 5.1.0 (aliyun/alibabacloud-typescript-sdk, commit 06a71f9).
 */
const centralRegions: ReadonlySet<string> = new Set(
  `
  ap-northeast-2-pop ap-south-1 ap-southeast-2 ap-southeast-3 ap-southeast-5 cn-beijing-finance-1 cn-beijing-finance-pop
  cn-beijing-gov-1 cn-beijing-nu16-b01 cn-chengdu cn-edge-1 cn-fujian cn-haidian-cm12-c01 cn-hangzhou-bj-b01
  cn-hangzhou-finance cn-hangzhou-internal-prod-1 cn-hangzhou-internal-test-1 cn-hangzhou-internal-test-2
  cn-hangzhou-internal-test-3 cn-hangzhou-test-306 cn-hongkong cn-hongkong-finance-pop cn-huhehaote cn-huhehaote-nebula-1
  cn-qingdao cn-qingdao-nebula cn-shanghai-et15-b01 cn-shanghai-et2-b01 cn-shanghai-finance-1 cn-shanghai-inner
  cn-shanghai-internal-test-1 cn-shenzhen-finance-1 cn-shenzhen-inner cn-shenzhen-st4-d01 cn-shenzhen-su18-b01 cn-wuhan
  cn-wulanchabu cn-yushanfang cn-zhangbei cn-zhangbei-na61-b01 cn-zhangjiakou cn-zhangjiakou-na62-a01
  cn-zhengzhou-nebula-1 eu-west-1 eu-west-1-oxs me-east-1 rus-west-1-pop
`
    .trim()
    .split(/\s+/),
);

type Place = Readonly<Record<"endpoint" | "region", string | null>>;

/** The address of the service in a region. One that is not in the SDK's table has an address of its own, as for the SDK. */
export const regionalEndpoint = (region: string): URL =>
  new URL(centralRegions.has(region) ? "https://iot.aliyuncs.com" : `https://iot.${region}.aliyuncs.com`);

/** The address that the settings lead to. */
export const endpointOf = ({ endpoint, region }: Place): URL =>
  endpoint === null ? regionalEndpoint(region as string) : parseAddress(endpoint);

/** The region, where the address alone does not tell which it is. */
export const regionBeside = ({ endpoint, region }: Place): string | null =>
  endpoint === null && region !== null && centralRegions.has(region) ? region : null;

/** Which regions there are, for an address that is unknown; none where the address was given. */
export function regionHint({ endpoint, region }: Place): string | undefined {
  if (endpoint !== null || region === null) return undefined;
  const isKnown = documentedRegions.includes(region) || centralRegions.has(region);
  const near = isKnown ? [] : [nearest(region, documentedRegions), nearest(region, [...centralRegions])];
  const hint = didYouMean((near.find(({ length }) => length > 0) ?? []).map((each) => printValue(each)));
  return `The service is documented in ${listed(documentedRegions)}${hint === "" ? "." : `; ${hint}`}`;
}
