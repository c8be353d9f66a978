import { type TerraformProvider, Tokenization } from "cdktf";
import { type ProductAtSynth, readsOf } from "../lookup/reads";
import { ConnectProvider } from "./connect-provider";

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

type Members = Readonly<Record<string, unknown>>;

/** What was read, under what the author expects himself; undefined where neither says anything new. */
export function joined(read: Members | undefined, own: unknown): Members | undefined {
  if (read === undefined || (own !== undefined && Tokenization.isResolvable(own))) return undefined;
  if (own === undefined) return read;
  const aliyun = { ...(read.aliyun as Members | undefined), ...((own as Members).aliyun as Members | undefined) };
  return { ...read, ...(own as Members), ...(Object.keys(aliyun).length > 0 && { aliyun }) };
}

/** The author's word, on the data source or else on its provider; otherwise what was only read is worth a warning. */
export const severityOf = (
  own: { readonly onDrift: string | undefined; readonly expect: unknown },
  provider: TerraformProvider | undefined,
): string | undefined =>
  own.onDrift ??
  (provider instanceof ConnectProvider ? provider.onDrift : undefined) ??
  (own.expect === undefined ? "warning" : undefined);
