import Ajv2020 from "ajv/dist/2020";
import schema from "../../../schemas/drift-report.schema.json";
import { UsageError } from "../../../src/cli/usage";
import { aliyunSide, Check, enosSide } from "../../support/drift";
import { account } from "../../support/enos";
import { flawsOf } from "../../support/sarif";

const enos = (orgId: string, productKey: string, name: string, more: object = {}) => ({
  orgId,
  productKey,
  productName: { defaultValue: name, i18nValue: {} },
  productType: "Device",
  modelId: "m",
  maxValidDay: 730,
  createTime: 1_600_000_000_000,
  createBy: `creator of ${orgId}`,
  ...more,
});

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

let check: Check;
beforeEach(async () => {
  check = await Check.start(enosSide);
});
afterEach(() => check.end());

/** Products in two organizations of one platform, which one account may see. */
const serve = (...products: ReturnType<typeof enos>[]) =>
  check.emulator.reload({
    accounts: [{ ...account, orgIds: ["o1", "o2"] }],
    products,
    ...aliyunSide.seed([{ key: "a1", name: "Meter" }]),
  });

const against = async (variables: string, ...args: string[]) => {
  check.write("other.env", variables);
  return check.report(["--against", "other.env", ...args]);
};
const differences = ({ findings }: { findings: Record<string, unknown>[] }) =>
  findings.map(({ kind, productKey, attribute = "", expected, actual }) =>
    [kind, productKey, attribute, expected, actual].filter((part) => part !== undefined && part !== ""),
  );

test("two organizations with the same products do not differ, made by other people and with other keys", async () => {
  serve(enos("o1", "k1", "Meter"), enos("o2", "k2", "Meter"), enos("o1", "both", "A"), enos("o2", "both", "A"));
  const { code, findings, compared } = await against("CONNECT_ENOS_ORG_ID=o2\n");
  expect({ code, findings }).toEqual({ code: 0, findings: [] });
  expect(compared).toEqual([{ file: "other.env", kind: "environment", entries: 1, products: 2 }]);
});

test("another model, type or validity, a product that is missing, and one too many are found", async () => {
  serve(
    ...[enos("o1", "k1", "Meter"), enos("o2", "k2", "Meter", { maxValidDay: 365, modelId: "m2" })],
    ...[enos("o1", "same", "B"), enos("o2", "same", "Renamed", { productType: "Gateway" })],
    ...[enos("o1", "gone", "Only here"), enos("o2", "come", "Only there")],
  );
  const report = await against("CONNECT_ENOS_ORG_ID=o2");
  expect(report.code).toBe(2);
  const { code: _, ...printed } = report;
  expect(validate(printed) ? [] : validate.errors).toEqual([]);
  expect(differences(report)).toEqual([
    ["absent", "gone"],
    ["changed", "k1", "modelId", "m", "m2"],
    ["changed", "k1", "maxValidDay", 730, 365],
    ["changed", "same", "productName", "B", "Renamed"],
    ["changed", "same", "productType", "Device", "Gateway"],
    ["extra", "come"],
  ]);
});

test("names that several products have connect none", async () => {
  serve(enos("o1", "k1", "Meter"), enos("o1", "k2", "Meter"), enos("o2", "k3", "Meter"));
  expect(differences(await against("CONNECT_ENOS_ORG_ID=o2"))).toEqual([
    ["absent", "k1"],
    ["absent", "k2"],
    ["extra", "k3"],
  ]);
});

test("of two platforms only what both have is compared", async () => {
  serve(enos("o1", "k1", "Meter", { productType: "Gateway", dataFormat: "Json" }));
  const lines = Object.entries(aliyunSide.environment(check.emulator.endpoint)).map(
    ([name, value]) => `export ${name}="${value}"\n`,
  );
  const report = await against(`# the other platform\n${lines.join("")}`);
  expect(differences(report).map(([kind, , attribute]) => [kind, attribute])).toEqual([
    ["changed", "productDesc"],
    ["changed", "productType"],
  ]);
});

