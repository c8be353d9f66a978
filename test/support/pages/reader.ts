import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { parse } from "yaml";
import { newDirectory } from "../directory";
import { cleanEnvironment, run } from "../program";
import { type Block, fileOf, isAsShown } from "./blocks";

/** Programs that end only when they are told to, and what they print last before they wait. */
const endless = /^(npx cdktf-connect|node dist\/cli\.js) emulate( --port \d+)?\n$/;
const ready = "Ctrl-C";

/** Pages name this port. It may be taken here, so another one is used. */
const documented = /\b8640\b/g;

/** Where a line of a shell runs `terraform`: at its beginning, after a variable, another command or `emulate --`. */
export const engineCommand = /(?<=^|(?:&&|--|\w=\S*) )terraform /gm;

/** Does what a page says, as somebody who reads it with one shell and with a second one for what does not end. */
export class Reader {
  private readonly memory = newDirectory();
  private readonly running: (() => Promise<void>)[] = [];
  private printed = "";

  constructor(
    public directory: string,
    private readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
    /** where pages say `terraform` */
    public engine: string,
  ) {}

  /** Carries one block out. Throws what it did not do as the page says. */
  async follow(block: Block): Promise<void> {
    const text = block.text.replace(documented, String(this.port));
    const file = fileOf(block);
    if (block.language === "text") this.compare(block.text);
    else if (block.language === "sh" && endless.test(block.text)) await this.start(text);
    else if (block.language === "sh") this.run(text.replace(engineCommand, `${this.engine} `));
    else if (file === undefined) throw new Error(`A reader cannot know what to do with:\n${block.text}`);
    else {
      mkdirSync(dirname(join(this.directory, file)), { recursive: true });
      writeFileSync(join(this.directory, file), text);
      if (file.startsWith(".github/workflows/")) this.runWorkflow(text);
    }
  }

  /** Runs lines of a shell where the last ones have ended, with the variables they have set. */
  run(lines: string): void {
    const variables = join(this.memory, "variables");
    const place = join(this.memory, "place");
    const before = existsSync(variables) ? `. ${variables}\n` : "";
    const script = `exec 2>&1; set -e\n${before}${lines}\nexport -p > ${variables}; pwd > ${place}`;
    const { directory, environment } = this;
    const { status, stdout } = run("sh", ["-c", script], { directory, environment });
    this.printed = stripVTControlCharacters(stdout);
    if (status !== 0) throw new Error(`These lines ended with ${status}:\n${lines}\n${this.printed}`);
    this.directory = run("cat", [place]).stdout.trimEnd();
  }

  async end(): Promise<void> {
    for (const end of this.running.splice(0)) await end();
  }

  private compare(shown: string): void {
    const printed = this.printed.replaceAll(String(this.port), "8640");
    if (!isAsShown(shown, printed)) throw new Error(`The page shows\n${shown}\nand there was\n${printed}`);
  }

  private async start(line: string): Promise<void> {
    const env = { ...cleanEnvironment, ...this.environment };
    const child = spawn("sh", ["-c", `exec ${line}`], { cwd: this.directory, env, stdio: "pipe", detached: true });
    const ended = once(child, "close");
    this.running.push(async () => {
      if (child.exitCode === null) process.kill(-(child.pid as number), "SIGTERM");
      await ended;
    });
    this.printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.printed += text;
      });
    while (!this.printed.includes(ready)) {
      await Promise.race([once(child.stdout, "data"), ended]);
      if (child.exitCode !== null) throw new Error(`${line} ended:\n${this.printed}`);
    }
  }

  /** As GitHub Actions would, as far as its steps are lines of a shell. */
  private runWorkflow(text: string): void {
    for (const { steps } of Object.values<{ steps: { run?: string; uses?: string }[] }>(parse(text).jobs))
      for (const { run, uses } of steps) {
        if (run !== undefined) this.run(run);
        else if (!/^actions\/(checkout|setup-node)@v\d+$/.test(uses ?? ""))
          throw new Error(`A step cannot be run: ${uses}`);
      }
  }
}
