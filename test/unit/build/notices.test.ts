import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { notices } from "../../../build/notices";
import { newDirectory } from "../../support/directory";

const mit = "Permission is hereby granted, free of charge, to any person …";

/** A root with one package in node_modules. */
function rootWith(license: string | undefined, files: Readonly<Record<string, string>>): string {
  const root = newDirectory();
  const manifest = { "package.json": JSON.stringify({ name: "@a/b", version: "1.2.3", license }) };
  for (const [name, text] of Object.entries({ "index.js": "", ...files, ...manifest })) {
    const file = join(root, "node_modules", "@a", "b", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}

const of = (root: string, ...files: string[]) =>
  notices(root, [
    { artefact: "x.js", packageFiles: files.map((file) => `node_modules/@a/b/${file}`) },
    { artefact: "empty.js", packageFiles: [] },
  ]);

test("a package is named with its version, its licence, where it is and the text of its files", () => {
  const text = of(rootWith("MIT", { "lib.js": "", "LICENSE.md": mit, NOTICE: "By A." }), "index.js", "lib.js");
  expect(text).toMatch(/^@a\/b 1\.2\.3: MIT, in x\.js$/m);
  expect(text).toContain(mit);
  expect(text).toContain("By A.");
  expect(text.match(/@a\/b/g)).toHaveLength(1);
});

test("what bundled files say of rights is kept, what other files say is not", () => {
  const files = {
    LICENSE: mit,
    "index.js": "/*! c. MIT License. C <c@example.com> */\n// Copyright D\n// All rights\nlet x; // no rights\n",
    "other.js": "// Copyright E\n",
  };
  const text = of(rootWith("MIT", files), "index.js");
  expect(text).toContain("\nc. MIT License. C <c@example.com>\n");
  expect(text).toContain("\nCopyright D\nAll rights\n");
  expect(text).not.toMatch(/Copyright E|no rights/);
});

test("the text of a licence may stand in a bundled file alone", () => {
  const bsd = "// Copyright F\n// Redistributions in binary form must reproduce …\n// endorse or promote products …\n";
  const text = of(rootWith("(MIT AND BSD-3-Clause)", { LICENSE: mit, "index.js": bsd }), "index.js");
  expect(text).toContain("Copyright F\nRedistributions in binary form must reproduce …");
});

test.each([
  ["MIT", {}, "@a/b is bundled under MIT, and the text of that licence is not in the package."],
  ["MIT", { LICENSE: "See the README." }, "the text of that licence is not in the package"],
  ["(MIT AND ISC)", { LICENSE: mit }, "@a/b is bundled under ISC, and"],
  [
    "GPL-3.0-only",
    { LICENSE: "…" },
    "@a/b is bundled under GPL-3.0-only: build/notices.ts does not know that licence.",
  ],
  [undefined, { LICENSE: mit }, "does not know that licence"],
])("the build stops at %s with %j", (license, files: Record<string, string>, message) => {
  expect(() => of(rootWith(license, files), "index.js")).toThrow(message);
});
