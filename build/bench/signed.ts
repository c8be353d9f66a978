import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { requestSignature, tokenEncryption } from "../../src/platforms/enos/signature";
import { environmentOf } from "./seed";

/** What other providers send to read products as ours does; they cannot sign, so that is done for them. */
export interface SignedRequests {
  /** the configuration that reads `signed.json`: for each product, a URL and headers */
  readonly locals: string;
  /** Signs again: a request is accepted for some minutes only. */
  write(directory: string): Promise<void>;
}

const locals = `locals {
  requests = jsondecode(file("\${path.module}/signed.json"))
}
`;

export function signedRequests(endpoint: string, count: number): SignedRequests {
  const { CONNECT_ENOS_ORG_ID: orgId, ...keys } = environmentOf(endpoint);
  const [appKey, secretKey] = [keys.CONNECT_ENOS_ACCESS_KEY, keys.CONNECT_ENOS_SECRET_KEY];
  const getToken = async (timestamp: number): Promise<string> => {
    const response = await fetch(`${endpoint}/apim-token-service/v2.0/token/get`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ appKey, encryption: tokenEncryption(appKey, timestamp, secretKey), timestamp }),
    });
    return ((await response.json()) as { data: { accessToken: string } }).data.accessToken;
  };
  return {
    locals,
    async write(directory) {
      const timestamp = Date.now();
      const token = await getToken(timestamp);
      const requests = Array.from({ length: count }, (_, index) => {
        const query = { action: "get", orgId, productKey: `key${index}` };
        const headers = {
          "apim-accesstoken": token,
          "apim-signature": requestSignature({ token, query, timestamp, secretKey }),
          "apim-timestamp": String(timestamp),
        };
        const url = `${endpoint}/connect-service/v2.4/products?${new URLSearchParams(query)}`;
        return [query.productKey, { url, headers }] as const;
      });
      const [[, first] = []] = requests;
      const { status } = await fetch(first?.url ?? endpoint, first);
      if (status !== 200) throw new Error(`The emulator answers a signed request with ${status}.`);
      writeFileSync(join(directory, "signed.json"), JSON.stringify(Object.fromEntries(requests)));
    },
  };
}
