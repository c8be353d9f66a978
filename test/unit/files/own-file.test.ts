import { join } from "node:path";
import { type OwnFile, parseOwnFile, readOwnFile, readOwnFileIfAny, remarks } from "../../../src/files/own-file";
import { yaml } from "../../../src/files/yaml";
import type { Problem } from "../../../src/schema/problem";
import { exactly, flag, listOf, members, optional, text, whole } from "../../../src/schema/shape";
import { newDirectory } from "../../support/directory";

const shape = members({
  ...remarks,
  version: exactly(2),
  meters: listOf(members({ name: text, days: optional(whole), spare: optional(flag) })),
});
const kind: OwnFile<unknown> = { version: 2, shape, remedy: "Start again." };

const caught = (action: () => unknown): Problem => {
  try {
    action();
  } catch (error) {
    return error as Problem;
  }
  throw new Error("nothing is wrong with it");
};
const problemOf = (content: string, one = kind): Problem => caught(() => parseOwnFile(content, "m.json", one));

test("a byte order mark, line ends of Windows and remarks do not matter", () => {
  const content = '\ufeff{\r\n"$schema": "x", "//": "y",\r\n"version": 2,\r\n"meters": [{"name": "a"}]}';
  const { value, locate } = parseOwnFile(content, "m.json", kind);
  expect(value).toMatchObject({ version: 2, meters: [{ name: "a" }] });
  expect(locate([{ attribute: "meters" }])).toEqual({ file: "m.json", line: 4, column: 1 });
});

test("all mistakes are shown, each with its location, in the order of the file", () => {
  const { code, problems, remedy, detail } = problemOf(
    '{ "version": 1,\n  "meter": [],\n  "meters": [{ "nmae": "a", "days": "3" },\n    { "name": 5, "spare": 1 }] }',
  );
  expect({ code, remedy }).toEqual({ code: "file-invalid", remedy: "Start again." });
  const found = problems.map(({ facts: { file, line, column }, path }) => [file, line, column, path.at(-1)]);
  expect(found).toEqual([
    ["m.json", 1, 3, { attribute: "version" }],
    ["m.json", 2, 3, { attribute: "meter" }],
    ["m.json", 3, 14, { attribute: "name" }],
    ["m.json", 3, 16, { attribute: "nmae" }],
    ["m.json", 3, 29, { attribute: "days" }],
    ["m.json", 4, 7, { attribute: "name" }],
    ["m.json", 4, 18, { attribute: "spare" }],
  ]);
  expect(detail).toContain("m.json:3:16: meters[0].nmae: unknown member (did you mean name?).\n");
});

test("one mistake is a problem by itself", () => {
  const problem = problemOf('{ "version": 2, "meters": 1 }');
  expect(problem).toMatchObject({ code: "file-invalid", remedy: "Start again.", problems: [] });
  expect(problem.facts).toEqual({ file: "m.json", line: 1, column: 17 });
  expect(problem.reason).toBe("m.json:1:17: meters: expected a list, found a number.");
});

test("of very many mistakes twenty are shown, and the others counted", () => {
  const { problems } = problemOf(JSON.stringify({ version: 2, meters: Array(1_000).fill({}) }));
  expect(problems).toHaveLength(21);
  expect(problems[20]?.reason).toContain("980 more");
});

test.each([
  ["m.json", '{\n"version": 2,\n<<<<<<< ours\n"meters": []\n=======\n"meters": [1]\n>>>>>>> theirs\n}', kind, 3],
  ["m.json", '{"version": 2,\r\n=======\r\n"meters": []}', kind, 2],
  [
    "m.yaml",
    "version: 2\n<<<<<<< ours\nmeters: []\n=======\nmeters: []\n>>>>>>> theirs\n",
    { ...kind, syntax: yaml },
    2,
  ],
])("merge conflict markers in %s are named with the first line that has one", (file, content, one, line) => {
  const { code, facts } = caught(() => parseOwnFile(content, file, one));
  expect({ code, facts }).toEqual({ code: "file-merge-marks", facts: { file, line, column: 1 } });
});

test("a newer version is a reason to upgrade, whatever else is in the file", () => {
  expect(problemOf('{"version": 3, "anything": 1}')).toMatchObject({
    code: "file-newer",
    facts: { file: "m.json", line: 1 },
    remedy: expect.stringContaining("Upgrade"),
  });
  expect(problemOf('{"meters": []}')).toMatchObject({ code: "file-invalid", path: [{ attribute: "version" }] });
});

test("a file that cannot be read is named; one that does not exist may be expected", () => {
  const directory = newDirectory();
  const none = join(directory, "none.json");
  for (const file of [none, directory])
    expect(caught(() => readOwnFile(file, kind))).toMatchObject({ code: "file-unreadable", facts: { file } });
  expect(readOwnFileIfAny(none, kind)).toBeUndefined();
  expect(caught(() => readOwnFileIfAny(directory, kind)).code).toBe("file-unreadable");
});

describe("YAML", () => {
  const ofYaml = { ...kind, syntax: yaml };
  const locationOf = (content: string) => {
    const { facts } = problemOf(content, ofYaml);
    return [facts.line, facts.column];
  };

  test("is located like JSON, through aliases as well", () => {
    expect(locationOf("version: 2\nmeters:\n  - name: a\n  - name: b\n    days: soon\n")).toEqual([5, 5]);
    expect(locationOf("version: 2\nmeters:\n  - &a\n    name: 5\n")).toEqual([4, 5]);
    const { problems } = problemOf("version: 2\nmeters:\n  - &a\n    name: 5\n  - *a\n", ofYaml);
    expect(problems.map(({ facts }) => facts.line)).toEqual([4, 4]);
  });

  test.each([
    ["meters: [", 1],
    ["version: 2\nmeters: []\n---\nversion: 2", 3],
    ["version: 2\nmeters: []\nversion: 2", 3],
    ["version: 2\nmeters: !!js/function x", 2],
    ["", 1],
  ])("%j is one mistake in line %i", (content, line) => {
    expect(problemOf(content, ofYaml)).toMatchObject({ code: "file-invalid", facts: { line } });
  });

  test("aliases that unfold without end are refused", () => {
    const lines = Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}, *a${n}]`);
    expect(problemOf(["a0: &a0 [x]", ...lines].join("\n"), ofYaml).code).toBe("file-invalid");
  });
});
