import { type Expectations, expectationsFile } from "../drift/expectations";
import { fileProblem } from "../files/location";
import { newer, refuseMergeMarks } from "../files/own-file";
import { withoutMark } from "../files/text";
import { inspect, together } from "../schema/strict";
import { textOf } from "../schema/template";
import { type Facts, mapTexts } from "./facts";
import { digest, FORM, readMark } from "./mark";

/** From this form on, texts are escaped for Terraform templates. */
const FIRST_ESCAPED_FORM = 2;

/** The line of a constant. */
const constant = /^export const [^\s=]+ = (\{.*\}) as const;$/gm;

/** The facts of a catalogue, read without a compiler: they are JSON, one product per line. Throws a Problem of a file. */
export function readCatalogue(content: string, file: string): Expectations {
  const text = withoutMark(content).replaceAll("\r\n", "\n");
  refuseMergeMarks(text, file);
  const mark = readMark(text);
  const refuse = (reason: string, remedy = "") => fileProblem("file-invalid", { file }, { reason, remedy });
  if (mark === undefined || mark.origin === undefined || mark.query === undefined)
    throw refuse("It does not begin with the lines of cdktf-connect bootstrap --typescript.");
  if (mark.form > FORM) throw newer({ file }, `form ${mark.form}`, FORM);
  const { origin, query } = mark;
  const facts = [...text.matchAll(constant)].map(([, json]) => factsIn(json as string, mark.form));
  if (digest({ origin, query, facts }) !== mark.facts)
    throw refuse(
      "It was edited or reformatted after cdktf-connect bootstrap wrote it, so its values may have changed.",
      `Write it again with cdktf-connect bootstrap --typescript ${file}, and exclude it from formatters.`,
    );
  const products = Object.fromEntries((facts as Facts[]).map((product) => [product.productKey, product]));
  const { value, problems } = inspect(expectationsFile.shape, {
    version: expectationsFile.version,
    origin,
    query,
    products,
  });
  if (problems.length > 0)
    throw together(
      "file-invalid",
      problems.map(({ reason }) => refuse(reason)),
    );
  return value;
}

/** A line that is no longer JSON is not a fact, and the digest differs. */
function factsIn(json: string, form: number): unknown {
  try {
    const facts: Facts = JSON.parse(json);
    return form < FIRST_ESCAPED_FORM ? facts : mapTexts(facts, textOf);
  } catch {
    return null;
  }
}
