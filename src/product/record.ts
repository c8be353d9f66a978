import type { CallContext } from "../plugin/provider";
import { computed, optionalWord } from "../schema/attribute";
import { isProblem, type Problem } from "../schema/problem";
import { string } from "../schema/type";
import type { Product } from "./product";
import { onUnavailableWords, type ProductQuery } from "./source";

/** The argument of a data source about a platform that cannot be reached, and what came of it. */
export const recordAttributes = {
  onUnavailable: optionalWord(
    onUnavailableWords,
    "What to do if the platform cannot be reached or fails: `error`, or `recorded` to use what is recorded, with a warning. A platform that refuses the read, or has no such product, is an error in any case. Default: the provider's.",
  ),
  recordedAt: computed(
    string,
    'When the values were first seen as they are (RFC 3339), if they are the recorded ones (`on_unavailable = "recorded"`); null if they were just read.',
  ),
};

/** A question of a data source: one product by its key, or the products that match. */
export type Asked = { readonly orgId: string | null; readonly onUnavailable: string | null } & (
  | { readonly productKey: string }
  | { readonly products: Pick<ProductQuery, "where" | "expression" | "maxItems" | "details"> }
);

/** An answer that was recorded earlier. */
export interface Recorded {
  readonly value: Product | readonly Product[];
  readonly recordedAt: string;
  /** that it is used, and since when it is known */
  readonly warning: Problem;
}

/** What is recorded for the case that the platform cannot be reached. */
export interface ProductRecord {
  /** What stands in for the answer. Throws `failure` where nothing is wanted or nothing can, then with what the record lacks. */
  answerTo(asked: Asked, failure: Problem): Recorded;
  /** The warning that nothing would stand in for the answer, where something is wanted. */
  gapAt(asked: Asked): Problem | undefined;
}

/** What is read, or else what is recorded: all of it or nothing, never a mixture. */
export async function readOrRecorded<T extends Recorded["value"]>(
  record: ProductRecord,
  asked: Asked,
  warn: CallContext["warn"],
  read: () => Promise<T>,
): Promise<{ readonly value: T; readonly recordedAt: string | null }> {
  let value: T;
  try {
    value = await read();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const recorded = record.answerTo(asked, error);
    warn(recorded.warning);
    return { value: recorded.value as T, recordedAt: recorded.recordedAt };
  }
  const gap = record.gapAt(asked);
  if (gap) warn(gap);
  return { value, recordedAt: null };
}
