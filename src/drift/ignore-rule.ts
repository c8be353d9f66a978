import type { Origin } from "../reader/query";
import type { Location } from "./claim";
import type { Finding, FindingKind } from "./finding";

/** Findings that are accepted, for a reason and for a time. A member that is not set does not restrict. */
export interface IgnoreRule {
  /** counted from 1 */
  readonly number: number;
  /** a key, or a pattern in which `*` stands for any text */
  readonly product?: string;
  /** `modelId`; `aliyun` means its members, too */
  readonly attribute?: string;
  readonly kind?: FindingKind;
  /** members the origin must have: `{ orgId: "o1" }` */
  readonly origin?: Origin;
  readonly reason: string;
  /** as it was written: a day, all of which it is valid (UTC), or a moment (RFC 3339) */
  readonly expires: string;
  readonly location: Location;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;

/** When a rule is valid no more. */
export const endOf = (expires: string): number => Date.parse(expires.toUpperCase()) + (DAY.test(expires) ? DAY_MS : 0);

export const isExpired = ({ expires }: IgnoreRule, now: Date): boolean => now.getTime() >= endOf(expires);

/** Whether a rule is about a finding, be it valid or not. */
export const isAbout = (rule: IgnoreRule, finding: Finding): boolean =>
  (rule.kind === undefined || rule.kind === finding.kind) &&
  (rule.product === undefined || (finding.productKey !== undefined && fits(rule.product, finding.productKey))) &&
  (rule.attribute === undefined || isWithin(finding.attribute, rule.attribute)) &&
  Object.entries(rule.origin ?? {}).every(([name, value]) => finding.origin?.[name] === value);

const isWithin = (attribute: string | undefined, name: string): boolean =>
  attribute === name || attribute?.startsWith(`${name}.`) === true;

/** Whether a text fits a pattern, its parts found one after the other: no pattern takes long. */
function fits(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  const end = text.length - last.length;
  let at = first.length;
  return rest.every((part) => {
    const found = text.indexOf(part, at);
    at = found + part.length;
    return found >= 0 && at <= end;
  });
}

/** `product "8f7*", attribute modelId`, for messages. */
export const printRule = ({
  product,
  attribute,
  kind,
  origin,
}: Pick<IgnoreRule, "product" | "attribute" | "kind" | "origin">) =>
  [
    product === undefined ? "" : `product ${JSON.stringify(product)}`,
    attribute === undefined ? "" : `attribute ${attribute}`,
    kind === undefined ? "" : `kind ${kind}`,
    origin === undefined ? "" : `origin ${Object.values(origin).join(" ")}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
