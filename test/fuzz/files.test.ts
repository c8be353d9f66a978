import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../src/cli/usage";
import { expectationsFile, printExpectations } from "../../src/drift/expectations";
import { readOwnFile } from "../../src/files/own-file";
import { printLock, readLock } from "../../src/lock/lock-file";
import { checkProductKey } from "../../src/product/check-text";
import type { Product } from "../../src/product/product";
import { isProblem, type Problem } from "../../src/schema/problem";
import { newDirectory } from "../support/directory";
import { fc, fuzz, mutated } from "../support/fuzz";
import { corpus } from "../support/fuzz-corpus";
import { changedJson } from "../support/fuzz-json";
import { entriesOf, type Kind, kinds } from "../support/own-files";
import { entry, product } from "../support/recorded";

type Change = (text: string) => Buffer;
const line = fc.double({ min: 0, max: 1, noNaN: true });
const atLine = (where: number, text: string, change: (lines: string[], index: number) => void): Buffer => {
  const lines = text.split("\n");
  change(lines, Math.floor(where * lines.length));
  return Buffer.from(lines.join("\n"));
};
const put = (...more: string[]) =>
  line.map(
    (where): Change =>
      (text) =>
        atLine(where, text, (lines, index) => lines.splice(index, 0, ...more)),
  );

/** What editors, Git and other programs do to a file. */
const change: fc.Arbitrary<Change> = fc.oneof(
  line.map(
    (where): Change =>
      (text) =>
        atLine(where, text, (lines, index) => lines.splice(index, 1)),
  ),
  line.map(
    (where): Change =>
      (text) =>
        atLine(where, text, (lines, index) => lines.splice(index, 0, lines[index] ?? "")),
  ),
  put("<<<<<<< ours", "=======", ">>>>>>> theirs"),
  put("======="),
  put("\0"),
  put("{".repeat(5_000)),
  put("[".repeat(10_000)),
  put(`"x": ${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)},`),
  put(`"__proto__": {"polluted": 1}, "constructor": null, "toString": 1,`),
  put(`"version": 9007199254740993,`, `"version": 1e999,`),
  put("  x: &x [*x, *x]", "  y: *nowhere"),
  put("y".repeat(100_000)),
  fc.constant<Change>((text) => Buffer.from(`\ufeff${text}`)),
  fc.constant<Change>((text) => Buffer.from(`\ufeff${text}`, "utf16le")),
  fc.constant<Change>((text) => Buffer.from(text.replaceAll("\n", "\r\n"))),
  fc.constant<Change>((text) => Buffer.from(text.replaceAll("\n", "\r"))),
  fc.constantFrom("", " ", "null", "[]", "{}", '"x"', "1", "\0\0").map(
    (text): Change =>
      () =>
        Buffer.from(text),
  ),
);

const changed = fc.nat(kinds.length - 1).chain((index) => {
  const { name, text } = kinds[index] as Kind;
  return fc.tuple(
    fc.constant(index),
    fc.oneof(
      ...(name.endsWith(".json") ? [changedJson(JSON.parse(text)).map((each) => Buffer.from(each))] : []),

      change.map((each) => each(text)),
      mutated(fc.constant(Buffer.from(text))),
      mutated(change.map((each) => each(text))),
    ),
  );
});

const directory = newDirectory();
const ownError = (error: unknown): error is Problem | UsageError => isProblem(error) || error instanceof UsageError;

fuzz("a damaged file is read, or the message names it and the place", {
  corpus: corpus.files.map(([name, bytes]) => [kinds.findIndex((kind) => kind.name === name), bytes]),
  cases: changed,
  check: ([index, bytes]) => {
    const { name, read, lines } = kinds[index] as Kind;
    const file = join(directory, name);
    writeFileSync(file, bytes);
    try {
      read(file);
    } catch (error) {
      if (!ownError(error)) throw error;
      expect(error.message).toContain(file);
      expect(error.message).not.toMatch(/\n {4}at |SyntaxError|RangeError|Maximum call stack|canary/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a message must not have
      expect(error.message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      if (lines && isProblem(error, "file-invalid", "file-merge-marks", "file-newer"))
        for (const { facts } of error.problems.length > 0 ? error.problems.slice(0, 20) : [error])
          expect(facts).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  },
  runs: 300,
});

const text = fc.string({ unit: "binary", maxLength: 30 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });
const facts: fc.Arbitrary<Partial<Product>> = fc.record({
  productName: maybe(text),
  modelId: maybe(text),
  maxValidDay: maybe(fc.maxSafeInteger()),
  biDirectionalAuth: maybe(fc.boolean()),
  productTags: maybe(
    fc.dictionary(
      text.filter((key) => key !== "__proto__" && !/secret|token|passw|credential|key/i.test(key)),
      text,
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
});
const products = fc.uniqueArray(
  fc.tuple(
    text.filter((key) => checkProductKey(key) === undefined && key !== "__proto__"),
    facts,
  ),
  {
    maxLength: 5,
    selector: ([key]) => key,
  },
);

fuzz("a lock file that was written is read as the same entries, and written again as the same bytes", {
  cases: products,
  check: (all) => {
    const entries = entriesOf(all.map(([key, more]) => entry(key, more)));
    const file = join(directory, "written.lock.json");
    writeFileSync(file, printLock(entries));
    const read = readLock(file);
    expect(new Map([...read].sort())).toEqual(new Map([...entries].sort()));
    expect(printLock(read)).toBe(printLock(entries));
  },
  runs: 60,
});

fuzz("expectations that were written are read as the same ones", {
  cases: products.filter((all) => all.length > 0),
  check: (all) => {
    const expectations = { products: Object.fromEntries(all.map(([key, more]) => [key, product(key, more)])) };
    const file = join(directory, "written.expectations.json");
    writeFileSync(file, printExpectations(expectations));
    expect(readOwnFile(file, expectationsFile).value).toEqual(expectations);
  },
  runs: 60,
});
