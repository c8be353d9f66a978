import type { Product } from "../product/product";
import type { OnUnread, Unread } from "../product/unread";
import { isUndecided, type Matcher } from "../product/where";

/** A product of a list, and its attributes that could not be read. */
export interface Listed {
  readonly product: Product;
  readonly unread: readonly Unread[];
}

/** A product as `read` reads it for a list. */
export function listed(read: (onUnread: OnUnread) => Product): Listed {
  const unread: Unread[] = [];
  return { product: read((each) => unread.push(each)), unread };
}

export const keyOfListed = ({ product }: Listed): string => product.productKey ?? "";

/**
 * Which products of a list meet the filters. One whose filtered attribute cannot be read does not, for `onUnread`: otherwise it would
 * be missing without a word.
 */
export const keeping =
  (unmet: Matcher, onUnread: OnUnread) =>
  ({ product, unread }: Listed): boolean => {
    const filter = unmet(product);
    if (filter !== undefined && isUndecided(filter, unread)) unread.forEach(onUnread);
    return filter === undefined;
  };

/** The products of a list, their attributes that could not be read for `onUnread`. */
export const productsOf = (all: readonly Listed[], onUnread: OnUnread): Product[] =>
  all.map(({ product, unread }) => {
    unread.forEach(onUnread);
    return product;
  });
