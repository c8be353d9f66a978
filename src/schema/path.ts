/** One step into a value: an attribute of an object, or a key of a map or list. */
export type Step = { readonly attribute: string } | { readonly key: string | number };

/** The position of a value in a configuration; names are Terraform's (snake case). */
export type Path = readonly Step[];

/** The position of every value while positions are not needed: files of ours have a million values, most without a mistake. */
export const nowhere: Path = [];

export const attributeAt = (path: Path, attribute: string): Path => below(path, { attribute });
export const keyAt = (path: Path, key: string | number): Path => below(path, { key });

const below = (path: Path, step: Step): Path => (path === nowhere ? nowhere : [...path, step]);

/** The path as a practitioner would write it: `where.product_keys[0]`, `where.tags["site"]`. */
export function printPath(path: Path): string {
  return path
    .map((step, index) => {
      if ("key" in step) return `[${JSON.stringify(step.key)}]`;
      return index === 0 ? step.attribute : `.${step.attribute}`;
    })
    .join("");
}
