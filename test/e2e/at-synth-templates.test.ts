// Whoever may rename a product writes texts into stacks. They arrive there as texts.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeApp } from "../support/app";
import { type EmulatorProcess, startEmulatorProcess } from "../support/emulator-process";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { must } from "../support/program";
import { divided } from "../support/repeated";
import { engines, runEngine, testEach } from "../support/terraform";

const name = 'meter ${file("/etc/hostname")} ${upper("x")} %{if true}yes%{endif} $${z}';
const tag = "%{if true}yes%{endif} ${path.cwd}";
/** Code to the HCL writer of the library, which takes no notice of what is a template. */
const code = {
  list: '[file("/etc/hostname")]',
  object: '{ a = file("/etc/hostname") }',
  closed: 'x" == "" ? "" : file("/etc/hostname") == "y',
  lines: 'a\nEOF\n}\noutput "more" {\n  value = file("/etc/hostname")',
  escape: 'a \\" b \\',
};

const main = (cdk: string, front: string) => `
const { App, Fn, TerraformOutput, TerraformStack } = require("${cdk}");
const { ConnectProduct } = require("${front}");
const app = new App();
const stack = new TerraformStack(app, "meters");
const { atSynth } = new ConnectProduct(stack, "meter", { productKey: "key00001" });
const other = new TerraformStack(app, "other");
const output = (scope, id, value) => new TerraformOutput(scope, id, { value });
output(stack, "name", "Dashboard for " + atSynth.productName);
output(stack, "same", String(atSynth.productName === ${JSON.stringify(name)}));
output(stack, "upper", atSynth.productName.toUpperCase());
output(stack, "map", { [atSynth.productTags.tag]: [atSynth.productTags.tag] });
output(stack, "function", Fn.upper(atSynth.productTags.tag));
output(other, "elsewhere", atSynth.productName);
for (const [id, text] of Object.entries(atSynth.localizedNames)) output(stack, id, { text }), output(other, id, text);
if (process.env.CHANGED) output(stack, "changed", atSynth.productName.replace("upper", "lower"));
app.synth();
`;

let emulator: EmulatorProcess;
let app: string;
let environment: Record<string, string>;
beforeAll(async () => {
  const product = wireProduct(1, { productName: { defaultValue: name, i18nValue: code }, productTags: { tag } });
  emulator = await startEmulatorProcess(seedOf([product]));
  environment = environmentOf(emulator.endpoint);
  app = makeApp({
    "cdktf/main.js": main("cdktf", "cdktf-connect"),
    "cdktn/main.js": main("cdktn", "cdktf-connect/cdktn"),
    "cdktf/cdktf.json": "{}\n",
    "cdktn/cdktf.json": "{}\n",
  });
});
afterAll(() => emulator.end());

function synth(library: string, more: Record<string, string> = {}): void {
  const directory = join(app, library);
  rmSync(join(directory, "cdktf.out"), { recursive: true, force: true });
  must(process.execPath, ["main.js"], { directory, environment: { ...environment, ...more } });
}

const ways = ["cdktf", "cdktn"].flatMap((library) => [
  { library, language: "JSON", hcl: "" },
  { library, language: "HCL", hcl: "true" },
]);
// Each library and each language once.
const standsForAll = ({ library, language }: (typeof ways)[number]) => (library === "cdktf") === (language === "JSON");

describe.each(divided(ways, standsForAll))("with $library, written as $language", ({ library, hcl }) => {
  testEach(engines, "plans the texts as they are on the platform", async (engine) => {
    synth(library, { SYNTH_HCL_OUTPUT: hcl });
    const outputsOf = async (stack: string) => {
      const run = (...args: string[]) =>
        runEngine(engine, args, { directory: join(app, library, "cdktf.out", "stacks", stack), environment });
      for (const args of [
        ["init", "-input=false"],
        ["plan", "-input=false", "-out=p"],
      ]) {
        const { code, text } = await run(...args);
        expect([code, text]).toEqual([0, expect.not.stringContaining("Error")]);
      }
      const { planned_values: values } = JSON.parse((await run("show", "-json", "p")).stdout);
      return Object.fromEntries(
        Object.entries<{ value: unknown }>(values.outputs).map(([id, { value }]) => [id, value]),
      );
    };
    expect(await outputsOf("meters")).toEqual({
      name: `Dashboard for ${name}`,
      same: "true",
      upper: name.toUpperCase(),
      map: { [tag]: [tag] },
      function: tag.toUpperCase(),
      ...Object.fromEntries(Object.entries(code).map(([id, text]) => [id, { text }])),
    });
    expect(await outputsOf("other")).toEqual({ elsewhere: name, ...code });
  });

  test("a text that was changed before it went into the stack is warned about", () => {
    synth(library, { CHANGED: "1", SYNTH_HCL_OUTPUT: hcl });
    const { stacks } = JSON.parse(readFileSync(join(app, library, "cdktf.out", "manifest.json"), "utf8"));
    const { annotations } = stacks.meters;
    expect(annotations).toEqual([
      expect.objectContaining({ constructPath: "meters/changed", message: expect.stringContaining("lower(") }),
    ]);
  });
});
