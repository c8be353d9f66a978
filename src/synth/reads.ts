import { inspect } from "node:util";
import { type Product, productAttributes } from "../product/product";
import { walk } from "../schema/walk";

/** A product's attributes as plain values; the identity is always there. */
export type ProductAtSynth = Omit<Product, "id" | "productKey"> & { readonly id: string; readonly productKey: string };

interface Behind {
  readonly value: Readonly<Record<string, unknown>>;
  /** attributes that were read, `aliyun.categoryKey` for inner ones */
  readonly reads: Set<string>;
  readonly prefix: string;
  /** inner objects once they were read: the same one every time */
  readonly inner: Map<string, object>;
  readonly onText: OnText;
}

const behind = new WeakMap<object, Behind>();

/** Told of every text that the program reads. */
type OnText = (text: string) => void;

/**
 * A product to look at: it reads, prints, spreads, compares and serializes as the plain frozen data it stands for, and remembers
 * which attributes were read, so that a plan can check just those.
 */
export const watched = (product: Product, onText: OnText = () => {}): ProductAtSynth =>
  watch(ofProduct, { value: product, reads: new Set(), prefix: "", inner: new Map(), onText }) as ProductAtSynth;

/** The attributes of a watched product that the program has read until now. */
export const readsOf = (product: ProductAtSynth): ReadonlySet<string> => behind.get(product)?.reads ?? new Set();

function watch(members: PropertyDescriptorMap, data: Behind): object {
  const object = Object.defineProperties({}, members);
  behind.set(object, data);
  return Object.freeze(object);
}

/** Getters are made once and shared by all products: answers hold tens of thousands of them. */
function membersOf(getters: readonly Getter[]): PropertyDescriptorMap {
  // Without it `console.log` would show getters instead of values; looking is not relying, so it records nothing.
  const print = function (this: object) {
    return behind.get(this)?.value;
  };
  return { ...Object.fromEntries(getters), [inspect.custom]: { value: print } };
}

type Getter = [name: string, descriptor: PropertyDescriptor];

function getter(name: string, inner?: PropertyDescriptorMap): Getter {
  const get = function (this: object): unknown {
    const { value, reads, prefix, inner: known, onText } = behind.get(this) as Behind;
    const member = value[name] ?? null;
    if (inner && member !== null) {
      const made = known.get(name) ?? watch(inner, { ...innerOf(name, member as Behind["value"]), reads, onText });
      known.set(name, made);
      return made;
    }
    reads.add(prefix + name);
    tellTexts(member, onText);
    return frozen(member);
  };
  return [name, { get, enumerable: true }];
}

const innerOf = (name: string, value: Behind["value"]) => ({ value, prefix: `${name}.`, inner: new Map() });

const ofProduct = membersOf(
  walk<Getter>(productAttributes, {
    leaf: (name) => getter(name),
    group: (name, _, inner) => getter(name, membersOf(inner)),
  }),
);

function tellTexts(value: unknown, onText: OnText): void {
  if (typeof value === "string") onText(value);
  else if (value !== null && typeof value === "object")
    for (const text of Object.entries(value).flat()) tellTexts(text, onText);
}

const frozen = (value: unknown): unknown =>
  value !== null && typeof value === "object" ? Object.freeze(value) : value;
