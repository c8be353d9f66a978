import { readdirSync } from "node:fs";
import { formats } from "../../../src/drift/formats/list";
import { filesBelow, sightings } from "../../support/canaries";
import { aliyunSide, Check, enosSide, type Side } from "../../support/drift";
import { account } from "../../support/enos";

const products = [{ key: "keyA" }, { key: "keyB" }];
const everywhere = formats.flatMap(({ name }) => ["--format", `${name}=report.${name}`]);

describe.each([enosSide, aliyunSide])("on $name", (side: Side) => {
  let check: Check;
  beforeEach(async () => {
    check = await Check.start(side, products);
    await check.lock([{ product: "keyA" }, { product: "nobody" }, { products: {} }]);
  });
  afterEach(() => check.end());

  test("ten runs on an unchanged platform end ten times with 0, and with the same bytes", async () => {
    const first = await check.run(["--format", "json"]);
    expect(first.code).toBe(0);
    for (let run = 1; run < 10; run++) expect(await check.run(["--format", "json"])).toEqual(first);
  });

  test("nothing but reads is sent: whatever is found, and when the platform fails", async () => {
    check.emulator.journal.clear();
    await check.run(["--volatile"]);
    check.emulator.reload(side.seed([{ key: "keyB", name: "new" }, { key: "keyC" }]));
    await check.run(["--here"]);
    for (const status of [401, 403, 429, 500, 503]) {
      check.emulator.faults.add({ status, times: 3 });
      await check.run();
      check.emulator.faults.clear();
    }
    const sent = check.emulator.journal.entries.map(({ method, path, action }) => `${method} ${path} ${action}`);
    expect(new Set(sent)).toEqual(
      new Set(
        side.name === "enos"
          ? [
              "POST /apim-token-service/v2.0/token/get token/get",
              "GET /connect-service/v2.4/products get",
              "POST /connect-service/v2.4/products search",
            ]
          : ["GET / QueryProduct", "GET / QueryProductList"],
      ),
    );
  });

  test("no secret gets into any report or message, neither a product's nor a key", async () => {
    const canaries = {
      productOfEnos: "canary-secret-",
      productOfAliyun: "canary-product-secret-",
      secretKey: account.secretKey,
      accessKeySecret: "canary-access-key-secret",
      mistyped: "canary-mistyped-secret",
    };
    let said = "";
    const run = async () => {
      const { stdout, stderr } = await check.run(everywhere);
      said += stdout + stderr + JSON.stringify(filesBelow("."));
    };
    await run();
    check.emulator.reload(side.seed([{ key: "keyB", name: "new" }, { key: "keyC" }]));
    await run();
    check.emulator.reload(side.seed(products, { mayRead: false }));
    await run();
    const secret = side.name === "enos" ? "CONNECT_ENOS_SECRET_KEY" : "CONNECT_ALIYUN_ACCESS_KEY_SECRET";
    check.environment = { ...check.environment, [secret]: canaries.mistyped };
    await run();
    expect(readdirSync(".")).toHaveLength(formats.length + 1);
    expect(said).toContain("denied");
    expect(sightings(said, canaries)).toEqual([]);
  });

  test("names that mean something to a log or a reader are told and do nothing, in every format", async () => {
    const name = 'a\u001b[2J]]> | b\n::error::x ##[add-mask]y \u202e<b>*c*</b> `d` "e" 🏭 智能 [f](https://g) {0}';
    check.emulator.reload(side.seed([{ key: "keyA", name }, { key: "keyB" }, { key: "keyC", name }]));
    const { code, stdout } = await check.run(everywhere);
    expect(code).toBe(2);
    expect(stdout).toContain(
      '"a\\u001b[2J]]> | b\\n::error::x #\\u0023[add-mask]y \\u202e<b>*c*</b> `d` \\"e\\" 🏭 智能 [f](https://g) {0}"',
    );
    for (const format of formats) {
      const printed = check.read(`report.${format.name}`);
      expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]|##\[|^\s*::error::/mu);
      expect(printed).toContain("🏭 智能");
      // What a reader of SARIF would take for a link, or for a place to fill in.
      if (format.name === "sarif")
        expect(JSON.parse(printed).runs[0].results[0].message.text).toContain("\\[f\\](https://g) {{0}}");
    }
    const { findings } = JSON.parse(check.read("report.json"));
    expect(findings.map(({ actual }: { actual: unknown }) => actual)).toContain(name);
  });
});
