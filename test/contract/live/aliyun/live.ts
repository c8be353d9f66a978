import { assumptions } from "../../../../src/emulator/aliyun/assumptions";
import { startAliyunEmulator } from "../../../../src/emulator/aliyun/emulator";
import { type Flavour, flavours } from "../../../../src/emulator/aliyun/flavour";
import { aliyun } from "../../../../src/platforms/aliyun/platform";
import { endpointOf } from "../../../../src/platforms/aliyun/regions";
import type { LivePlatform } from "../platform";
import { assumed } from "./assumed";
import { documented } from "./documented";
import { misfits } from "./fields";
import { type AliyunSubject, openSubject } from "./subject";
import { isRead } from "./wire";

/** Keys of the emulator that is compared with: those of the platform go nowhere else. */
const own = { accessKeyId: "live-access-key", accessKeySecret: "live-access-key-secret", securityToken: null };

export const liveAliyun: LivePlatform<AliyunSubject> = {
  platform: aliyun,
  editions: flavours,
  editionOf: (settings) => (/(^|\.)tuyacloud\.com$/.test(endpointOf(settings as never).hostname) ? "tuya" : "alibaba"),
  isRead,
  open: openSubject,
  async imitate({ keys: { instanceId }, wireProducts }, edition) {
    const products = wireProducts.map((product) => {
      const unfit = misfits(product);
      const fitting = Object.entries(product).filter(([name]) => !unfit.includes(name));
      return { ...Object.fromEntries(fitting), ProductSecret: "live-product-secret", IotInstanceId: instanceId };
    });
    const emulator = await startAliyunEmulator({
      flavour: edition as Flavour,
      seed: { aliyun: { accounts: [own], products } },
    });
    const settings = { ...aliyun.defaults, region: null, instanceId, profile: null, ...own };
    return { emulator, settings: { ...settings, endpoint: emulator.endpoint } };
  },
  documented,
  assumptions,
  assumed,
};
