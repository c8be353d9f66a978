import { type TerraformProvider, Tokenization } from "cdktf";
import { type ProductAtSynth, readsOf } from "../lookup/reads";
import { ConnectProvider } from "./connect-provider";

type Members = Readonly<Record<string, unknown>>;

/** What the program read of a product through `atSynth`, as the data source's `expect`; undefined where it read nothing. */
export function expectationOf(product: ProductAtSynth): Record<string, unknown> | undefined {
  const expected: Record<string, unknown> = {};
  // Sorted, so that the order in which a program happens to read makes no difference to what is synthesized.
  for (const path of [...readsOf(product)].sort()) {
    const [outer, inner] = path.split(".") as [string, string | undefined];
    const holder = product as unknown as Record<string, unknown>;
    const value = inner === undefined ? holder[outer] : (holder[outer] as Record<string, unknown>)[inner];
    // The identity is what was asked for, and null cannot be expected: Terraform does not tell it from unset.
    if (value === null || outer === "id" || outer === "productKey") continue;
    if (inner === undefined) expected[outer] = literally(value);
    else expected[outer] = { ...(expected[outer] as object | undefined), [inner]: literally(value) };
  }
  return Object.keys(expected).length > 0 ? expected : undefined;
}

/** Text of a platform is no template: in Terraform's JSON `${` and `%{` would be evaluated. */
export function literally(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/([$%])\{/g, "$1$1{");
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(literally);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [literally(key), literally(member)]));
}

/** A data source as far as it expects something; the binding of each has its own type for what. */
interface Expecting {
  readonly expectInput?: unknown;
  readonly onDriftInput?: string;
  onDrift: string;
  // biome-ignore lint/suspicious/noExplicitAny: see above
  putExpect(value: any): void;
}

/**
 * Makes the plan check what the program read, under what the author expects himself. The author's word on severity, on the data
 * source or else on its provider, comes first; what was only read is worth a warning.
 */
export function expectRead(
  source: Expecting,
  read: Members | undefined,
  provider: TerraformProvider | undefined,
): void {
  const { expectInput: own, onDriftInput: onDrift } = source;
  if (read === undefined || (own !== undefined && Tokenization.isResolvable(own))) return;
  const severity =
    onDrift ??
    (provider instanceof ConnectProvider ? provider.onDrift : undefined) ??
    (own === undefined ? "warning" : undefined);
  source.putExpect(own === undefined ? read : joined(read, own as Members));
  if (severity !== undefined) source.onDrift = severity;
}

function joined(read: Members, own: Members): Members {
  const aliyun = { ...(read.aliyun as Members | undefined), ...(own.aliyun as Members | undefined) };
  return { ...read, ...own, ...(Object.keys(aliyun).length > 0 && { aliyun }) };
}
