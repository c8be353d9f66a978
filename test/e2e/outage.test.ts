import { startAliyunEmulator } from "../../src/emulator/aliyun/emulator";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";
import { aliyunSide } from "../support/drift";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { divided } from "../support/repeated";
import { describeEach, engines, providerRequirement, Workspace } from "../support/terraform";

const COUNT = 150;
const configuration = `${providerRequirement}
provider "connect" {}
data "connect_product" "all" {
  for_each    = toset([for number in range(${COUNT}) : "key\${number}"])
  product_key = each.key
}
`;

const rows = Array.from({ length: COUNT }, (_, index) => ({ key: `key${index}` }));
const platforms = {
  enos: {
    start: () => startEmulator({ seed: seedOf(rows.map(({ key }, index) => wireProduct(index, { productKey: key }))) }),
    environment: environmentOf,
    secret: "CONNECT_ENOS_SECRET_KEY",
  },
  aliyun: {
    start: () => startAliyunEmulator({ seed: aliyunSide.seed(rows) }),
    environment: aliyunSide.environment,
    secret: "CONNECT_ALIYUN_ACCESS_KEY_SECRET",
  },
};

/** Both platforms are read by the same reader. */
const representatives = ["enos: destroy", "enos: 503", "aliyun: a wrong secret"];

describeEach(engines, (engine) => {
  describe.each(Object.entries(platforms))("of %s", (platform, { start, environment, secret }) => {
    let emulator: Emulator;
    beforeAll(async () => {
      emulator = await start();
    });
    afterAll(() => emulator.close());

    const isRepresentative = (what: string) => representatives.includes(`${platform}: ${what}`);

    for (const what of divided(["destroy"], isRepresentative))
      test(`${what} fails, names the option that helps, and works with it`, async () => {
        emulator.reset();
        const workspace = new Workspace(engine, environment(emulator.endpoint));
        workspace.init(`${providerRequirement}
        data "connect_product" "one" {
          product_key = "key1"
        }
        resource "terraform_data" "built" {
          input = data.connect_product.one.product_name
        }
      `);
        await workspace.must("apply", "-auto-approve");
        emulator.faults.add({ match: {}, status: 503, times: 10_000 } as never);
        const { code, text } = await workspace.run(["destroy", "-auto-approve"]);
        expect(code).toBe(1);
        expect(text.replace(/\s+/g, " ")).toContain("`terraform destroy -refresh=false`");
        expect((await workspace.must("destroy", "-refresh=false", "-auto-approve")).text).toContain("1 destroyed");
      });

    const outages: [string, object | undefined, Record<string, string>][] = [
      ["503", { match: {}, status: 503, times: 10_000 }, {}],
      ["a connection that breaks", { match: {}, reset: true, times: 10_000 }, {}],
      ["a wrong secret", undefined, { [secret]: "another-secret-of-the-same-form" }],
    ];
    test.each(divided(outages, ([what]) => isRepresentative(what)))(
      `an outage (%s) costs ${COUNT} reads few requests, and each of them has its error`,
      async (_, fault, wrong) => {
        emulator.reset();
        if (fault) emulator.faults.add(fault as never);
        const before = emulator.journal.total;
        const workspace = new Workspace(engine, { ...environment(emulator.endpoint), ...wrong });
        workspace.init(configuration);
        const { code, stdout } = await workspace.run(["plan", "-json", "-input=false"]);
        const errors = stdout
          .split("\n")
          .filter((line) => line.startsWith("{"))
          .flatMap((line) => JSON.parse(line).diagnostic ?? [])
          .filter(({ severity }) => severity === "error");
        expect({ code, errors: errors.length }).toEqual({ code: 1, errors: COUNT });
        const notAsked = errors.filter(({ detail }) =>
          detail.startsWith("Not asked, because 5 reads in a row failed."),
        );
        expect(notAsked.length).toBeGreaterThan(COUNT - 25);
        expect(emulator.journal.total - before).toBeLessThanOrEqual(60);
      },
    );
  });
});
