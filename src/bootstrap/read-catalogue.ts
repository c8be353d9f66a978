import { type Expectations, printExpectations, readExpectations } from "../drift/expectations";
import { LookupError } from "../lookup/error";
import { textOf } from "../schema/template";
import { type Facts, mapTexts } from "./facts";
import { digest, FORM, readMark } from "./mark";

/** From this form on texts are escaped for Terraform templates. */
const FIRST_ESCAPED_FORM = 2;

/** The line of a constant. */
const constant = /^export const [^\s=]+ = (\{.*\}) as const;$/gm;

/** What a catalogue states, without a compiler: its facts stand in JSON, one product to the line. Throws an explained error. */
export function readCatalogue(content: string, file: string): Expectations {
  const text = content.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const mark = readMark(text);
  const refuse = (reason: string) => new LookupError("Catalogue cannot be used", `${file}: ${reason}`);
  if (mark === undefined || mark.origin === undefined || mark.query === undefined)
    throw refuse("It does not begin with the lines that cdktf-connect bootstrap --typescript writes.");
  if (mark.form > FORM)
    throw refuse(
      `It was written by a newer cdktf-connect (form ${mark.form}; this one reads ${FORM}). Upgrade cdktf-connect here.`,
    );
  const { origin, query } = mark;
  const facts = [...text.matchAll(constant)].map(([, json]) => factsIn(json as string, mark.form));
  if (digest({ origin, query, facts }) !== mark.facts)
    throw refuse(
      "It was edited or reformatted since cdktf-connect bootstrap wrote it: what it states is no longer what it was written with. " +
        `Write it anew with cdktf-connect bootstrap --typescript ${file}, and keep formatters away from it.`,
    );
  const products = Object.fromEntries((facts as Facts[]).map((product) => [product.productKey, product]));
  return readExpectations(printExpectations({ origin, query, products }), file);
}

/** What is no JSON any more is no fact either, and the digest tells. */
function factsIn(json: string, form: number): unknown {
  try {
    const facts: Facts = JSON.parse(json);
    return form < FIRST_ESCAPED_FORM ? facts : mapTexts(facts, textOf);
  } catch {
    return null;
  }
}
