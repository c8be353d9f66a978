// The main job, on the emulator: a stack decides with what products are, Terraform plans and applies it, a product changes, and that
// is noticed. Without Terraform and OpenTofu, all but plan and apply.
import { join, relative } from "node:path";
import { prepareDirectory, root, run, stack, work } from "./demo/directory";
import { credentials, startEmulator } from "./demo/emulator";
import { findEngine, howToInstall } from "./demo/engine";
import { outputsOfSynth } from "./demo/outputs";
import { announce, show, showTable } from "./demo/screen";

const cli = join(root, "dist", "cli.js");

/** Runs a command of the engine in the stack's directory. */
type Engine = (command: string, ...args: string[]) => string;

function planAndApply(engine: string, runEngine: Engine): void {
  announce("Install the provider, which is beside the stack; nothing is downloaded", `${engine} init`);
  const installed = runEngine("init", "-input=false").split("\n");
  show(installed.filter((line) => /^- |successfully/.test(line)).join("\n"));

  announce("Plan: the products are read over HTTP", `${engine} plan`);
  show(runEngine("plan", "-input=false", "-out=plan.bin").replace(/─+[\s\S]*/, ""));

  announce("Apply", `${engine} apply`);
  show(runEngine("apply", "-input=false", "plan.bin").replace(/Outputs:[\s\S]*/, ""));

  announce("What the rest of the infrastructure now knows", `${engine} output`);
  const outputs = Object.entries<{ value: unknown }>(JSON.parse(runEngine("output", "-json")));
  showTable(Object.fromEntries(outputs.map(([name, { value }]) => [name, value])));
}

async function demo(): Promise<void> {
  prepareDirectory();
  announce("Emulate EnOS Connect on this machine; it verifies every token and signature", "npx cdktf-connect emulate");
  const emulator = await startEmulator(cli);
  show(`ready at ${emulator.endpoint}`);

  const env = { ...credentials, CONNECT_ENOS_ENDPOINT: emulator.endpoint };
  const showOurs = (args: readonly string[], exitCode = 0) =>
    show(run(process.execPath, [cli, ...args], { env, exitCode }));
  const engine = findEngine();
  const plain = process.stdout.isTTY ? [] : ["-no-color"];
  const runEngine: Engine = (command, ...args) =>
    run(engine as string, [command, ...plain, ...args], { cwd: stack, env });

  try {
    announce("Run the stack: it decides with real values, and records them", "npx tsx examples/quickstart/main.ts");
    run(process.execPath, ["--import", "tsx", join(__dirname, "main.ts")], { env });
    showOurs(["lock", "show"]);

    if (engine) planAndApply(engine, runEngine);
    else {
      announce("What the rest of the infrastructure will know, from cdk.tf.json and connect.lock.json");
      showTable(outputsOfSynth());
    }

    const files = ["--typescript", "products.ts", "--markdown", "PRODUCTS.md"];
    announce("Write all products down, for programs and for people", `npx cdktf-connect bootstrap ${files.join(" ")}`);
    showOurs(["bootstrap", ...files]);

    await emulator.change("8f7KmDED", { biDirectionalAuth: false, defaultValidDay: null, maxValidDay: null });
    if (engine) {
      announce("The meter has changed on the platform: a plan warns", `${engine} plan`);
      show(/Warning: [\s\S]*?\n\n[\s\S]*?\n\n/.exec(runEngine("plan", "-input=false", "-no-color"))?.[0] ?? "");
    }
    announce("The meter has changed on the platform: exit code 2", "npx cdktf-connect drift");
    showOurs(["drift"], 2);
  } finally {
    emulator.stop();
  }
  if (!engine)
    console.log(
      `\nNot run: init, plan and apply; neither terraform nor tofu is in PATH. To install one: ${howToInstall()}.`,
    );
  console.log(`\nDone. Look around in ${relative(root, work)}; the emulator is stopped.`);
}

demo().catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
