import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { emulate } from "../../src/cli/emulate";
import { until } from "../support/clock";
import { newDirectory } from "../support/directory";
import { type Block, blocksOf } from "../support/pages/blocks";
import { cleanEnvironment, must } from "../support/program";
import { ephemeralEngines, providerRequirement, someEngine } from "../support/terraform";

const root = join(__dirname, "..", "..");
const cli = join(root, "dist", "cli.js");
const read = (...path: string[]) => readFileSync(join(root, "docs", ...path), "utf8");

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** A directory in which the commands of a page find what they name. */
function preparedDirectory(): { directory: string; environment: Record<string, string> } {
  const directory = newDirectory();
  const programs = join(directory, "programs");
  mkdirSync(programs);
  writeFileSync(join(programs, "npx"), `#!/bin/sh\nshift\nexec "${process.execPath}" "${cli}" "$@"\n`);
  chmodSync(join(programs, "npx"), 0o755);
  const [{ text: example }] = blocksOf(read("ephemeral-resources", "product_secret.md")) as [Block];
  writeFileSync(join(directory, "main.tf"), `${providerRequirement}\n${example}`);
  writeFileSync(join(directory, "build-firmware.sh"), 'printf %s "$PRODUCT_SECRET" > firmware');
  const PATH = `${programs}${delimiter}${cleanEnvironment.PATH}`;
  return { directory, environment: { PATH, SHELL: "/bin/sh", CHECKPOINT_DISABLE: "1" } };
}

test("the guide knows every option of the command", () => {
  const options = Object.keys(emulate.options).map((name) => `--${name}`);
  expect(options.length).toBeGreaterThan(8);
  for (const option of options) expect(read("guides", "emulator.md")).toContain(option);
});

test("every block of the guide works as it stands, one after the other", async () => {
  const page = read("guides", "emulator.md").replaceAll("8640", String(await freePort()));
  const blocks = blocksOf(page);
  const { directory, environment } = preparedDirectory();
  let stop = () => {};
  const start = async (script: string, expected: string) => {
    const child = spawn("sh", ["-c", `exec ${script}`], {
      cwd: directory,
      env: { ...cleanEnvironment, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    stop = () => child.kill();
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
    });
    await until(() => output.length >= expected.length);
    expect(output).toBe(expected);
    for (const [, name = "", value = ""] of expected.matchAll(/export (\w+)=(.+)/g)) environment[name] = value;
  };
  try {
    for (const [index, { language, text }] of blocks.entries()) {
      const next = blocks[index + 1];
      const expected = next?.language === "text" ? next.text : undefined;
      if (language === "json") writeFileSync(join(directory, text.startsWith("[") ? "faults.json" : "seed.json"), text);
      if (language !== "sh") continue;
      if (text.includes("emulate --port")) await start(text, expected ?? "");
      else if (text.includes("terraform apply")) runTerraform(text);
      else {
        const output = must("sh", ["-ec", text], { directory, environment });
        expect(expected === undefined ? "" : output).toBe(expected ?? "");
      }
    }
    const left = await fetch(`${environment.CONNECT_ENOS_ENDPOINT}/_emu/faults`);
    expect(await left.json()).toEqual({ faults: [] });
  } finally {
    stop();
  }

  function runTerraform(script: string): void {
    if (!ephemeralEngines.includes(someEngine)) return;
    must("sh", ["-ec", script.replaceAll("terraform", someEngine)], { directory, environment });
    expect(readFileSync(join(directory, "firmware"), "utf8")).toBe("demo-product-secret-1");
  }
});
