import { existsSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../src/emulator/enos/emulator";
import { newDirectory } from "../support/directory";
import { environmentOf, seedOf, wireProduct } from "../support/enos";
import { run } from "../support/program";
import { launch, random } from "../support/storm";
import { killInstalls, killPlans, killWriters, manyWriters } from "../support/storms";
import { providerRequirement, someEngine, testWithEngine, Workspace } from "../support/terraform";

const cli = join(__dirname, "..", "..", "dist", "cli.js");
/** Another one for other moments: STORM_SEED=7 npm run test:all -- storms */
const seed = Number(process.env.STORM_SEED ?? 2026);
const onLinux = existsSync("/proc/self/environ");
const testWithBoth = onLinux ? testWithEngine : test.skip;

const ALIASES = 14;
const several = `${providerRequirement}
${Array.from(
  { length: ALIASES },
  (_, index) => `
  provider "connect" {
    alias = "a${index}"
  }
  data "connect_product" "p${index}" {
    provider    = connect.a${index}
    product_key = "key0000${index % 3}"
  }`,
).join("\n")}
`;

async function withWorkspace(
  configuration: string,
  work: (workspace: Workspace, environment: Record<string, string>) => Promise<void>,
) {
  const emulator = await startEmulator({ seed: seedOf([0, 1, 2].map((number) => wireProduct(number))) });
  const environment = environmentOf(emulator.endpoint);
  const workspace = new Workspace(someEngine, environment);
  try {
    workspace.init(configuration);
    await work(workspace, environment);
  } finally {
    await emulator.close();
  }
}

test("a lock file is whole whenever its writer is killed, 100 times", () =>
  killWriters(newDirectory(), { times: 100, seed }));

test("20 writers of one lock file lose nothing", () => manyWriters(newDirectory(), { writers: 20, each: 100 }));

testWithEngine("installs that are killed, 60 times, are finished by the next one", async () => {
  const workspace = new Workspace(someEngine);
  workspace.write(providerRequirement);
  await killInstalls(workspace, { times: 60, seed });
});

testWithBoth("plans whose engine or provider is killed, 60 times, leave no process", () =>
  withWorkspace(
    `${providerRequirement}
    provider "connect" {}
    data "connect_product" "p" { product_key = "key00001" }`,
    ({ directory }, environment) =>
      killPlans(someEngine, { directory, environment }, { times: 60, seed, longest: 1_000 }),
  ),
);

testWithEngine("four plans at once, each with 14 provider blocks, all succeed", () =>
  withWorkspace(several, async ({ directory }, environment) => {
    const plans = Array.from({ length: 4 }, () =>
      launch(someEngine, ["plan", "-input=false", "-lock=false"], { directory, environment }),
    );
    for (const { ended } of plans) expect(await ended).toMatchObject({ code: 0 });
  }),
);

testWithBoth("plans with 14 provider blocks that are killed leave no process", () =>
  withWorkspace(several, ({ directory }, environment) =>
    killPlans(
      someEngine,
      { directory, environment },
      { times: 10, seed: Math.floor(random(seed)() * 1e9), longest: 5_000 },
    ),
  ),
);

const tmpfs = (directory: string) => run("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", directory]).status === 0;

/** A sandbox may forbid it even to root. */
function canMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const directory = newDirectory();
  return tmpfs(directory) && run("umount", [directory]).status === 0;
}

(canMount() ? test : test.skip)("a full disk is the reason that is given, and nothing is left half-written", () => {
  const directory = newDirectory();
  expect(tmpfs(directory)).toBe(true);
  try {
    const { status, stderr } = run(process.execPath, [cli, "install"], { directory });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("no space left on the device. Free some"),
    });
    expect(run("find", [directory, "-type", "f"]).stdout).toBe("");
    expect(run("mount", ["-o", "remount,ro", directory]).status).toBe(0);
    expect(run(process.execPath, [cli, "install"], { directory })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("the file system is read-only"),
    });
  } finally {
    run("umount", [directory]);
  }
});
