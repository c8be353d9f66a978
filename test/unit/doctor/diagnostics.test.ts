import { configurationProblem, firstError, readValidation } from "../../../src/doctor/diagnostics";

const address = "connect.internal/iot/connect";
const box = (text: string) =>
  `There are some problems with the CLI configuration:\n╷\n│ ${text.replaceAll("\n", "\n│ ")}\n╵\n\nAs a result …\n`;

test("the first error of a text is its summary and the first paragraph, on one line", () => {
  const text =
    "\nWarning: Overrides\n\nNot this.\n\nError: Failed to install\n\nThe mirror\nis gone:\nlstat /x\n\nRun this.\n\nError: Other\n";
  expect(firstError(text)).toBe("Failed to install: The mirror is gone: lstat /x");
  expect(firstError("Error: Alone\n")).toBe("Alone");
  expect(firstError("Success!\n")).toBeUndefined();
});

test("an error of any length and any characters is fit for a terminal", () => {
  const error = firstError(`Error: Bad\n\n\u001b[31m${"long ".repeat(200)}\n`);
  expect(error).not.toContain("\u001b");
  expect(error?.length).toBeLessThanOrEqual(401);
  expect(error).toMatch(/…$/);
});

test.each([
  [
    "Error: Error parsing /h/.terraformrc: At 2:10: Unknown token: 2:10 IDENT canary",
    "Error parsing /h/.terraformrc: At 2:10",
  ],
  [
    'Error: Invalid block\n\nUnknown installation method "foo" at 2:1.',
    'Invalid block: Unknown installation method "foo" at 2:1',
  ],
  ["Warning: Unable to open\n\nThe file does not exist.", "Unable to open: The file does not exist."],
])("of a problem with the CLI configuration nothing after the position is shown: %s", (text, shown) => {
  expect(configurationProblem(`${box(text)}`)).toBe(shown);
});

test("an error beside the box is none of the CLI configuration", () => {
  expect(configurationProblem("\nError: Failed to install\n\nGone.\n")).toBeUndefined();
});

test("validate says whether it is valid, and which overrides of ours are in effect", () => {
  const print = (valid: boolean, severity: string, summary: string, detail: string) =>
    JSON.stringify({ valid, diagnostics: [{ severity, summary, detail }] });
  expect(readValidation(`A notice\n${print(true, "warning", "x", "y")}`, address)).toEqual({});
  expect(
    readValidation(
      print(true, "warning", "Overrides", `These:\n - a/b/c in /c\n - ${address} in /dev\n\nMore.`),
      address,
    ),
  ).toEqual({ override: `${address} in /dev` });
  expect(
    readValidation(
      print(false, "error", "", "No node in PATH.\nThis usually means\n  the plugin was not compiled"),
      address,
    ),
  ).toEqual({ error: "No node in PATH." });
});

test.each(["", "text", "{", "{}", '{"valid":true}', "[]"])("%j is no validation", (text) => {
  expect(readValidation(text, address)).toBeUndefined();
});
