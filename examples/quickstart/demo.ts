// The main job, on the emulator: emulate a platform, synthesize the stack of main.ts, let Terraform plan and apply it.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import demoSeed from "../../src/cli/demo-seed.json";

const root = join(__dirname, "..", "..");
const work = join(root, ".demo");
const stack = join(work, "stacks", "quickstart");
const cliConfiguration = join(work, "empty.tfrc");
/** No step may take longer than this, whatever happens. */
const LIMIT_MS = 60_000;

let step = 0;
function announce(what: string, command: string): void {
  step += 1;
  console.log(`\n${step}. ${what}\n   $ ${command}`);
}

const indent = (text: string): string =>
  text
    .trim()
    .split("\n")
    .map((line) => `   ${line}`.trimEnd())
    .join("\n");

/** Starts the emulator as a user would and reads the one line it prints when it is ready. */
async function startEmulator(): Promise<{ emulator: ChildProcess; endpoint: string }> {
  announce(
    "Emulate EnOS Connect on this machine; it verifies every token and signature",
    "npx cdktf-connect emulate --json",
  );
  const emulator = spawn(process.execPath, [join(root, "dist", "cli.js"), "emulate", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: emulator.stdout })) {
    const { endpoint } = JSON.parse(line);
    console.log(`   ready at ${endpoint}`);
    return { emulator, endpoint };
  }
  throw new Error("The emulator ended before it was ready.");
}

function environment(endpoint: string): NodeJS.ProcessEnv {
  const [account] = demoSeed.accounts;
  return {
    ...process.env,
    CONNECT_ENOS_ENDPOINT: endpoint,
    CONNECT_ENOS_ORG_ID: account?.orgIds[0],
    CONNECT_ENOS_ACCESS_KEY: account?.accessKey,
    CONNECT_ENOS_SECRET_KEY: account?.secretKey,
    CDKTF_OUTDIR: work,
    // Terraform shall neither ask for news of itself nor mind this machine's configuration.
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_CLI_CONFIG_FILE: cliConfiguration,
  };
}

function terraform(args: string[], env: NodeJS.ProcessEnv): string {
  const stdio = ["ignore" as const, "pipe" as const, "inherit" as const];
  const plain = process.stdout.isTTY ? [] : ["-no-color"];
  return execFileSync("terraform", [args[0] as string, ...plain, ...args.slice(1)], {
    cwd: stack,
    env,
    encoding: "utf8",
    stdio,
    timeout: LIMIT_MS,
  });
}

function showOutputs(json: string): void {
  const outputs = Object.entries<{ value: unknown }>(JSON.parse(json));
  const width = Math.max(...outputs.map(([name]) => name.length));
  for (const [name, { value }] of outputs)
    console.log(`   ${name.padEnd(width)}   ${Array.isArray(value) ? value.join(", ") : value}`);
}

async function demo(): Promise<void> {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(cliConfiguration, "");
  const { emulator, endpoint } = await startEmulator();
  try {
    const env = environment(endpoint);

    announce("Synthesize the TypeScript stack; the provider is put beside it", "npx tsx examples/quickstart/main.ts");
    execFileSync(process.execPath, ["--import", "tsx", join(__dirname, "main.ts")], {
      cwd: work,
      env,
      stdio: "inherit",
    });
    console.log(`   ${relative(root, join(stack, "cdk.tf.json"))}`);

    announce("Let Terraform install the provider, offline", "terraform init");
    const init = terraform(["init", "-input=false"], env);
    console.log(
      indent(
        init
          .split("\n")
          .filter((line) => /^- |successfully/.test(line))
          .join("\n"),
      ),
    );

    announce("Plan: the products are read over HTTP", "terraform plan");
    console.log(indent(terraform(["plan", "-input=false", "-out=plan.bin"], env).replace(/─+[\s\S]*/, "")));

    announce("Apply", "terraform apply");
    const applied = terraform(["apply", "-input=false", "plan.bin"], env);
    console.log(indent(applied.replace(/Outputs:[\s\S]*/, "")));

    announce("What the rest of the infrastructure now knows", "terraform output");
    showOutputs(terraform(["output", "-json"], env));
    console.log(`\nDone. Look around in ${relative(root, stack)}; the emulator is stopped.`);
  } finally {
    emulator.kill();
  }
}

demo().catch((error: NodeJS.ErrnoException) => {
  console.error(
    error.code === "ENOENT" && error.path === "terraform"
      ? "\nThe demo drives the real Terraform and there is none in PATH: install Terraform 1.5 or newer."
      : `\n${error.message}`,
  );
  process.exitCode = 1;
});
