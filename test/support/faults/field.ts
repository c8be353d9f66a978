import type { Fault } from "../../../src/emulator/shell/faults";
import type { Sick } from "./platforms";
import { type FaultCase, faultCases, type OperationName } from "./table";

/** One field of the matrix, apart from its face. */
export interface Field {
  readonly faultCase: FaultCase;
  readonly operation: OperationName;
  readonly frequency: "once" | "always";
}

const casesOf = ({ platform }: Sick): readonly FaultCase[] =>
  faultCases.filter((each) => each.platform === undefined || each.platform === platform);

const fieldsOfCase = ({ operations }: Sick, faultCase: FaultCase): Field[] =>
  (Object.keys(operations) as OperationName[])
    .filter((name) => faultCase.operations?.includes(name) ?? true)
    .flatMap((operation) => (["once", "always"] as const).map((frequency) => ({ faultCase, operation, frequency })));

/** All faults at all operations of a platform. */
export const fieldsOf = (sick: Sick): Field[] => casesOf(sick).flatMap((each) => fieldsOfCase(sick, each));

/** Whether the platform needs more products than one page has. */
export const needsTwoPages = ({ operation }: Field): boolean => operation === "second page";

/** Each fault once. Pages of a thousand products are slow: there, the second one is struck only by what can strike no other. */
export const sampleOf = (sick: Sick): Field[] =>
  casesOf(sick).flatMap((faultCase, index) => {
    const fields = fieldsOfCase(sick, faultCase);
    const others = fields.filter((field) => !needsTwoPages(field));
    const used = sick.count > 1000 && others.length > 0 ? others : fields;
    return used[index % used.length] ?? [];
  });

export function addFault(emulator: { readonly faults: { add(fault: Fault): void } }, sick: Sick, field: Field): void {
  const { fault } = field.faultCase;
  const times = field.frequency === "once" ? 1 : (fault.times ?? "always");
  emulator.faults.add({ ...fault, ...sick.operations[field.operation], times });
}

/** What is wrong with a verdict. */
export function flawOf({ faultCase, operation, frequency }: Field, verdict: string, wasStruck = true): string[] {
  const expected = wasStruck ? faultCase[frequency] : undefined;
  const isFine = expected === undefined ? verdict === "right" || verdict === "error" : verdict === expected;
  return isFine
    ? []
    : [`${faultCase.name}, ${frequency}, at ${operation}: ${expected ?? "right or error"}, not ${verdict}`];
}
