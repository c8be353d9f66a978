import type { Call } from "./call";

const perSecond = 50;
const deepPerSecond = 2;
const deep = 100_000;

/** Counts calls per operation and second of the clock, over all keys: they share the quota of their Alibaba account. */
export class Throttle {
  private second = Number.NaN;
  private readonly counts = new Map<string, number>();

  /** Counts a call; false when it is one too many. */
  admits({ action = "", parameters }: Call, now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.second) this.counts.clear();
    this.second = second;
    const reach = Number(parameters.get("CurrentPage")) * Number(parameters.get("PageSize"));
    const isDeep = action === "QueryProductList" && reach >= deep;
    return this.count(action, perSecond) && (!isDeep || this.count(`${action} deep`, deepPerSecond));
  }

  forget(): void {
    this.counts.clear();
  }

  private count(what: string, limit: number): boolean {
    const calls = (this.counts.get(what) ?? 0) + 1;
    this.counts.set(what, calls);
    return calls <= limit;
  }
}
