import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const src = join(__dirname, "..", "..", "src");

/** Who may import whom, most specific first; what a file imports must start with one of the entries (its own room is implied). */
const rules: [room: RegExp, allowed: RegExp][] = [
  [/^schema\//, /^schema\//],
  [/^http\//, /^http\//],
  [/^plugin\//, /^(plugin|schema)\//],
  [/^files\//, /^(files|schema)\//],
  [/^product\/(product|source|where|filters)$/, /^(schema\/|product\/(product|source|where|filters)$)/],
  [/^product\//, /^(schema\/|product\/|plugin\/provider$)/],
  [/^platforms\/emulator(\/|$)/, /^platforms\/emulator(\/|$)/],
  [/^platforms\/(\w+)\/emulator(\/|$)/, /^platforms\/(emulator(\/|$)|$1\/emulator(\/|$))/],
  [
    /^platforms\/(\w+)\//,
    /^(schema\/|http\/|product\/(product|source|where)$|platforms\/(platform|pages|border|received|redact|row)$|platforms\/$1\/(?!emulator))/,
  ],
  [/^platforms\/list$/, /^platforms\/(platform|\w+\/platform)$/],
  [/^platforms\/open$/, /^(http\/|product\/(source|batch)$|platforms\/(configuration|connection)$)/],
  [
    /^platforms\//,
    /^(schema\/|http\/http$|product\/(product|source)$|platforms\/(platform|connection|configuration|pages|border|redact)$)/,
  ],
  [/^mirror\//, /^(mirror\/|address$)/],
  [/^bindings\//, /^bindings\//],
  [
    /^lookup\/(worker|fetch)$/,
    /^(lookup|schema)\/|^product\/(product|source|nearest)$|^platforms\/(connection|list|open|platform)$|^version$/,
  ],
  [
    /^lookup\//,
    /^(lookup|schema|files)\/|^product\/(product|source|filters)$|^platforms\/(configuration|connection|list|platform)$|^mirror\/package$/,
  ],
  [
    /^drift\//,
    /^(drift|lookup|schema)\/|^product\/(product|source|where|nearest)$|^platforms\/(configuration|connection|list|open|platform)$|^version$/,
  ],
  [
    /^bootstrap\//,
    /^(bootstrap|lookup|schema)\/|^drift\/expectations$|^product\/(product|source)$|^platforms\/(configuration|list|open)$|^(address|version)$/,
  ],
  [
    /^doctor\//,
    /^(doctor|http|lookup|mirror|schema)\/|^product\/(product|source)$|^platforms\/\w+$|^(address|version)$/,
  ],
  [
    /^constructs\//,
    /^(constructs|bindings|mirror|schema|lookup)\/|^product\/(product|source)$|^platforms\/(list|configuration|connection)$|^version$/,
  ],
  [/^index$/, /^(constructs|bindings|lookup)\//],
  [/^provider$/, /^(schema|http|product)\/|^platforms\/\w+$|^plugin\/provider$|^(address|version)$/],
  [/^(serve$|cli\/)/, /^(?!bindings\/|constructs\/|index$)/],
  [/^(address|version)$/, /^$/],
];

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replace(/\.ts$/, ""));

const specifiers = (file: string): string[] =>
  [...readFileSync(join(src, `${file}.ts`), "utf8").matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map(
    (match) => match[1] as string,
  );

const importsOf = (file: string): string[] =>
  specifiers(file)
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => relative(src, join(src, dirname(file), specifier)));

const isAllowed = (file: string, imported: string): boolean => {
  const [room, allowed] = rules.find(([pattern]) => pattern.test(file)) ?? [];
  if (!room || !allowed) return false;
  const platform = room.exec(file)?.[1] ?? "";
  return new RegExp(allowed.source.replaceAll("$1", platform)).test(imported);
};

test("every room imports only what the design allows it", () => {
  const broken = files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => !isAllowed(file, imported))
      .map((imported) => `${file} imports ${imported}`),
  );
  expect(broken).toEqual([]);
});

test("the rules would notice a forbidden import", () => {
  expect(isAllowed("platforms/enos/client", "platforms/aliyun/client")).toBe(false);
  expect(isAllowed("platforms/enos/emulator", "platforms/enos/signature")).toBe(false);
  expect(isAllowed("http/open", "schema/error")).toBe(false);
  expect(isAllowed("cli/main", "constructs/connect-provider")).toBe(false);
  expect(isAllowed("plugin/serve", "product/product")).toBe(false);
  expect(isAllowed("lookup/lookups", "product/data-source")).toBe(false);
  expect(isAllowed("lookup/bridge", "http/open")).toBe(false);
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
