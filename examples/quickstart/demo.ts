// The main job, on the emulator: a stack decides with what products are, Terraform plans and applies it, a product changes, and that
// is noticed. Without Terraform and OpenTofu, all but plan and apply. Leaves nothing, unless it is told to --keep its directory.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type Directory, makeDirectory, root } from "./demo/directory";
import { type Emulator, startEmulator } from "./demo/emulator";
import { findEngine, howToInstall, planAndApply, planWarning } from "./demo/engine";
import { untilInterrupted } from "./demo/interruption";
import { outputsOfSynth } from "./demo/outputs";
import { runnerIn } from "./demo/run";
import { announce, show, showTable } from "./demo/screen";

const cli = join(root, "dist", "cli.js");
const main = join(__dirname, "main.ts");
const tsx = pathToFileURL(require.resolve("tsx")).href;

async function tell(emulator: Emulator, directory: Directory, stop: AbortSignal): Promise<void> {
  const run = runnerIn(directory, emulator.settings, stop);
  const showOurs = async (args: readonly string[], exitCode = 0) =>
    show(await run(process.execPath, [cli, ...args], { exitCode }));
  const engine = findEngine(run, directory);

  const facts = /modelId|atSynth/;
  announce("A stack passes facts on, and decides with others", `grep -E '${facts.source}' examples/quickstart/main.ts`);
  const lines = readFileSync(main, "utf8").split("\n");
  show(lines.filter((line) => facts.test(line)).join("\n"));

  announce("Run it; what it decided with is recorded", "npx tsx examples/quickstart/main.ts");
  await run(process.execPath, ["--import", tsx, main]);
  await showOurs(["lock", "show"]);

  if (engine) await planAndApply(engine);
  else {
    announce("What the rest of the infrastructure will know, from cdk.tf.json and connect.lock.json");
    showTable(outputsOfSynth(directory));
  }

  const files = ["--typescript", "products.ts", "--markdown", "PRODUCTS.md"];
  announce("Write all products down, for programs and for people", `npx cdktf-connect bootstrap ${files.join(" ")}`);
  await showOurs(["bootstrap", ...files]);

  await emulator.change("8f7KmDED", { biDirectionalAuth: false, defaultValidDay: null, maxValidDay: null });
  if (engine) {
    announce("Someone changes the meter on the platform: the next plan warns", `${engine.name} plan`);
    show(await planWarning(engine));
  }
  announce("A drift check names all that changed, and ends with exit code 2", "npx cdktf-connect drift");
  await showOurs(["drift"], 2);

  if (!engine)
    console.log(
      `\nNot run: init, plan and apply; neither terraform nor tofu is in PATH. To install one: ${howToInstall()}.`,
    );
}

async function demo(): Promise<void> {
  const { values } = parseArgs({ options: { keep: { type: "boolean" } } });
  const stop = untilInterrupted();
  const directory = makeDirectory();
  try {
    announce(
      "Emulate EnOS Connect on this machine; it verifies every token and signature",
      "npx cdktf-connect emulate",
    );
    const emulator = await startEmulator(cli);
    show(`ready at ${emulator.endpoint}`);
    try {
      await tell(emulator, directory, stop);
    } finally {
      await emulator.stop();
    }
    const rest = values.keep ? `Look around in ${directory.path}.` : "Nothing is left; --keep keeps the directory.";
    console.log(`\nDone; the emulator is stopped. ${rest}`);
  } catch (error) {
    if (stop.aborted) process.exitCode = stop.reason;
    else throw error;
  } finally {
    if (!values.keep) directory.remove();
  }
}

demo().catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
