import { isOlder } from "../../../src/doctor/engines";
import { nodeCheck } from "../../../src/doctor/node";

test("a Node that is too old fails, and the one that runs here does not", async () => {
  expect(await nodeCheck("20.18.0").run()).toMatchObject({ state: "failed", remedy: "Upgrade Node.js." });
  expect(await nodeCheck().run()).toMatchObject({
    state: "ok",
    detail: expect.stringContaining(process.versions.node),
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
