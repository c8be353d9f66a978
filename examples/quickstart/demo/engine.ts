import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import type { Directory } from "./directory";
import type { Runner } from "./run";
import { announce, show, showTable } from "./screen";

const engines = ["terraform", "tofu"];

/** Runs a command of the engine in the stack's directory. */
export interface Engine {
  readonly name: string;
  (command: string, ...args: string[]): Promise<string>;
}

/** The first program in PATH that plans and applies; undefined where there is none. */
export function findEngine(run: Runner, { stack }: Directory): Engine | undefined {
  const name = engines.find((engine) => spawnSync(engine, ["-help"], { stdio: "ignore" }).error === undefined);
  if (name === undefined) return undefined;
  const engine = (command: string, ...args: string[]) => run(name, [command, ...args], { cwd: stack });
  return Object.defineProperty(engine, "name", { value: name });
}

export async function planAndApply(engine: Engine): Promise<void> {
  announce("Install the provider, which is beside the stack; nothing is downloaded", `${engine.name} init`);
  const installed = (await engine("init", "-input=false")).split("\n");
  show(installed.filter((line) => /^- |successfully/.test(line)).join("\n"));

  announce("Plan: the products are read over HTTP", `${engine.name} plan`);
  show((await engine("plan", "-input=false", "-out=plan.bin")).replace(/\n\nYou can apply[\s\S]*/, ""));

  announce("Apply: the rest of the infrastructure knows the products", `${engine.name} apply`);
  await engine("apply", "-input=false", "plan.bin");
  const outputs = Object.entries<{ value: unknown }>(JSON.parse(await engine("output", "-json")));
  showTable(Object.fromEntries(outputs.map(([name, { value }]) => [name, value])));
}

/** The warning of a plan, in its frame. */
export async function planWarning(engine: Engine): Promise<string> {
  const lines = (await engine("plan", "-input=false")).split("\n");
  const first = lines.findIndex((line) => line.includes("╷"));
  return lines.slice(first, lines.findIndex((line) => line.includes("╵")) + 1).join("\n");
}

/** By Node's name of the system; on Linux by what the distribution says it is. */
const commands: Readonly<Record<string, string>> = {
  darwin: "brew install opentofu",
  win32: "winget install --exact --id=OpenTofu.Tofu",
  freebsd: "pkg install opentofu",
  fedora: "dnf install opentofu",
  ubuntu: "snap install --classic opentofu",
};

/** What to do for one on this system. */
export function howToInstall(): string {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  const distribution = /^ID="?(\w+)/m.exec(release)?.[1] ?? "";
  const command = commands[process.platform === "linux" ? distribution : process.platform];
  const pages = "https://opentofu.org/docs/intro/install/ or https://developer.hashicorp.com/terraform/install";
  return command === undefined ? `see ${pages}` : `${command} (or see ${pages})`;
}
