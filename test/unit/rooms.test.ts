import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const root = join(__dirname, "..", "..");
const src = join(root, "src");

/**
 * A room, and the rooms it may use beside itself. A room is a folder of src or one file of it; a file is in the room with the
 * longest name that fits. "<platform>" stands for each platform.
 */
const table = `
  schema: nothing
  http: schema, files/causes, files/content
  files: schema, files/causes, files/content, files/pause
  files/causes: nothing
  files/content: files/pause
  files/pause: nothing
  plugin: schema
  bindings: nothing
  mirror: schema, files, address
  mirror/standalone: schema, files, files/causes, mirror, launch/node, version
  address: nothing
  version: nothing
  launch: version
  launch/options: nothing
  launch/undici: launch/undici-parts
  launch/undici-parts: nothing

  product/product: schema
  product/check-text: nothing
  product/bounds: schema, product/product
  product/unread: schema
  product/where: schema, product/product, product/check-text, product/unread
  product/source: schema, product/product, product/where, product/unread
  product: schema, plugin/provider, product/bounds, product/product, product/source, product/unread, product/where, product/check-text

  platforms/platform: schema, http, product/source, platforms/block, platforms/row
  platforms/block: schema
  platforms/blocks: platforms/block, platforms/<platform>/block
  platforms: schema, http/http, product/product, product/source, product/unread, product/where
  platforms/<platform>: schema, files/causes, files/content, http, platforms, platforms/platform, platforms/block, product/product, product/source, product/unread, product/where, product/check-text
  platforms/connection: schema, http/http, product/source, product/check-text
  platforms/configuration: schema, platforms/platform, platforms/connection
  platforms/list: platforms/platform, platforms/<platform>/platform

  emulator/shell: schema
  emulator/<platform>: schema, emulator/shell
  emulator/list: emulator/shell, emulator/<platform>/definition

  reader: schema, product/product, product/source, product/where, platforms/platform, platforms/configuration, platforms/connection, platforms/list
  reader/ask: schema, reader, reader/open, product/product, product/source, product/nearest, product/unread, platforms/connection
  reader/open: schema, reader, reader/batch, http, product/source, platforms/connection, version
  reader/batch: product/product, product/source, product/unread

  lock: schema, files, reader, product/product, product/record, product/source, product/where, product/check-text, platforms/platform
  synth: schema, files, lock, reader, product/product, product/source, product/unread, platforms/configuration, platforms/platform, platforms/connection, mirror/package
  synth/worker: schema, synth, reader, reader/ask, platforms/platform, platforms/list

  drift: schema, files, lock, reader, reader/ask, product/bounds, product/product, product/source, product/unread, product/where, platforms/platform, platforms/list, version
  bootstrap/page: schema
  bootstrap: schema, files, lock, reader, reader/ask, drift/expectations, drift/claim, drift/examine, drift/finding, drift/live, bootstrap/page, product/product, product/source, product/unread, platforms/platform, platforms/configuration, platforms/list, emulator/list, emulator/shell, address, version
  doctor: schema, files, files/causes, http, lock, reader, reader/open, mirror, product/product, product/source, product/unread, platforms, platforms/platform, platforms/configuration, platforms/connection, platforms/list, launch/options, address, version

  constructs: schema, files, bindings, mirror, launch/node, synth, lock, reader, product/product, product/source, product/unread, platforms/configuration, platforms/connection, platforms/list, version
  index: constructs, bindings, synth, schema
  testing: schema, emulator/shell, emulator/list, emulator/<platform>/seed, emulator/enos/edition, emulator/aliyun/flavour, mirror/package, product/product, product/where, product/check-text, lock/entry, synth/look-up, constructs/requirements, constructs/check-scope
  client: schema, http/http, platforms/configuration, product/record, lock/provider-record, reader, reader/open
  provider: schema, product, plugin/provider, platforms/blocks, platforms/configuration, platforms/connection, client, address, version
  serve: plugin, provider
  cli: schema, files, files/pause, lock, reader, reader/ask, drift, bootstrap, doctor, mirror, mirror/standalone, product/product, product/unread, product/where, platforms/platform, platforms/configuration, platforms/list, emulator/shell, emulator/list, address, version
`;

