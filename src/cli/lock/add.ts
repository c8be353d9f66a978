import { checkQuery, type Entry } from "../../lock/entry";
import { lookupPolicy } from "../../lock/policy";
import { type Refreshed, recordEntries } from "../../lock/refresh";
import { blockChoosing, commandLine } from "../../platforms/configuration";
import { unreadWarning } from "../../product/unread";
import { type Answer, openReader } from "../../reader/ask";
import { idOf, keyOf, type Origin, printAsked, printQuery, productsQuery, type Query } from "../../reader/query";
import { originOf, resolveTarget } from "../../reader/target";
import { detailOf, isProblem, type Problem, plainProblem } from "../../schema/problem";
import { defineCommand, flag, text } from "../command";
import { FAILURE, FINE } from "../exit-code";
import { print, printJson, tell } from "../io";
import { platformNamed, platformOption } from "../platform-option";
import { withProgress } from "../progress";
import { queryOf, queryOptions } from "../query-options";
import { UsageError } from "../usage";
import { isChanged } from "./changes";
import { lockFileToAddTo, shown } from "./file";

export const lockAdd = defineCommand({
  name: "add",
  summary: "read products and record them, without a program",
  about: `Reads products from the platform that the environment names and records them, for a configuration whose provider has
on_unavailable = "recorded". Each KEY is for a data source connect_product; a list is for a connect_products with the
same filters, and its options name it.`,
  options: {
    ...queryOptions,
    all: flag("the list of a connect_products without filters"),
    "no-details": flag("the same with details = false"),
    lock: text("FILE", "the file (default: beside the configuration here, else the nearest)"),
    platform: platformOption("where the environment names both"),
  },
  operands: "[KEY…]",
  example: ["for two data sources of the configuration in this directory", "cdktf-connect lock add 8f7KmDED gate0001"],
  exitCodes: { 0: "recorded", 1: "something could not be read, or is another failure" },
  async run({ values, operands, json }, io) {
    const queries = [...keys(operands), ...list(values)];
    if (queries.length === 0)
      throw new UsageError("nothing is named: write product keys, --where, --expression or --all");
    const file = lockFileToAddTo(values.lock);
    const target = resolveTarget(blockChoosing(platformNamed(values.platform)), io.environment, commandLine);
    const origin = originOf(target);
    const reader = openReader("lock add");
    const answers = await withProgress(io.stderr, (progress) =>
      reader.ask(
        queries.map((query) => ({ target, query, hints: true })),
        { progress },
      ),
    ).finally(() => reader.close());

    const { entries, failures } = sorted(origin, queries, answers);
    for (const answer of answers)
      if ("unread" in answer && answer.unread) tell(io, `${unreadWarning(answer.unread).message}\n`);
    const { maxAge } = lookupPolicy(io.environment);
    // What was answered is recorded, even if something else failed.
    const recorded = entries.size === 0 ? new Map() : recordEntries(file, entries, { maxAge, onlyKnown: false });
    if (json) printJson(io, 1, plain(file, recorded, failures));
    else print(io, `${[...recorded.values()].map(line).join("")}${shown(file)}: ${recorded.size} recorded\n`);
    for (const [query, problem] of failures)
      tell(io, `${printQuery(origin, query)} is not recorded: ${problem.summary}: ${detailOf(problem)}\n`);
    return failures.size > 0 ? FAILURE : FINE;
  },
});

function keys(operands: readonly string[]): Query[] {
  return [...new Set(operands)].map((product) => {
    try {
      checkQuery({ product });
    } catch (error) {
      throw isProblem(error) ? new UsageError(error.detail) : error;
    }
    return { product };
  });
}

interface ListOptions {
  readonly where?: string;
  readonly expression?: string;
  readonly all?: boolean;
  readonly "no-details"?: boolean;
}

function list({ where, expression, all, "no-details": withoutDetails }: ListOptions): Query[] {
  const isRestricted = where !== undefined || expression !== undefined;
  if (all && isRestricted) throw new UsageError("--all: a list with --where or --expression is not of all products");
  if (!all && !isRestricted) {
    if (withoutDetails) throw new UsageError("--no-details: name the list with --where, --expression or --all");
    return [];
  }
  const { products } = queryOf({ where, expression });
  return [productsQuery({ ...products, details: withoutDetails !== true })];
}

function sorted(origin: Origin, queries: readonly Query[], answers: readonly Answer[]) {
  const fetchedAt = new Date().toISOString();
  const entries = new Map<string, Entry>();
  const failures = new Map<Query, Problem>();
  for (const [index, query] of queries.entries()) {
    const answer = answers[index] as Answer;
    if ("failed" in answer) failures.set(query, answer.failed);
    else if (answer.absent) failures.set(query, answer.absent);
    else entries.set(keyOf(origin, query), { origin, query, fetchedAt, value: answer.value });
  }
  return { entries, failures };
}

const statusOf = (entry: Refreshed): string =>
  entry.before === undefined ? "new" : isChanged(entry) ? "changed" : "unchanged";

const line = (entry: Refreshed): string => `${statusOf(entry).padEnd(9)}  ${printAsked(entry.after.query)}\n`;

const plain = (file: string, recorded: ReadonlyMap<string, Refreshed>, failures: ReadonlyMap<Query, Problem>) => ({
  file,
  entries: [...recorded].map(([key, entry]) => ({ id: idOf(key), status: statusOf(entry) })),
  failed: [...failures].map(([query, problem]) => ({ query, ...plainProblem(problem) })),
});
