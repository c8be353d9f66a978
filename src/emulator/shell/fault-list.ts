import { listOf } from "../../schema/shape";
import { strictly } from "../../schema/strict";
import { type Fault, faultShape } from "./faults";

interface Armed {
  readonly fault: Fault;
  left: number;
}

/** The pending faults, oldest first. */
export class FaultList {
  private armed: Armed[] = [];

  /** Throws Problem wrong-type or invalid-value when one of them is not a fault; then none is added. */
  add(...faults: readonly Fault[]): void {
    if (faults.length === 1) strictly(faultShape, faults[0]);
    else strictly(listOf(faultShape), faults);
    for (const fault of faults) this.armed.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.armed = [];
  }

  get left(): readonly Fault[] {
    return this.armed.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  /** The fault for this request; counts it as used once. */
  take(path: string, action: () => string | undefined): Fault | undefined {
    if (this.armed.length === 0) return undefined;
    const hit = this.armed.find(({ fault: { match } }) => {
      const { action: wanted, path: under } = match ?? {};
      return (under == null || path.startsWith(under)) && (wanted == null || wanted === action());
    });
    if (hit === undefined) return undefined;
    hit.left -= 1;
    if (hit.left === 0) this.armed.splice(this.armed.indexOf(hit), 1);
    return hit.fault;
  }
}
