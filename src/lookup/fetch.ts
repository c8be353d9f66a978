import { platforms } from "../platforms/list";
import { openPlatform } from "../platforms/open";
import type { Platform } from "../platforms/platform";
import { nearestKeys, similarKeys } from "../product/nearest";
import type { Product } from "../product/product";
import type { ProductSource } from "../product/source";
import { isProblem, Problem } from "../schema/problem";
import { version } from "../version";
import type { LookupRequest, Question, Reply } from "./request";

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
export const tooLong = ({ seconds, connection, questions }: LookupRequest): Problem =>
  new Problem("answer-timeout", {
    reason:
      `Looking up ${questions.length === 1 ? "one value" : `${questions.length} values`} took longer than ${seconds} s, ` +
      `ten times request_timeout (${connection.requestTimeout ?? 30} s).`,
    remedy: "Raise request_timeout if the platform is only slow.",
    settings: ["request_timeout"],
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
    if (!isProblem(error, "product-not-found")) throw error;
    const nearest = question.hints ? await nearestKeys(source, productKey, orgId, signal) : [];
    return { value: null as Product | null, absent: error.with(similarKeys(nearest)) };
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

/** The problem an error is; one that nothing foresaw is a bug. */
export const explain = (error: unknown): Problem =>
  isProblem(error)
    ? error
    : new Problem("bug", {
        reason: `An error that should have been handled came up while looking up a value: ${error instanceof Error ? error.message : String(error)}.`,
        remedy: "Please report it.",
        cause: error,
      });
