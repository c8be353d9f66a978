import { listOf } from "../../schema/shape";
import { strictly } from "../../schema/strict";
import { faultShape } from "./fault-shape";
import type { Fault } from "./faults";
import { randomNumbers } from "./random-numbers";

interface Armed {
  readonly fault: Fault;
  /** how many matching requests still pass */
  before: number;
  left: number;
  readonly random: () => number;
}

/** A request, as far as faults tell requests apart. */
export interface Struck {
  readonly path: string;
  readonly action: string | undefined;
  /** whether it asks for a list */
  readonly isList: boolean;
}

/** The pending faults, oldest first. */
export class FaultList {
  private armed: Armed[] = [];

  /** Throws Problem wrong-type or invalid-value when one of them is not a fault; then none is added. */
  add(...faults: readonly Fault[]): void {
    if (faults.length === 1) strictly(faultShape, faults[0]);
    else strictly(listOf(faultShape), faults);
    for (const fault of faults) {
      const { after, times, seed } = fault;
      const left = times === "always" ? Number.POSITIVE_INFINITY : (times ?? 1);
      this.armed.push({ fault, before: after ?? 0, left, random: randomNumbers(seed ?? 1) });
    }
  }

  clear(): void {
    this.armed = [];
  }

  get left(): readonly Fault[] {
    return this.armed.map(({ fault, before, left }) => ({
      ...fault,
      times: left === Number.POSITIVE_INFINITY ? "always" : left,
      after: before > 0 ? before : undefined,
    }));
  }

  /** The fault for a request; counts it as used once. Later faults do not count this request. */
  take(request: () => Struck): Fault | undefined {
    if (this.armed.length === 0) return undefined;
    const struck = request();
    const hit = this.armed.find((armed) => matches(armed.fault, struck) && strikes(armed));
    if (hit === undefined) return undefined;
    hit.left -= 1;
    if (hit.left === 0) this.armed.splice(this.armed.indexOf(hit), 1);
    return hit.fault;
  }
}

function matches({ match, list }: Fault, { path, action, isList }: Struck): boolean {
  const { action: wanted, path: under } = match ?? {};
  if (list != null && !isList) return false;
  return (under == null || path.startsWith(under)) && (wanted == null || wanted === action);
}

function strikes(armed: Armed): boolean {
  if (armed.before > 0) {
    armed.before -= 1;
    return false;
  }
  const { probability } = armed.fault;
  return probability == null || armed.random() < probability;
}
