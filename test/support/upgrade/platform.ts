import { startEmulator } from "../../../src/emulator/enos/emulator";
import type { WireProduct } from "../../../src/emulator/enos/seed";
import { account, seedOf, wireProduct } from "../enos";
import { closing } from "../loopback-server";
import { startTunnel } from "../tunnel";

/** Names are wide, tags are Chinese, and one text would be evaluated if it were left as it is. */
const products = [
  wireProduct(1, {
    productName: { defaultValue: "Smart Meter", i18nValue: { zh_CN: "电表", en_US: "" } },
    productTags: { site: "上海", line: "meters" },
    biDirectionalAuth: true,
    defaultValidDay: 730,
    maxValidDay: 1095,
  }),
  wireProduct(2, { productName: { defaultValue: "网关", i18nValue: {} }, productType: "Gateway", modelId: "edge" }),
  wireProduct(3, { productName: { defaultValue: 'x ${file("/etc/hostname")} y', i18nValue: {} } }),
];

const [meter, ...others] = products;

export const atFirst = seedOf(products);
export const later = seedOf([{ ...meter, maxValidDay: 800 } as WireProduct, ...others]);
export const muchLater = seedOf([{ ...meter, maxValidDay: 800, modelId: "M2" } as WireProduct, ...others]);

/** The address that the project's files name. It is the same in every run: fingerprints of drift are made from it. */
export const endpoint = "http://enos.example.com";

/** The platform at that address, as far as programs with this environment can see. */
export async function startPlatform(seed: object) {
  const emulator = closing(await startEmulator({ seed }));
  const { address } = await startTunnel(Number(new URL(emulator.endpoint).port));
  const environment = {
    CONNECT_ENOS_ENDPOINT: endpoint,
    CONNECT_ENOS_ORG_ID: "o1",
    CONNECT_ENOS_ACCESS_KEY: account.accessKey,
    CONNECT_ENOS_SECRET_KEY: account.secretKey,
    CONNECT_ALLOW_PLAIN_HTTP: "true",
    HTTP_PROXY: address,
  };
  return { emulator, environment };
}