const platforms = readdirSync(join(src, "platforms"), { withFileTypes: true })
  .filter((entry) => existsSync(join(src, "platforms", entry.name, "platform.ts")))
  .map(({ name }) => name);
const forEachPlatform = (text: string): string[] =>
  text.includes("<platform>") ? platforms.map((platform) => text.replaceAll("<platform>", platform)) : [text];

function parse(line: string): [room: string, uses: string[]][] {
  const [room = "", uses = ""] = line.trim().split(": ");
  if (room.includes("<platform>")) return forEachPlatform(line).flatMap(parse);
  return [[room, uses === "nothing" ? [] : uses.split(", ").flatMap(forEachPlatform)]];
}

const rooms = new Map(
  table
    .split("\n")
    .filter((line) => line.trim() !== "")
    .flatMap(parse),
);

const isIn = (file: string, room: string): boolean => file === room || file.startsWith(`${room}/`);

/** The longest name that fits. */
const roomOf = (file: string): string | undefined =>
  [...rooms.keys()].filter((room) => isIn(file, room)).sort((a, b) => b.length - a.length)[0];

function isAllowed(file: string, imported: string): boolean {
  const [from, to] = [roomOf(file), roomOf(imported)];
  if (from === undefined || to === undefined) return false;
  return from === to || (rooms.get(from) ?? []).some((used) => used === to || used === imported);
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replace(/\.ts$/, ""));

const files = filesBelow(src);

const specifiers = (file: string, folder = src): string[] =>
  [...readFileSync(join(folder, `${file}.ts`), "utf8").matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map(
    (match) => match[1] as string,
  );

const importsOf = (file: string, folder = src): string[] =>
  specifiers(file, folder)
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => relative(folder, join(folder, dirname(file), specifier)));

test("every room uses only the rooms that the table names", () => {
  const broken = files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => !isAllowed(file, imported))
      .map((imported) => `${file} imports ${imported}`),
  );
  expect(broken).toEqual([]);
});

test("every room of the table exists", () => {
  const named = [...rooms].flatMap(([room, uses]) => [room, ...uses]);
  expect(named.filter((name) => !files.some((file) => isIn(file, name)))).toEqual([]);
});

test.each([
  ["platforms/enos/client", "platforms/aliyun/client"],
  ["emulator/enos/emulator", "platforms/enos/signature"],
  ["emulator/enos/emulator", "emulator/aliyun/store"],
  ["emulator/shell/serve", "platforms/redact"],
  ["platforms/enos/client", "emulator/enos/signature"],
  ["http/open", "platforms/platform"],
  ["cli/main", "constructs/connect-provider"],
  ["plugin/serve", "product/product"],
  ["synth/lookups", "product/data-source"],
  ["synth/bridge", "http/open"],
  ["a-room-without-a-line/file", "schema/problem"],
])("the table would notice that %s imports %s", (file, imported) => {
  expect(isAllowed(file, imported)).toBe(false);
});

test.each(["src", "build", "examples"])("nothing in %s imports from test", (folder) => {
  const named = filesBelow(join(root, folder)).map((file) => `${folder}/${file}`);
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((file) => importsOf(file, root).some((imported) => isIn(imported, "test")))).toEqual([]);
});

test("nothing that Terraform starts can load cdktf", () => {
  const reached = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const specifier of specifiers(file)) if (!specifier.startsWith(".")) packages.add(specifier);
    for (const imported of importsOf(file)) visit(files.includes(imported) ? imported : `${imported}/index`);
  };
  visit("serve");
  expect(reached.size).toBeGreaterThan(20);
  expect([...packages].filter((name) => /^(cdktf|cdktn|constructs|@cdktf)/.test(name))).toEqual([]);
});

test("there is no drawer for odds and ends", () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|types)(\/|$)/.test(file))).toEqual([]);
});

test("no hand-written file has more than 200 lines", () => {
  const long = files
    .filter((file) => !/^bindings\/|\/gen\//.test(file))
    .map((file) => ({ file, lines: readFileSync(join(src, `${file}.ts`), "utf8").split("\n").length - 1 }))
    .filter(({ lines }) => lines > 200);
  expect(long).toEqual([]);
});
