import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { devDependencies } from "../../package.json";
import { copyExample, takeSteps, untrue } from "../support/copied-example";
import { divided } from "../support/repeated";
import { testWithEngine } from "../support/terraform";

const examples = join(__dirname, "..", "..", "examples");
const packages = readdirSync(examples).filter((name) => readdirSync(join(examples, name)).includes("package.json"));

// The example for CDKTF differs from that for CDK Terrain, which is generated from it, by names only.
testWithEngine.each(divided(packages, (name) => name !== "cdktf"))(
  "%s does what its page says, for somebody who copies it",
  async (name) => {
    const taken = await takeSteps(await copyExample(name));
    expect(taken.length).toBeGreaterThan(2);
    expect(untrue(taken)).toEqual([]);
  },
);

test.each(packages)("%s asks for the versions that are tested", (name) => {
  const manifest = JSON.parse(readFileSync(join(examples, name, "package.json"), "utf8"));
  const asked = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(devDependencies).toMatchObject(asked);
});

test.each(packages)("%s is installed from its own directory", (name) => {
  expect(readFileSync(join(examples, name, "README.md"), "utf8")).toContain(`cp -r examples/${name} `);
});
