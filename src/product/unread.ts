import { count } from "../schema/count";
import { printValue } from "../schema/foreign-text";
import { type Facts, Problem } from "../schema/problem";

/** An attribute of a listed product that the platform sent in a form that cannot be read: it is null in the list. */
export interface Unread {
  readonly productKey: string;
  /** `["modelId"]`, `["aliyun", "netType"]` */
  readonly attribute: readonly string[];
  /** with the platform's name of the member, what was expected and what came */
  readonly reason: string;
  /** of the response */
  readonly facts: Facts;
}

export type OnUnread = (unread: Unread) => void;

/** Collects what could not be read; a list may be walked twice. */
export function collectUnread(): { readonly note: OnUnread; readonly all: () => readonly Unread[] } {
  const known = new Map<string, Unread>();
  return {
    note: (unread) => known.set(JSON.stringify([unread.productKey, unread.attribute]), unread),
    all: () => [...known.values()],
  };
}

export function unreadByProduct(all: readonly Unread[] = []): ReadonlyMap<string, readonly Unread[]> {
  const byProduct = new Map<string, Unread[]>();
  for (const unread of all) {
    const known = byProduct.get(unread.productKey);
    if (known) known.push(unread);
    else byProduct.set(unread.productKey, [unread]);
  }
  return byProduct;
}

/** One warning about all that could not be read, of which there must be some; `spell`: how the face spells a name. */
export function unreadWarning(unread: readonly Unread[], spell: (name: string) => string = (name) => name): Problem {
  const [{ productKey, attribute, reason, facts }] = unread as readonly [Unread];
  const name = attribute.map(spell).join(".");
  const products = unreadByProduct(unread).size;
  const others = unread.length - 1;
  const rest =
    others === 0
      ? ""
      : ` The same happened to ${count(others, "other attribute")}, ${count(products, "product")} in all.`;
  return new Problem("attribute-unreadable", {
    summary: `Product ${printValue(productKey)}: ${name} could not be read${others === 0 ? "" : `, and ${others} more`}`,
    reason: `${reason} The attribute is null in this list, and no filter on it matches.${rest}`,
    remedy:
      "Check the product on the platform; if it is right there, please report it as a bug, with the code and the request.",
    facts,
  });
}
