import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Files, printAll } from "../../../src/bootstrap/artefacts";
import type { Inventory } from "../../../src/bootstrap/inventory";
import { readInventory } from "../../../src/bootstrap/inventory";
import { bootstrap } from "../../../src/cli/bootstrap";
import { emulators } from "../../../src/emulator/list";
import { type Emulator, serveEmulators } from "../../../src/emulator/shell/serve";
import { resolveTarget } from "../../../src/reader/target";
import { runInProcess } from "../../support/cli";
import { newDirectory } from "../../support/directory";
import { account, environmentOf, seedOf, wireProduct } from "../../support/enos";
import { oddKeys, oddNames } from "../../support/odd-names";

/** The documented limits of Aliyun make a thousand reads of single products take 20 s. */
const counts = { enos: 1_000, aliyun: oddNames.length };
const odd = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

const enosProducts = Array.from({ length: counts.enos }, (_, index) =>
  wireProduct(index, {
    productKey: index < oddKeys.length ? odd(oddKeys, index) : `key${index}`,
    productName:
      index % 7 === 0 ? null : { defaultValue: odd(oddNames, index), i18nValue: { zh_CN: `名${index}`, en_US: "" } },
    productDesc: odd(oddNames, index + 1),
    modelId: odd([null, "", "m"], index),
    productType: odd(["Device", "Gateway"], index),
    dataFormat: odd(["Json", "Custom"], index),
    productTags: odd<Record<string, string> | null>([{}, { zone: `z${index}`, "a.b": "" }, null], index),
    protocolGatewayIds: odd<unknown>([null, ["g2", "g1"], "g"], index),
    biDirectionalAuth: index % 2 === 0,
    defaultValidDay: odd([null, 730], index),
    maxValidDay: odd([null, 1095], index),
  }),
);
const aliyunProducts = Array.from({ length: counts.aliyun }, (_, index) => ({
  ProductKey: `a1key${index}`,
  ProductName: odd(oddNames, index) ?? "",
  ProductSecret: `canary-${index}`,
  Description: odd(oddNames, index + 1) ?? "",
  NodeType: odd([0, 1], index),
  DataFormat: odd([0, 1], index),
  GmtCreate: 1_600_000_000_000 + index,
  AuthType: odd(["secret", "id2", "x509"], index),
  NetType: odd([3, 6, 7, 8, 9], index),
  Id2: odd([true, false], index),
  Owner: true,
  DeviceCount: index,
  ProductStatus: odd(["RELEASE_STATUS", "DEVELOPMENT_STATUS"], index),
  ValidateType: 1,
}));

const aliyunAccount = { accessKeyId: "LTAI-real", accessKeySecret: "canary-real-secret", instanceIds: ["iot-1"] };
const originals = {
  enos: {
    count: counts.enos,
    seed: seedOf(enosProducts),
    variables: (endpoint: string) => environmentOf(endpoint),
  },
  aliyun: {
    count: counts.aliyun,
    seed: {
      aliyun: {
        accounts: [aliyunAccount],
        products: aliyunProducts.map((product) => ({ ...product, IotInstanceId: "iot-1" })),
      },
    },
    variables: (endpoint: string) => ({
      CONNECT_ALIYUN_ENDPOINT: endpoint,
      CONNECT_ALIYUN_INSTANCE_ID: "iot-1",
      CONNECT_ALIYUN_ACCESS_KEY_ID: aliyunAccount.accessKeyId,
      CONNECT_ALIYUN_ACCESS_KEY_SECRET: aliyunAccount.accessKeySecret,
    }),
  },
};

const open: Emulator[] = [];
const serve = async (seed: object): Promise<string> => {
  const emulator = await serveEmulators({ platforms: emulators.map((each) => each.open({})), seed });
  open.push(emulator);
  return emulator.endpoint;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
});

/** The variables that the start screen of `emulate --seed` shows for the platform. */
const shownFor = (name: string, seed: object, endpoint: string): Record<string, string> => {
  const emulator = emulators.find((each) => each.open({}).name === name);
  return Object.fromEntries(
    emulator?.section(seed, { endpoint, flags: {} }).variables.map((each) => [each.name, each.value]) ?? [],
  );
};

const read = (environment: Record<string, string>): Promise<Inventory> =>
  readInventory(resolveTarget({}, environment), { products: {} });

const artefactsOf = (inventory: Inventory, endpoint: string): string[] => {
  const files: Files = {
    typescript: "t",
    tfvars: "v.tfvars.json",
    env: "e",
    hcl: "h",
    expectations: "x",
    markdown: "m",
    seed: "s",
  };
  return printAll(files, inventory, () => {}).map(({ text }) =>
    text
      .replaceAll(`${endpoint}/`, "ENDPOINT")
      .replaceAll(endpoint, "ENDPOINT")
      .replace(/("facts": ?)"[0-9a-f]{64}"/, "$1"),
  );
};

describe.each(Object.entries(originals))("of %s", (name, { count, seed, variables }) => {
  test("odd products come out of the replay as they came out of the platform", async () => {
    const platform = await serve(seed);
    const original = await read(variables(platform));
    const written = printAll({ seed: "s.json" }, original, () => {})[0]?.text as string;
    const replayed = JSON.parse(written);
    const replay = await serve(replayed);
    const again = await read(shownFor(name, replayed, replay));
    expect(again.products).toHaveLength(count);
    expect(artefactsOf(again, replay)).toEqual(artefactsOf(original, platform));
  });

  test("the file holds made-up keys, no secret, and is known as ours", async () => {
    const directory = newDirectory();
    const file = join(directory, "seed.json");
    const environment = variables(await serve(seed));
    expect(await runInProcess(bootstrap, ["--seed", file], { environment })).toMatchObject({ code: 0 });
    const text = readFileSync(file, "utf8");
    for (const secret of ["canary", account.accessKey, account.secretKey, aliyunAccount.accessKeyId])
      expect(text).not.toContain(secret);
    expect(await runInProcess(bootstrap, ["--seed", file, "--check"], { environment })).toMatchObject({ code: 0 });
    writeFileSync(file, '{"accounts":[],"products":[]}');
    await expect(runInProcess(bootstrap, ["--seed", file], { environment })).rejects.toThrow(
      "was not written by bootstrap",
    );
    expect(readFileSync(file, "utf8")).toBe('{"accounts":[],"products":[]}');
  });
});
