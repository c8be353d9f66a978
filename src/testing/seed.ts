import type { AliyunSeed } from "../emulator/aliyun/seed";
import type { EnosSeed } from "../emulator/enos/seed";

/** What each platform adds to a seed. */
interface Parts {
  readonly enos: EnosSeed;
  readonly aliyun: { readonly aliyun: AliyunSeed };
}

type AllParts = Parts["enos"] & Parts["aliyun"];

/** A platform that can be emulated. */
export type EmulatedPlatformName = keyof Parts;

/**
 * Accounts and products that an emulator starts with, as the platforms' documents print them: for EnOS `accounts` and `products`, for
 * Aliyun IoT the same under `aliyun`. One of the platforms may be left out.
 *
 * @example
 * const seed: EmulatorSeed = {
 *   accounts: [{ accessKey: "key", secretKey: "secret", orgIds: ["o1"] }],
 *   products: [{ orgId: "o1", productKey: "pump0001", modelId: "pump_v1", productType: "Device" }],
 * };
 */
export type EmulatorSeed = { [Name in keyof Parts]: Parts[Name] & Partial<AllParts> }[keyof Parts];
