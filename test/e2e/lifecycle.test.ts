import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator/enos/emulator";
import type { Emulator } from "../../src/emulator/shell/serve";
import { until } from "../support/clock";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import {
  describeEach,
  engines,
  providerRequirement,
  someEngine,
  testWithEngine,
  Workspace,
} from "../support/terraform";

const configuration = `${providerRequirement}
provider "connect" {}
data "connect_product" "p" { product_key = "key00001" }
output "model" { value = data.connect_product.p.model_id }
`;

/** Command lines of what is running; small images have no `ps`. */
const commandLines = (): string[] =>
  existsSync("/proc/self/cmdline")
    ? readdirSync("/proc").flatMap((id) => {
        try {
          return /^\d+$/.test(id) ? [readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ")] : [];
        } catch {
          return []; // it has ended
        }
      })
    : execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).split("\n");

/** Provider processes that belong to a working directory. */
const providersOf = ({ directory }: Workspace): string[] =>
  commandLines().filter((line) => line.includes(`${directory}/`) && line.includes("terraform-provider-connect"));

describeEach(engines, (engine) => {
  let emulator: Emulator;
  let workspace: Workspace;
  beforeAll(async () => {
    emulator = await startEmulator({ seed: seedOf([wireProduct(1)]) });
    workspace = new Workspace(engine, environmentOf(emulator.endpoint));
    workspace.init(configuration);
  });
  afterAll(async () => {
    await emulator.close();
  });

  test("validate needs neither platform nor credentials", async () => {
    const outcome = await workspace.run(["validate"], { CONNECT_ENOS_ENDPOINT: "", CONNECT_ENOS_ACCESS_KEY: "" });
    expect(outcome).toMatchObject({ code: 0 });
  });

  test("a saved plan applies, and destroy takes the outputs away again", async () => {
    await workspace.must("plan", "-input=false", "-out=saved");
    await workspace.must("apply", "-input=false", "saved");
    expect((await workspace.show()).outputs).toEqual({ model: "M" });
    await workspace.must("destroy", "-auto-approve", "-input=false");
    expect((await workspace.show()).outputs).toEqual({});
  });

  test("tests with mocks run without a platform", async () => {
    workspace.write(
      `mock_provider "connect" {
         mock_data "connect_product" { defaults = { model_id = "mocked" } }
       }
       run "reads" {
         command = plan
         assert {
           condition     = output.model == "mocked"
           error_message = "The mock was not used."
         }
       }`,
      "main.tftest.hcl",
    );
    const before = emulator.journal.total;
    const { code, text } = await workspace.run(["test"]);
    expect({ code, text }).toMatchObject({ code: 0 });
    expect(text).toContain("1 passed");
    expect(emulator.journal.total).toBe(before);
  });

  // OpenTofu takes an overridden object only with every one of its attributes.
  const inTerraform = engine === "terraform" ? test : test.skip;
  inTerraform("a test can say what is read, product by product", async () => {
    workspace.write(`${providerRequirement}
      provider "connect" {}
      data "connect_products" "all" {}
      data "connect_product" "p" { product_key = "key00001" }
      output "models" { value = { for key, p in data.connect_products.all.products : key => p.model_id } }
      output "model" { value = data.connect_product.p.aliyun.auth_type }`);
    workspace.write(
      `mock_provider "connect" {}
       override_data {
         target = data.connect_products.all
         values = { product_keys = ["a"], products = { a = { model_id = "overridden" } } }
       }
       override_data {
         target = data.connect_product.p
         values = { aliyun = { auth_type = "x509" } }
       }
       run "reads" {
         command = plan
         assert {
           condition     = output.models["a"] == "overridden" && output.model == "x509"
           error_message = "The override was not used."
         }
       }`,
      "main.tftest.hcl",
    );
    const { code, text } = await workspace.run(["test"]);
    expect({ code, text }).toMatchObject({ code: 0 });
    workspace.write(configuration);
  });

  test("Ctrl-C ends a plan that waits for an answer, and leaves nothing behind", async () => {
    emulator.faults.add({ match: { action: "get" }, delay: 3_600_000 });
    const TMPDIR = join(workspace.directory, "t");
    mkdirSync(TMPDIR);
    const outcome = await workspace.run(
      ["plan", "-input=false"],
      { TMPDIR },
      {
        started: async (pid) => {
          await until(() => emulator.faults.left.length === 0);
          process.kill(-pid, "SIGINT");
        },
      },
    );
    expect(outcome.code).toBe(1);
    expect(outcome.text).toMatch(/interrupt/i);
    expect(outcome.text).not.toContain("request_timeout");
    expect(providersOf(workspace)).toEqual([]);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });
});

testWithEngine("console evaluates what was read", async () => {
  const emulator = await startEmulator({ seed: seedOf([wireProduct(1)]) });
  const workspace = new Workspace(someEngine, environmentOf(emulator.endpoint));
  try {
    workspace.init(configuration);
    await workspace.must("apply", "-auto-approve", "-input=false");
    const answer = await workspace.run(["console"], {}, { input: "data.connect_product.p.product_type\n" });
    expect(answer.stdout.trim()).toBe('"Device"');
  } finally {
    await emulator.close();
  }
});
