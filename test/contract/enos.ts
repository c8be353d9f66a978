import { generateKeyPairSync } from "node:crypto";
import type { Edition } from "../../src/emulator/enos/edition";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Account } from "../../src/emulator/enos/seed";
import { enos } from "../../src/platforms/enos/platform";
import { account, wireProduct } from "../support/enos";
import { type Sample, samples } from "./samples";
import { type Target, target } from "./target";

const wire = (sample: Sample, index: number) =>
  wireProduct(index, {
    productKey: sample.key,
    productName: { defaultValue: sample.name, i18nValue: { zh_CN: sample.name } },
    productType: sample.type,
    productTags: { site: "上海" },
    protocolGatewayIds: "g1",
    productDesc: "described",
    biDirectionalAuth: true,
    defaultValidDay: 730,
    maxValidDay: 1095,
    productSecret: sample.secret,
  });

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const owner: Account = {
  ...account,
  permissions: ["Product:Read", "Product:Update"],
  rsaPublicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
};

const edition = (edition: Edition, apiVersion: string, products = samples.map(wire)): Target =>
  target(`EnOS ${edition}, API ${apiVersion}`, {
    platform: enos,
    start: () => startEmulator({ edition, seed: { accounts: [owner], products } }),
    settings: { orgId: "o1", accessKey: account.accessKey, secretKey: account.secretKey, apiVersion },
    wrongSecret: { secretKey: "mistaken-secret" },
    refusal: "secret-key-wrong",
  });

/** The newest edition with one product, some of whose fields are given as they are on the wire. */
export const seededWith = (fields: Readonly<Record<string, unknown>>): Target =>
  edition("2.4", "v2.4", [wireProduct(1, { productKey: "seeded", ...fields })]);

/** EnOS in every edition, with every API it serves. */
export const targets: readonly Target[] = [
  edition("2.1-early", "v2.1"),
  edition("2.1", "v2.1"),
  edition("2.4", "v2.1"),
  edition("2.4", "v2.4"),
];
