import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { makeApp } from "./app";
import { type Step, stepsOf } from "./page";
import { Shell } from "./shell";
import { someEngine } from "./terraform";

const examples = join(__dirname, "..", "..", "examples");

/** The port in the pages and files of all examples. */
const documentedPort = "8640";

/** The year in which a rule of an example ends; its test shall not end with it. */
const lastYear = /\b2030(?=-12-31)/g;

/** A directory with an example as somebody else has it: copied, the package installed; its port is one that is free here. */
export async function copyExample(name: string): Promise<string> {
  const port = await freePort();
  const adapt = (text: string) =>
    text
      .replaceAll(documentedPort, port)
      .replace(lastYear, String(new Date().getUTCFullYear() + 1))
      .replace(/\bterraform (?=init|plan|apply)/g, `${someEngine} `);
  const files = readdirSync(join(examples, name), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, adapt(readFileSync(join(examples, name, entry.name), "utf8"))]);
  return makeApp(Object.fromEntries(files));
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** A step that was taken, and what came of it. */
export interface Taken extends Step {
  readonly status: number | null;
  readonly output: string;
}

/** Takes all steps of the page in a directory but the first, which installs. The emulator of one step runs until all are taken. */
export async function takeSteps(directory: string): Promise<Taken[]> {
  const [installation, ...steps] = stepsOf(readFileSync(join(directory, "README.md"), "utf8"));
  if (!installation?.commands.includes("npm install")) throw new Error("The first step does not install the package");
  const taken: Taken[] = [];
  const running: Shell[] = [];
  let exported = "";
  try {
    for (const step of steps) {
      const shell = new Shell(exported + step.commands, directory);
      if (/\bemulate\b/.test(step.commands)) {
        running.push(shell);
        await shell.printed(step.shown);
        taken.push({ ...step, status: 0, output: shell.output });
      } else taken.push({ ...step, status: await shell.ended, output: shell.output });
      exported += step.commands.match(/^export .*\n/gm)?.join("") ?? "";
    }
  } finally {
    for (const shell of running) await shell.end();
  }
  return taken;
}

/** What of a page is not as it says; empty where all is. */
export const untrue = (taken: readonly Taken[]): Taken[] =>
  taken.filter(({ status, code, output, shown }) => status !== code || !output.includes(shown));
