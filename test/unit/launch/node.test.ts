import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeTooOld } from "../../../src/launch/node";

test.each(["10.24.1", "18.20.8", "20.9.0", "20.18.0"])(
  "Node %s is too old, and the sentence says what is needed",
  (running) => {
    const sentence = `cdktf-connect needs Node.js 20.18.1 or newer; this is ${running} (${process.execPath}).`;
    expect(nodeTooOld(running)).toBe(sentence);
  },
);

test.each(["20.18.1", "20.18.10", "20.100.0", "22.0.0", "100.0.0"])("Node %s will do", (running) => {
  expect(nodeTooOld(running)).toBeUndefined();
});

test("the least version is that of package.json", () => {
  const { engines } = JSON.parse(readFileSync(join(__dirname, "..", "..", "..", "package.json"), "utf8"));
  expect(nodeTooOld("0.0.1")).toContain(`needs Node.js ${engines.node.replace(">=", "")} or newer`);
});
