import { productAttributes } from "../../src/product/product";
import type { ProductQuery, ProductWhere } from "../../src/product/source";
import { snakeCase } from "../../src/schema/name";
import { isProblem } from "../../src/schema/problem";
import { walk } from "../../src/schema/walk";
import type { Opened } from "./target";

const everything: ProductQuery = { orgId: null, where: {}, expression: null, maxItems: 50_000, details: false };

/** What one platform was seen to do, in words for a table. */
export type Observation = (opened: Opened) => Promise<string>;

/** The platform's own code. */
const codeOf = (error: unknown): string =>
  isProblem(error) ? `\`${error.facts.platformCode ?? "no code"}\`` : "no error";

/** The words, or how the platform's side of us refuses. */
const orRefusal = async (words: () => Promise<string>): Promise<string> => {
  try {
    return await words();
  } catch (error) {
    if (isProblem(error)) return `refused: ${error.summary.toLowerCase()}`;
    throw error;
  }
};

async function requestsOf({ emulator }: Opened, work: () => Promise<unknown>): Promise<number> {
  const before = emulator.journal.total;
  await work();
  return emulator.journal.total - before;
}

/** A filter the platform applies itself costs fewer requests than listing everything. */
const appliedBy =
  (where: ProductWhere): Observation =>
  (opened) =>
    orRefusal(async () => {
      const all = await requestsOf(opened, () => opened.source.search(everything));
      const some = await requestsOf(opened, () => opened.source.search({ ...everything, where }));
      return some < all ? "by the platform" : "here";
    });

export const observations: Readonly<Record<string, Observation>> = {
  "code of a product that is not there": async ({ source }) => {
    const error = await source.get("nowhere00", null).catch((reason: unknown) => reason);
    return isProblem(error, "product-not-found") ? codeOf(error) : "no error";
  },
  "code of a wrong secret": async ({ stranger }) => {
    return codeOf(await stranger.get("meterKey1", null).catch((reason: unknown) => reason));
  },
  "requests for a list of 1,004": async (opened) =>
    String(await requestsOf(opened, () => opened.source.search(everything))),
  "requests for two keys, with details": async (opened) =>
    String(
      await requestsOf(opened, () =>
        opened.source.search({ ...everything, where: { productKeys: ["meterKey1", "gateKey01"] }, details: true }),
      ),
    ),
  "`name_contains` is applied": appliedBy({ nameContains: "smart" }),
  "`product_type` is applied": appliedBy({ productType: "Gateway" }),
  "`model_id` is applied": appliedBy({ modelId: "nothing" }),
  "`tags` are applied": appliedBy({ tags: { site: "nowhere" } }),
  "`expression`": ({ source }) =>
    orRefusal(async () => {
      await source.search({ ...everything, expression: "productKey = 'meterKey1'" });
      return "as the platform understands it";
    }),
  "`org_id` of a data source": ({ source }) =>
    orRefusal(async () => {
      await source.search({ ...everything, orgId: "o2" });
      return "another organization";
    }),
  "secret, through the ephemeral resource only": ({ source }) =>
    orRefusal(async () => {
      const { secret } = await source.getSecret("meterKey1", null);
      return secret === null ? "encrypted" : "plain";
    }),
};

/** Every attribute of a product by its name in Terraform, and whether the platform tells it: in lists, or only when read. */
export async function attributesOf({ source }: Opened): Promise<Readonly<Record<string, string>>> {
  const read = flatten(await source.get("meterKey1", null));
  const [row] = await source.search({ ...everything, where: { nameContains: "smart" } });
  const listed = flatten(row as object);
  return Object.fromEntries(
    Object.keys(read).map((name) => [name, read[name] === null ? "–" : listed[name] === null ? "when read" : "yes"]),
  );
}

function flatten(product: object): Record<string, unknown> {
  const values = product as Record<string, unknown>;
  const paths = walk<string[][]>(productAttributes, {
    leaf: (name) => [[name]],
    group: (name, _, inner) => inner.flat().map((path) => [name, ...path]),
  }).flat();
  const valueAt = (path: readonly string[]) =>
    path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name] ?? null, values);
  return Object.fromEntries(paths.map((path) => [path.map(snakeCase).join("."), valueAt(path)]));
}
