import { assumptions } from "../../../../src/emulator/enos/assumptions";
import { type Edition, editions } from "../../../../src/emulator/enos/edition";
import { startEmulator } from "../../../../src/emulator/enos/emulator";
import { enos } from "../../../../src/platforms/enos/platform";
import type { LivePlatform } from "../platform";
import { assumed } from "./assumed";
import { documented } from "./documented";
import { misfits } from "./fields";
import { type EnosSubject, openSubject } from "./subject";
import { isRead } from "./wire";

/** Keys of the emulator that is compared with: those of the platform go nowhere else. */
const own = { accessKey: "live-access-key", secretKey: "live-secret-key" };

export const liveEnos: LivePlatform<EnosSubject> = {
  platform: enos,
  editions,
  editionOf: ({ apiVersion }) => (apiVersion === "v2.1" ? "2.1" : "2.4"),
  isRead,
  open: openSubject,
  async imitate({ keys: { orgId, apiVersion }, wireProducts }, edition) {
    const products = wireProducts.map((product) => {
      const unfit = misfits(product);
      const fitting = Object.entries(product).filter(([name]) => !unfit.includes(name));
      return { ...Object.fromEntries(fitting), orgId, productSecret: "live-product-secret" };
    });
    const seed = { accounts: [{ ...own, orgIds: [orgId] }], products };
    const emulator = await startEmulator({ edition: edition as Edition, seed });
    return { emulator, settings: { ...enos.defaults, endpoint: emulator.endpoint, orgId, apiVersion, ...own } };
  },
  documented,
  assumptions,
  assumed,
};
