import { type ChildProcess, spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { cleanEnvironment } from "./program";
import { someEngine } from "./terraform";

/** As if in a shell of a user, outside of npm, who answers `yes` to what is asked. */
const environment = {
  ...Object.fromEntries(Object.entries(cleanEnvironment).filter(([name]) => !/^npm_/i.test(name))),
  npm_config_update_notifier: "false",
  CHECKPOINT_DISABLE: "1",
  TERRAFORM_BINARY_NAME: someEngine,
};

/** Lines of a shell that are running, or did. */
export class Shell {
  output = "";
  readonly ended: Promise<number | null>;
  private readonly process: ChildProcess;

  constructor(lines: string, directory: string) {
    // A group of its own, to end what a program of it has started.
    this.process = spawn("sh", ["-ec", lines], { cwd: directory, env: environment, detached: true });
    this.process.stdin?.end("yes\n");
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += stripVTControlCharacters(text);
      });
    this.ended = new Promise((resolve) => this.process.once("close", resolve));
  }

  /** Waits until it prints a text; throws all that it printed where it ends without. */
  async printed(text: string): Promise<void> {
    const more = () =>
      Promise.race([
        this.ended.then(() => true),
        new Promise((go) => this.process.stdout?.once("data", () => go(false))),
      ]);
    while (!this.output.includes(text)) if (await more()) throw new Error(`Ended early:\n${this.output}`);
  }

  async end(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) process.kill(-(this.process.pid as number));
    await this.ended;
  }
}
