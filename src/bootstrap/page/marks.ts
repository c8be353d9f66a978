import type { FileMark, Row } from "./rows";
import type { Column } from "./sort";

const columnsOf: Readonly<Record<string, Column>> = {
  productName: "name",
  localizedNames: "name",
  modelId: "modelId",
  productType: "productType",
  defaultValidDay: "defaultValidDay",
  maxValidDay: "maxValidDay",
};

/** The column that shows what a mark is about; undefined for attributes without one, and for whole products. */
export const columnOf = ({ attribute = "" }: Pick<FileMark, "attribute">): Column | undefined => {
  const [, name = ""] = /^(\w+)(?:\[|$)/.exec(attribute) ?? [];
  return Object.hasOwn(columnsOf, name) ? columnsOf[name] : undefined;
};

/** What a mark says of a whole product. */
export function sentenceOf({ kind, verb, file, reason = "" }: FileMark): string {
  if (kind === "absent") return `Not on the platform; ${verb} in ${file}`;
  if (kind === "extra") return `Not ${verb} in ${file}`;
  return `${reason} (${verb} in ${file})`;
}

/** What a comparison found, for the head of the page. */
export const differing = (rows: readonly Row[]): Row[] => rows.filter(({ marks }) => marks.length > 0);
