import { columnOf, sentenceOf } from "../marks";
import { languageOf, localeIn, namesOf } from "../names";
import { type FileMark, type Row, spell } from "../rows";
import type { Column } from "../sort";
import { foreign, make } from "./element";

/** What a row shows in each column, and how the column is called where rows are cards. */
export const cells: readonly { readonly column: Column; readonly title: string }[] = [
  { column: "name", title: "Name" },
  { column: "productKey", title: "Product key" },
  { column: "modelId", title: "Model" },
  { column: "productType", title: "Type" },
  { column: "defaultValidDay", title: "Certificate days, default" },
  { column: "maxValidDay", title: "Certificate days, longest" },
];

export function drawRow(row: Row): HTMLTableRowElement {
  const changes = row.marks.filter(({ kind }) => kind === "changed");
  return make(
    "tr",
    { role: "row", class: row.isAbsent ? "absent" : undefined },
    ...cells.map(({ column, title }) => {
      const marks = changes.filter((mark) => columnOf(mark) === column);
      const isHeader = column === "name";
      const rest = isHeader ? drawRest(row) : [];
      return make(
        isHeader ? "th" : "td",
        {
          role: isHeader ? "rowheader" : "cell",
          scope: isHeader ? "row" : undefined,
          class: marks.length + rest.length > 0 ? "differs" : undefined,
          "data-column": column,
          "data-title": title,
        },
        ...(isHeader ? drawNames(row) : [drawValue(row.product[column], marks.length > 0)]),
        ...marks.map((mark) => drawChange(mark, column)),
        ...rest,
      );
    }),
  );
}

function drawNames({ product }: Row): Node[] {
  const names = namesOf(product);
  if (names.length === 0) return [make("span", { class: "nothing" }, "no name")];
  return names.map(({ text, locales }, index) =>
    make(
      "div",
      { class: index === 0 ? "name" : undefined },
      foreign(text, { lang: languageOf(locales[0]) }),
      ...locales.flatMap((locale) => [" ", foreign(locale, { class: "locale" })]),
    ),
  );
}

const drawValue = (value: string | number | null, differs: boolean): Node =>
  make(
    "div",
    {},
    ...(differs ? [label("actual")] : []),
    value === null || value === "" ? make("span", { class: "nothing" }, "–") : foreign(String(value)),
  );

/** In a column of its own, the actual value stands above. */
function drawChange({ attribute = "", expected, actual, verb, file }: FileMark, column?: Column): HTMLElement {
  const hasColumn = attribute === column;
  const lang = languageOf(localeIn(attribute));
  return make(
    "div",
    { class: "change", title: `${verb} in ${file}` },
    ...(hasColumn ? [] : [foreign(attribute, { class: "attribute" }), " "]),
    ...side(verb, expected, lang),
    ...(hasColumn ? [] : [" ", ...side("actual", actual, lang)]),
  );
}

const label = (text: string): HTMLElement => make("span", { class: "label" }, `${text} `);

const side = (name: string, value: unknown, lang: string | undefined): Node[] => [
  label(name),
  value === undefined || value === null || value === ""
    ? make("i", {}, value === "" ? "empty" : spell(value))
    : foreign(spell(value), { lang }),
];

/** What is about the product as a whole, or about an attribute without a column. */
function drawRest({ marks }: Row): Node[] {
  const ofProduct = marks.filter(({ kind }) => kind !== "changed");
  const others = marks.filter((mark) => mark.kind === "changed" && columnOf(mark) === undefined);
  return [
    ...ofProduct.map((mark) => make("div", { class: "change" }, foreign(sentenceOf(mark)))),
    ...others.map((mark) => drawChange(mark)),
  ];
}
