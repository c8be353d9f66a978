import { isOlder } from "../../../src/doctor/engines";
import { nodeCheck } from "../../../src/doctor/node";

test("a Node that is too old fails, and the one that runs here does not", async () => {
  expect(await nodeCheck("20.18.0").run()).toMatchObject({ state: "failed", remedy: "Upgrade Node.js." });
  expect(await nodeCheck().run()).toMatchObject({
    state: "ok",
    detail: expect.stringContaining(process.versions.node),
  });
});

test("options that the provider's launcher drops are named, without their values", async () => {
  const options =
    "--require=/a/secret.js --max-old-space-size=400 -r x.js --max_semi_space_size=2 --inspect --require y";
  expect(await nodeCheck(process.versions.node, options).run()).toMatchObject({
    state: "ok",
    detail: expect.stringMatching(/; the provider starts without --require, -r, --inspect of NODE_OPTIONS$/),
  });
});

test.each([
  ["1.9.0", "1.10.0", true],
  ["1.10.0", "1.9.0", false],
  ["1.5.0", "1.5.0", false],
  ["20.9.0", "20.18.1", true],
])("%s is older than %s: %s", (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});
