import { attributeAt } from "../../schema/path";
import { converted, filled, flag, ifAny, members, mistake, oneOf, only, type Shape, text } from "../../schema/shape";
import { connections, encodings, type Fault, type ListFault } from "./faults";

const wholeFrom = (label: string, least: number, most = Number.MAX_SAFE_INTEGER): Shape<number> =>
  only(label, (json) => Number.isSafeInteger(json) && (json as number) >= least && (json as number) <= most);

const count = ifAny(wholeFrom("an integer, zero or more", 0));
const positive = ifAny(wholeFrom("a positive integer", 1));
const difference = ifAny(
  only<number>("an integer other than zero", (json) => Number.isSafeInteger(json) && json !== 0),
);

const listShape = converted(
  members({
    shift: difference,
    extraRows: positive,
    repeatPage: ifAny(flag),
    // null is sent as it is.
    total: only<ListFault["total"]>(
      "a number, a string or null",
      (json) => json == null || typeof json === "number" || typeof json === "string",
    ),
    totalError: difference,
    staleTotal: ifAny(flag),
  }),
  (list, path, note) => {
    const names = (...of: (keyof typeof list)[]) =>
      of.filter((name) => list[name] !== undefined && list[name] !== false);
    for (const several of [names("shift", "repeatPage"), names("total", "totalError", "staleTotal")])
      if (several.length > 1) note(mistake(attributeAt(path, several[1] as string), `it excludes ${several[0]}.`));
    if (Object.values(list).every((value) => value === undefined || value === false))
      note(
        mistake(path, "it has no effect; the effects are shift, extraRows, repeatPage, total, totalError, staleTotal."),
      );
    return list;
  },
);

const shape = members({
  match: ifAny(members({ action: ifAny(text), path: ifAny(text) })),
  after: count,
  times: ifAny(
    only<number | "always">(
      'a positive integer or "always"',
      (json) => json === "always" || (Number.isSafeInteger(json) && (json as number) >= 1),
    ),
  ),
  probability: ifAny(
    only<number>("a number above 0, up to 1", (json) => typeof json === "number" && json > 0 && json <= 1),
  ),
  seed: count,
  delay: count,
  status: ifAny(wholeFrom("an HTTP status from 100 to 599", 100, 599)),
  retryAfter: count,
  location: ifAny(text),
  code: ifAny(
    only<number | string>(
      "a code of the platform, an integer or a string",
      (json) => typeof json === "string" || Number.isInteger(json),
    ),
  ),
  message: ifAny(text),
  body: ifAny(text),
  echo: ifAny(flag),
  expireToken: ifAny(flag),
  stale: ifAny(flag),
  list: ifAny(listShape),
  duplicateKey: ifAny(filled),
  depth: positive,
  size: positive,
  contentType: ifAny(filled),
  encoding: ifAny(oneOf(...encodings)),
  truncate: count,
  reset: ifAny(flag),
  bandwidth: positive,
  lengthError: difference,
  connection: ifAny(oneOf(...connections)),
});

const effects = [
  ...["reset", "truncate", "bandwidth", "lengthError", "connection", "encoding"],
  ...["list", "duplicateKey", "depth", "size", "contentType"],
  ...["stale", "expireToken", "code", "echo", "body", "status", "delay"],
] as const;

type Effect = (typeof effects)[number];

/** Effects that say more together. */
const pairs: readonly (readonly [Effect, Effect])[] = [
  ["body", "status"],
  ["echo", "status"],
  ["code", "echo"],
];

const has = (fault: Fault, effect: Effect) =>
  fault[effect] !== undefined && fault[effect] !== null && fault[effect] !== false;

/** The effect of a fault, for the journal. */
export const effectOf = (fault: Fault): string => effects.find((effect) => has(fault, effect)) ?? "none";

/** A misspelled member is a mistake, because the fault would never take effect. */
export const faultShape: Shape<Fault> = converted(shape as Shape<Fault>, (fault, path, note) => {
  const effective = effects.filter((effect) => has(fault, effect) && effect !== "delay");
  const isPair = pairs.some((pair) => effective.length === 2 && pair.every((effect) => effective.includes(effect)));
  if (effective.length > 1 && !isPair)
    note(mistake(path, `it has ${effective.join(" and ")}; a fault has one effect.`));
  if (effective.length === 0 && !has(fault, "delay"))
    note(mistake(path, `it has no effect; the effects are ${effects.join(", ")}.`));
  return fault;
});
