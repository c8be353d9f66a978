import { startAliyunEmulator } from "../../src/emulator/aliyun/emulator";
import type { Flavour } from "../../src/emulator/aliyun/flavour";
import { aliyun } from "../../src/platforms/aliyun/platform";
import { type Sample, samples } from "./samples";
import { type Target, target } from "./target";

const account = { accessKeyId: "LTAItest", accessKeySecret: "contract-secret" };

const wire = (sample: Sample, index: number) => ({
  ProductKey: sample.key,
  ProductName: sample.name,
  ProductSecret: sample.secret,
  NodeType: sample.type === "Gateway" ? 1 : 0,
  DataFormat: 1,
  Description: "described",
  GmtCreate: 1_600_000_000_000 + index,
  AliyunCommodityCode: "iothub_senior",
  AuthType: "secret",
  CategoryKey: "Lighting",
  CategoryName: "Street lamp",
  DeviceCount: 3,
  Id2: false,
  NetType: 3,
  Owner: true,
  ProductStatus: "RELEASE_STATUS",
  ProtocolType: "modbus",
  ValidateType: 1,
});

const flavour = (flavour: Flavour, signature: string, products: object[] = samples.map(wire)): Target =>
  target(`Aliyun, ${flavour}, ${signature}`, {
    platform: aliyun,
    start: () => startAliyunEmulator({ flavour, seed: { aliyun: { accounts: [account], products } } }),
    settings: { ...account, signature },
    wrongSecret: { accessKeySecret: "mistaken-secret" },
    refusal: "signature-rejected",
  });

/** Alibaba's service with one product, some of whose fields are given as they are on the wire. */
export const seededWith = (fields: Readonly<Record<string, unknown>>): Target => {
  const seeded = wire({ key: "seeded", name: "Seeded", type: "Device", secret: "canary-seeded" }, 1);
  return flavour("alibaba", "rpc", [{ ...seeded, ...fields }]);
};

/** Alibaba's own service with both signatures, and Tuya's compatible one. */
export const targets: readonly Target[] = [
  flavour("alibaba", "rpc"),
  flavour("alibaba", "acs3"),
  flavour("tuya", "rpc"),
];
