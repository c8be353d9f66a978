import { existsSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { runNode } from "./program";
import { gone, later, launch, random } from "./storm";
import type { Workspace } from "./terraform";

const dist = join(__dirname, "..", "..", "dist");
const cli = join(dist, "cli.js");

const ENTRIES = 200;
/** Records products under names of its own. */
const writer = (file: string, name: string, count: number): string[] => [
  "-e",
  `const { record, writeRecorded } = require(${JSON.stringify(join(dist, "synth", "record.js"))});
  for (let number = 0; number < ${count}; number++) {
    record(${JSON.stringify(file)}, { origin: { platform: "enos", endpoint: "https://x/" },
      query: { product: ${JSON.stringify(name)} + number }, fetchedAt: "2026-01-01T00:00:00.000Z", value: null }, false);
    if (number % 10 === 9) writeRecorded();
  }`,
];

const keysIn = (file: string): string[] =>
  JSON.parse(readFileSync(file, "utf8")).entries.map((entry: { query: { product: string } }) => entry.query.product);

/** Writers of one lock file are killed: it is always whole, keeps what it has, and the next writer leaves nothing beside it. */
export async function killWriters(directory: string, { times, seed }: { times: number; seed: number }): Promise<void> {
  const next = random(seed);
  const file = join(directory, "connect.lock.json");
  let before: string[] = [];
  for (let round = 0; round < times; round++) {
    const started = launch(process.execPath, writer(file, `r${round}-`, ENTRIES), { directory });
    await later(next() * 400);
    started.child.kill("SIGKILL");
    await started.ended;
    const now = existsSync(file) ? keysIn(file) : [];
    expect(now).toEqual(expect.arrayContaining(before));
    before = now;
  }
  expect(runNode(writer(file, "last-", 10))).toMatchObject({ status: 0, stderr: "" });
  expect(keysIn(file)).toEqual(expect.arrayContaining([...before, "last-9"]));
  expect(readdirSync(directory).filter((name) => !/\.writing\.[0-9a-f]{12}$/.test(name))).toEqual([
    "connect.lock.json",
  ]);
}

/** Many writers of one lock file lose nothing. */
export async function manyWriters(
  directory: string,
  { writers, each }: { writers: number; each: number },
): Promise<void> {
  const file = join(directory, "connect.lock.json");
  const started = Array.from({ length: writers }, (_, index) =>
    launch(process.execPath, writer(file, `w${index}-`, each), { directory }),
  );
  for (const { ended } of started) expect(await ended).toMatchObject({ code: 0, output: "" });
  expect(keysIn(file)).toHaveLength(writers * each);
  expect(readdirSync(directory)).toEqual(["connect.lock.json"]);
}

/** `install` is killed: the next one works, and what was left goes when it is old. */
export async function killInstalls(
  workspace: Workspace,
  { times, seed }: { times: number; seed: number },
): Promise<void> {
  const next = random(seed);
  const { directory } = workspace;
  const install = [cli, "install", "--dir", directory];
  for (let round = 0; round < times; round++) {
    const started = launch(process.execPath, install, { directory });
    await later(40 + next() * 120);
    started.child.kill("SIGKILL");
    await started.ended;
    const lock = join(directory, ".terraform.lock.hcl");
    if (existsSync(lock)) expect(readFileSync(lock, "utf8")).toMatch(/\}\n$/);
  }
  const mirror = join(directory, "terraform.d", "plugins", "connect.internal", "iot", "connect");
  for (const name of existsSync(mirror) ? readdirSync(mirror) : [])
    if (name.startsWith(".")) utimesSync(join(mirror, name), 0, 0);
  expect(runNode(install)).toMatchObject({ status: 0, stderr: "" });
  expect(readdirSync(mirror).filter((name) => !name.endsWith(".zip"))).toEqual([]);
  await workspace.must("init", "-input=false");
}

/** Terraform, or the provider, is killed during plans: no process is left, no plan hangs, and the next one works. */
export async function killPlans(
  engine: string,
  { directory, environment }: { directory: string; environment: Readonly<Record<string, string>> },
  { times, seed, longest }: { times: number; seed: number; longest: number },
): Promise<void> {
  const next = random(seed);
  for (let round = 0; round < times; round++) {
    const started = launch(engine, ["plan", "-input=false", "-lock=false"], { directory, environment });
    await later(next() * longest);
    const providers = [...started.family()].filter(([, line]) => line.includes("terraform-provider-connect"));
    const [provider] = round % 2 === 0 ? [] : providers;
    if (provider) process.kill(provider[0], "SIGKILL");
    else started.child.kill("SIGKILL");
    await started.ended;
    await gone(started);
  }
  const last = launch(engine, ["plan", "-input=false"], { directory, environment });
  expect(await last.ended).toMatchObject({ code: 0 });
  await gone(last);
}
