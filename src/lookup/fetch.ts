import { platforms } from "../platforms/list";
import { openPlatform } from "../platforms/open";
import type { Platform } from "../platforms/platform";
import { nearestKeys } from "../product/nearest";
import type { Product } from "../product/product";
import { isDenied, ProductNotFoundError, type ProductSource } from "../product/source";
import { isExplained } from "../schema/error";
import { version } from "../version";
import type { Explanation, LookupRequest, Question, Reply } from "./request";

/** Answers the questions of a request, all at once as far as `max_connections` allows. */
export async function fetchAnswers(request: LookupRequest): Promise<Reply[]> {
  const signal = AbortSignal.timeout(request.seconds * 1000);
  let source: ProductSource;
  try {
    source = sourceOf(request);
  } catch (error) {
    return request.questions.map(() => ({ failed: explain(error) }));
  }
  return Promise.all(
    request.questions.map((question) =>
      answer(source, question, signal).catch((error: unknown) => ({
        failed: signal.aborted ? tooLong(request) : explain(error),
      })),
    ),
  );
}

/** One bound for everything a synth waits for at once, in the words of the setting it follows from. */
export const tooLong = ({ seconds, connection, questions }: LookupRequest): Explanation => ({
  summary: "No answer in time",
  detail:
    `Looking up ${questions.length === 1 ? "one value" : `${questions.length} values`} took longer than ${seconds} s, ` +
    `ten times request_timeout (${connection.requestTimeout ?? 30} s). Raise request_timeout if the platform is only slow.`,
});

/** What came of one question. Throws what the platform or the way to it throws. */
export async function answer(source: ProductSource, question: Question, signal: AbortSignal): Promise<Reply> {
  const { query, orgId, maxItems } = question;
  if ("products" in query) {
    const { where = {}, expression = null, details = true } = query.products;
    const products = await source.search({ orgId, where, expression, maxItems, details }, signal);
    return { value: products };
  }
  const productKey = query.product;
  try {
    const product = await source.get(productKey, orgId, signal);
    return { value: { ...product, productKey, orgId: product.orgId ?? orgId } };
  } catch (error) {
    if (!(error instanceof ProductNotFoundError)) throw error;
    const nearest = question.hints ? await nearestKeys(source, productKey, orgId, signal) : [];
    const { summary, detail } = new ProductNotFoundError(productKey, error.place, nearest);
    return { value: null as Product | null, absent: { summary, detail } };
  }
}

/** Kept open between requests: connections and access tokens serve the next one. */
const sources = new Map<string, ProductSource>();

function sourceOf({ platform: name, settings, connection }: LookupRequest): ProductSource {
  const key = JSON.stringify({ name, settings, connection });
  const known = sources.get(key);
  if (known) return known;
  const platform = platforms.find((candidate) => candidate.name === name) as Platform;
  const userAgent = `cdktf-connect/${version} (synth; Node ${process.versions.node})`;
  const { source } = openPlatform({ platform, settings, connection }, { userAgent });
  sources.set(key, source);
  return source;
}

/** Errors of ours cross the border as they read; anything else is a bug, and says so. */
export const explain = (error: unknown): Explanation =>
  isExplained(error)
    ? { summary: error.summary, detail: error.detail, ...(isDenied(error) && { denied: true }) }
    : {
        summary: "Bug in cdktf-connect",
        detail: `An error that should have been handled came up while looking up a value: ${error instanceof Error ? error.message : String(error)}. Please report it.`,
      };
