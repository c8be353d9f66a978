import { endpointOf } from "./regions";

/** What `doctor` needs to know about Aliyun IoT. */
export const diagnosis = {
  reads: { get: "QueryProduct", search: "QueryProductList" },
  // Vendor's page "Common error codes", InvalidTimeStamp.Expired.
  clockTolerance: 15,
  async edition(settings: Parameters<typeof endpointOf>[0]): Promise<string> {
    return `2018-01-20, ${flavourOf(endpointOf(settings).hostname)}`;
  },
};

/** Both services have the same API; only the address distinguishes them reliably. */
function flavourOf(host: string): string {
  if (/\.aliyuncs\.com$/.test(host)) return "of Alibaba Cloud's own service, by its address";
  if (/\.tuyacloud\.com$/.test(host)) return "of Tuya's compatible service, by its address";
  return "of Alibaba Cloud's own service or of a compatible one; its address does not show which";
}
