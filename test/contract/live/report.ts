import type { Facts, Result } from "./check";
import type { Chosen } from "./chosen";
import type { Outcome } from "./run";

/** The report for programs. */
export const jsonReport = (chosen: Chosen, { results, requests }: Outcome): string =>
  `${JSON.stringify({ version: 1, ...subjectOf(chosen), requests, summary: sums(results), results }, null, 2)}\n`;

/** The report for people. */
export function textReport(chosen: Chosen, { results, requests }: Outcome): string {
  const { platform, origin, edition, products } = subjectOf(chosen);
  const place = Object.entries(origin).map(([name, value]) => `${name} ${value}`);
  const { held, notHeld, notTried } = sums(results);
  return `${[
    `${platform}: ${place.join(", ")}`,
    `Compared with the emulator, ${edition}. Products: ${products.join(", ")}.`,
    "",
    "What documents state",
    ...results.filter(({ kind }) => kind === "documented").flatMap(lines),
    "",
    "What the emulator assumes",
    ...results.filter(({ kind }) => kind === "assumed").flatMap(lines),
    "",
    `${held} held, ${notHeld} did not hold, ${notTried} not tried; ${requests} requests.`,
  ].join("\n")}\n`;
}

const marks: Readonly<Record<Result["state"], string>> = {
  held: "held     ",
  "not held": "NOT HELD ",
  "not tried": "not tried",
};

const lines = ({ id, state, what, expected, found, why }: Result): string[] => [
  `  ${marks[state]}  ${id}: ${what}`,
  ...(state === "not held"
    ? [`             expected ${print(expected ?? {})}`, `             found    ${print(found ?? {})}`]
    : []),
  ...(why === undefined ? [] : [`             ${state === "not tried" ? why : `in part: ${why}`}`]),
];

const print = (facts: Facts): string => JSON.stringify(facts);

function subjectOf({ live: { platform }, plan }: Chosen) {
  const origin = Object.entries(platform.origin(plan.settings as never)).filter(([, value]) => value !== null);
  return {
    platform: platform.title,
    origin: Object.fromEntries(origin),
    edition: plan.edition,
    products: plan.productKeys,
  };
}

export function sums(results: readonly Result[]) {
  const count = (state: Result["state"]) => results.filter((result) => result.state === state).length;
  return { held: count("held"), notHeld: count("not held"), notTried: count("not tried") };
}
