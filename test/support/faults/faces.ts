import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrap } from "../../../src/cli/bootstrap";
import type { Command, Options } from "../../../src/cli/command";
import { drift } from "../../../src/cli/drift";
import { lockRefresh } from "../../../src/cli/lock/refresh";
import { lockVerify } from "../../../src/cli/lock/verify";
import type { Entry } from "../../../src/lock/entry";
import { printLock } from "../../../src/lock/lock-file";
import { openReader } from "../../../src/reader/ask";
import { keyOf } from "../../../src/reader/query";
import { originOf, resolveTarget } from "../../../src/reader/target";
import { isProblem } from "../../../src/schema/problem";
import { runInProcess } from "../cli";
import { newDirectory } from "../directory";
import { queries, wanted } from "./platforms";

export type Variables = Readonly<Record<string, string>>;

/** How a face ended: with its exit code, all that it said, and what it would have people believe. */
export interface Ended {
  readonly code: number;
  readonly said: string;
  readonly answer: string;
  /** what is wrong with it whatever it says */
  readonly flaw?: string;
}

/** Something that people run; `lock`: a lock file with the true answers. */
export interface Face {
  readonly name: string;
  run(environment: Variables, lock: string): Promise<Ended>;
}

const commandFace = <O extends Options>(
  name: string,
  command: Command<O>,
  args: (directory: string) => readonly string[],
  answer: (directory: string, stdout: string) => string,
): Face => ({
  name,
  async run(environment, lock) {
    const directory = newDirectory();
    copyFileSync(lock, join(directory, "connect.lock.json"));
    const { code, stdout, stderr } = await runInProcess(command, args(directory), { environment }).catch(
      (error: unknown) => ({
        code: isProblem(error) ? 1 : -1,
        stdout: "",
        stderr: isProblem(error) ? error.message : `threw ${(error as Error).stack}`,
      }),
    );
    const shown = stdout.replaceAll(directory, "");
    return { code, said: stdout + stderr, answer: code === 1 ? "" : answer(directory, shown) };
  },
});

const fileIn = (directory: string, name: string): string => {
  const file = join(directory, name);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};
const lockIn = (directory: string) => join(directory, "connect.lock.json");

/** The reader that all faces share, with each problem as data. */
const reader: Face = {
  name: "reader",
  async run(environment) {
    const target = resolveTarget({}, environment);
    const open = openReader("test");
    const answers = await open.ask(queries.map((query) => ({ target, query })));
    await open.close();
    const problems = answers.flatMap((answer) => ("failed" in answer ? [answer.failed] : (answer.absent ?? [])));
    const flaw = problems.find(({ code, summary, reason, remedy }) => code === "bug" || !summary || !reason || !remedy);
    return {
      code: problems.length > 0 ? 1 : 0,
      said: problems.map(({ message }) => message).join("\n"),
      answer: JSON.stringify(answers),
      ...(flaw && { flaw: `not whole: ${JSON.stringify(flaw)}` }),
    };
  },
};

export const faces: readonly Face[] = [
  reader,
  commandFace(
    "drift",
    drift,
    (directory) => ["--lock", lockIn(directory)],
    (_, stdout) => stdout,
  ),
  commandFace(
    "lock verify",
    lockVerify,
    (directory) => ["--lock", lockIn(directory)],
    (_, stdout) => stdout,
  ),
  commandFace(
    "lock refresh",
    lockRefresh,
    (directory) => ["--lock", lockIn(directory)],
    (directory) => fileIn(directory, "connect.lock.json"),
  ),
  commandFace(
    "bootstrap",
    bootstrap,
    (directory) => ["--where", JSON.stringify(wanted), "--expectations", join(directory, "expectations.json")],
    (directory) => fileIn(directory, "expectations.json"),
  ),
];

/** A lock file with what a platform says now. */
export async function recorded(environment: Variables): Promise<string> {
  const target = resolveTarget({}, environment);
  const open = openReader("test");
  const answers = await open.ask(queries.map((query) => ({ target, query })));
  await open.close();
  const entries = queries.map((query, index): Entry => {
    const { value } = answers[index] as { value: Entry["value"] };
    return { origin: originOf(target), query, fetchedAt: "2026-01-01T00:00:00.000Z", value };
  });
  return printLock(new Map(entries.map((entry) => [keyOf(entry.origin, entry.query), entry])));
}
