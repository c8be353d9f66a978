import type { ProductsQuery, Query } from "../reader/query";
import type { Mode } from "./policy";

// What people run, for messages.

const MAX_IDS = 5;

/** CDKTF, or the fork whose build renames this word together with the imports. */
const cdk = "cdktf";

const OURS = "npx cdktf-connect";

/** To record what is missing or older than `maxAge`, or to read all again, with the program that asks for it. */
export const synthCommand = (mode: Mode, maxAge: number | null = null): string =>
  [...maxAgeVariable(maxAge), `CONNECT_LOOKUPS=${mode}`, `npx ${cdk} synth`].join(" ");

/** To read again what is recorded: the entries with these ids, or all when there are too many to name. `file`: not the nearest one. */
export const refreshCommand = (ids: readonly string[], maxAge: number | null = null, file?: string | null): string =>
  [...maxAgeVariable(maxAge), OURS, "lock refresh", ...(ids.length > MAX_IDS ? [] : ids), ...lockOption(file)].join(
    " ",
  );

/** To record an answer without a program. */
export const addCommand = (query: Query, file?: string | null): string =>
  [
    OURS,
    "lock add",
    ...("product" in query ? [shellWord(query.product)] : asked(query.products)),
    ...lockOption(file),
  ].join(" ");

const asked = (query: ProductsQuery): string[] => {
  const restricted = restriction(query);
  return [...(restricted.length === 0 ? ["--all"] : restricted), ...(query.details === false ? ["--no-details"] : [])];
};

/** The options for a query, as several commands have them. */
export const restriction = ({ where, expression }: ProductsQuery): string[] => [
  ...(where ? ["--where", shellWord(JSON.stringify(where))] : []),
  ...(expression === undefined ? [] : ["--expression", shellWord(expression)]),
];

const maxAgeVariable = (maxAge: number | null): string[] =>
  maxAge === null ? [] : [`CONNECT_LOOKUPS_MAX_AGE=${maxAge}`];

const lockOption = (file: string | null | undefined): string[] => (file ? ["--lock", shellWord(file)] : []);

/** A text as one word of a POSIX shell. */
export const shellWord = (text: string): string =>
  /^[\w.,:@/+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