test("text says which side is which, and the reports are valid", async () => {
  serve(enos("o1", "k1", "Meter"), enos("o2", "k2", "Meter", { maxValidDay: 365 }));
  check.write("other.env", "CONNECT_ENOS_ORG_ID=o2");
  const formats = ["sarif=r.sarif", "junit=r.xml", "markdown=r.md", "github=r.txt"].flatMap((one) => ["--format", one]);
  const { stdout } = await check.run(["--against", "other.env", ...formats]);
  expect(stdout).toBe(
    'other.env: 1 entry, 1 product\n\nchanged: product "k1"\n  maxValidDay: here 730, there 365\n  in other.env\n  There it has the key "k2".\n\nThe environments differ: 1 changed in 1 product\n',
  );
  expect(flawsOf(JSON.parse(check.read("r.sarif")))).toEqual([]);
  expect(check.read("r.md")).toContain("| product | attribute | here | there | where |");
  expect(check.read("r.xml")).toContain('classname="drift.other.env"');
  for (const file of ["r.sarif", "r.xml", "r.md", "r.txt"]) expect(check.read(file)).not.toContain(account.secretKey);
});

test("rules ignore what is to differ, and a baseline knows what was there", async () => {
  serve(enos("o1", "k1", "Meter"), enos("o2", "k2", "Meter", { maxValidDay: 365 }));
  check.write(
    "ignore.yaml",
    "version: 1\nignore:\n  - attribute: maxValidDay\n    reason: r\n    expires: 2030-01-01\n",
  );
  expect(await against("CONNECT_ENOS_ORG_ID=o2", "--ignore", "ignore.yaml")).toMatchObject({ code: 0 });
  check.write("known.json", (await check.run(["--against", "other.env", "--format", "json"])).stdout);
  expect(await against("CONNECT_ENOS_ORG_ID=o2", "--baseline", "known.json")).toMatchObject({ code: 0 });
});

test("an environment that cannot be read is not the same: unchecked there, a failure here", async () => {
  serve(enos("o1", "k1", "Meter"));
  const elsewhere =
    "CONNECT_ENOS_ENDPOINT=http://127.0.0.1:9\nCONNECT_ENOS_ORG_ID=o1\nCONNECT_ENOS_ACCESS_KEY=a\nCONNECT_ENOS_SECRET_KEY=b\n";
  expect(await against(elsewhere)).toMatchObject({ code: 1, findings: [{ kind: "unchecked" }] });
  check.environment = { ...check.environment, CONNECT_ENOS_SECRET_KEY: "another" };
  await expect(against("CONNECT_ENOS_ORG_ID=o2")).rejects.toMatchObject({ summary: "Wrong secret key" });
});

test("an attribute that cannot be read there is unchecked, and no difference", async () => {
  const row = { NodeType: 0, DataFormat: 1, Owner: true };
  const of = (ProductKey: string, IotInstanceId: string, more: object = {}) => ({
    ...row,
    ...{ ProductKey, IotInstanceId, ProductName: "Meter", Id2: true },
    ...more,
  });
  const other = of("a2", "iot-2", { Id2: null, ID2: "perhaps" });
  const { aliyun } = aliyunSide.seed([]) as { aliyun: object };
  check.emulator.reload({ aliyun: { ...aliyun, products: [of("a1", "iot-1"), other] } });
  const environment = aliyunSide.environment(check.emulator.endpoint);
  check.environment = { ...environment, CONNECT_ALIYUN_INSTANCE_ID: "iot-1" };
  const report = await against("CONNECT_ALIYUN_INSTANCE_ID=iot-2");
  expect(report).toMatchObject({ code: 1, findings: [{ kind: "unchecked", productKey: "a2" }] });
  expect(report.findings[0].summary).toContain("aliyun.id2");
});

test("a file with an address gets none of this environment's keys", async () => {
  const stranger = `CONNECT_ENOS_ENDPOINT=${check.emulator.endpoint}\nCONNECT_ENOS_ORG_ID=o2\n`;
  await expect(against(stranger)).rejects.toMatchObject({
    code: "setting-missing",
    reason: expect.stringMatching(/^other\.env: .*access_key/s),
    remedy: expect.stringContaining("CONNECT_ENOS_ACCESS_KEY in other.env"),
  });
  expect(check.emulator.journal.total).toBe(0);
});

test.each([
  ["a file that is not there", ["--against", "none.env"], "--against: "],
  ["a file without such variables", ["--against", "empty.env"], "--against: empty.env sets no CONNECT_… variable"],
  ["a lock file beside it", ["--against", "empty.env", "--lock", "l"], "--against compares two environments"],
  ["a report over it", ["--against", "empty.env", "--format", "json=empty.env"], "empty.env is an input"],
])("%s is a usage error", async (_, args, message) => {
  check.write("empty.env", "PATH=/bin\n");
  const failure = await check.run(args).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect((failure as Error).message).toContain(message);
});
