import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeApp } from "../support/app";
import { closeAll } from "../support/loopback-server";
import { must } from "../support/program";
import { engines, testEach, Workspace } from "../support/terraform";
import { presentPackage } from "../support/upgrade/packages";
import { atFirst, startPlatform } from "../support/upgrade/platform";
import { committedFiles, configuration, programFiles, read } from "../support/upgrade/project";

const tsx = join(presentPackage, "node_modules", "tsx", "dist", "cli.mjs");
const { "state.json": state = "", "connect.lock.json": lock = "" } = committedFiles();

afterEach(closeAll);

test("in CI the lock file of 0.1 answers every question of a stack, without platform and keys", () => {
  const app = makeApp({ ...programFiles, "connect.lock.json": lock });
  must(process.execPath, [tsx, "main.ts"], { directory: app, environment: { CI: "true" } });
  const stack = JSON.parse(readFileSync(join(app, "cdktf.out", "stacks", "meters", "cdk.tf.json"), "utf8"));
  expect(stack.output.read.value).toEqual(read);
  expect(stack.data.connect_product.meter.expect).toMatchObject({ max_valid_day: 1095 });
  expect(readFileSync(join(app, "connect.lock.json"), "utf8")).toBe(lock);
});

testEach(engines, "plans nothing on a state that the provider of 0.1 filled", async (engine) => {
  const { environment } = await startPlatform(atFirst);
  const workspace = new Workspace(engine, environment);
  workspace.init(configuration);
  workspace.write(state, "terraform.tfstate");
  const { outputs } = await workspace.show();
  expect(outputs).toEqual({ days: 1095, keys: ["key00003", "key00001"] });
  expect(await workspace.run(["plan", "-input=false", "-detailed-exitcode"])).toMatchObject({ code: 0 });
});
