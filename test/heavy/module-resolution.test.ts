import { join } from "node:path";
import { makeApp } from "../support/app";
import { runNode } from "../support/program";
import { type Library, libraries, libraryNames, main } from "../support/stacks";

const tsc = join(__dirname, "..", "..", "node_modules", "typescript", "bin", "tsc");

const kit = (library: Library) => `
import { App } from "${library}";
import { type Emulator, type EmulatorSeed, fakeProducts, startEmulator } from "${libraries[library]}/testing";

const seed: EmulatorSeed = {
  accounts: [{ accessKey: "key", secretKey: "secret", orgIds: ["o1"] }],
  products: [{ orgId: "o1", productKey: "k", modelId: null, ofALaterVersion: 1 }],
};
export const emulator: Promise<Emulator> = startEmulator({ seed, edition: "2.1" });
fakeProducts(new App(), [{ productKey: "k", maxValidDay: 3, aliyun: { netType: "WIFI" } }]);
// @ts-expect-error: no key
fakeProducts(new App(), [{ modelId: "M" }]);
// @ts-expect-error: neither platform
export const nothing: EmulatorSeed = {};
`;

/** As a module of CommonJS, and where the compiler knows such, as an ES module. */
const sources = (...endings: readonly string[]) =>
  Object.fromEntries(
    libraryNames.flatMap((name) =>
      endings.flatMap((ending) => [
        [`${name}.${ending}`, main(name)],
        [`${name}-kit.${ending}`, kit(name)],
      ]),
    ),
  );

// Errors in declarations count as well, ours and those of the libraries.
const flags = ["--strict", "--exactOptionalPropertyTypes", "--skipLibCheck", "false"];
const target = ["--noEmit", "--target", "es2022", "--types", "node"];

test.each([
  ["node10", "commonjs", ["ts"]],
  ["node16", "node16", ["ts", "mts"]],
  ["nodenext", "nodenext", ["ts", "mts"]],
  ["bundler", "preserve", ["ts"]],
])(
  "the stacks and tests of both libraries compile under the strictest flags with the module resolution %s",
  (...kind) => {
    const [resolution, module, endings] = kind;
    const files = sources(...endings);
    const modules = ["--moduleResolution", resolution, "--module", module];
    const args = [tsc, ...flags, ...target, ...modules, ...Object.keys(files)];
    expect(runNode(args, { directory: makeApp(files) })).toMatchObject({ status: 0, stdout: "" });
  },
);
