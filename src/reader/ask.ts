import type { ConnectionSettings } from "../platforms/connection";
import { nearestKeys, similarKeys } from "../product/nearest";
import type { Product } from "../product/product";
import { MAX_ITEMS, type ProductSource } from "../product/source";
import { collectUnread, type Unread } from "../product/unread";
import { isProblem, Problem } from "../schema/problem";
import { stableText } from "../schema/stable-text";
import { Failures, MAX_FAILURES } from "./give-up";
import { type OpenTarget, openTarget } from "./open";
import { type Progress, tally } from "./progress";
import type { Query } from "./query";
import type { Target } from "./target";
import { patience } from "./target";

/** Questions to one target that are under way at once; `max_connections` bounds the requests, too. */
const AT_ONCE = 16;
/** The same where reads that come together share one search. */
const AT_ONCE_IN_BATCHES = 200;

/** A question about products, to one target. */
export interface Question {
  readonly target: Target;
  readonly query: Query;
  /** instead of the target's own organization */
  readonly orgId?: string | null;
  /** more matches are a problem; without it, as many as a data source takes by default */
  readonly maxItems?: number;
  /** whether an absent product is worth a search for keys that look alike */
  readonly hints?: boolean;
}

/**
 * What the platform says; with `absent`, the value is null and this says what is wrong with the key; `unread`: attributes of a list
 * that are null because they cannot be read.
 */
export type Answer =
  | {
      readonly value: Product | readonly Product[] | null;
      readonly absent?: Problem;
      readonly unread?: readonly Unread[];
    }
  | { readonly failed: Problem };

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
  /** that all questions together may take */
  readonly seconds?: number;
}

/** Answers questions about products by reading platforms. */
export interface Reader {
  /** Answers every question, in their order; never rejects. A target that keeps failing is given up until the next call. */
  ask(questions: readonly Question[], options?: AskOptions): Promise<Answer[]>;
  close(): Promise<void>;
}

/** `name`: who reads, for the platform's own log. Nothing is opened before a question; what is open serves later ones. */
export function openReader(name: string): Reader {
  const open = new Map<string, OpenTarget>();
  // A key has all settings in it, and thousands of questions have one target.
  const keys = new WeakMap<Target, string>();

  const sourceOf = (target: Target): ProductSource => {
    const key = keys.get(target) ?? keyOf(target);
    keys.set(target, key);
    const known = open.get(key) ?? openTarget(target, { reader: name });
    open.set(key, known);
    return known.source;
  };

  /** `failures`: at the target and organization of the question. */
  const answer = async (
    question: Question,
    failures: Failures,
    signal: AbortSignal,
    progress: Progress,
  ): Promise<Answer> => {
    if (failures.givenUp) return { failed: givenUp(failures.givenUp) };
    const { connection } = question.target;
    // One product is one request, which has its own bound.
    const bounded = "product" in question.query ? signal : boundedBy(patience(connection), signal);
    try {
      const answer = await read(sourceOf(question.target), question, bounded, progress);
      failures.clear();
      return answer;
    } catch (error) {
      const problem = bounded.aborted && !signal.aborted ? tooLong(connection) : explain(error);
      failures.add(problem);
      return { failed: problem };
    }
  };

  return {
    async ask(questions, { signal, progress = () => {}, seconds } = {}) {
      const bounded = boundedBy(seconds, signal);
      const answers = new Map<Question, Answer>();
      const progressOf = tally(questions.length, progress);
      const ask = async (question: Question, failures: Failures) => {
        const ofQuestion = progressOf();
        const given = await answer(question, failures, bounded, ofQuestion);
        const isLate = "failed" in given && bounded.aborted && !signal?.aborted;
        answers.set(question, isLate ? { failed: tooLong(question.target.connection, questions.length) } : given);
        ofQuestion();
      };
      await Promise.all([...groups(questions)].map((group) => each(group, ask)));
      return questions.map((question) => answers.get(question) as Answer);
    },
    async close() {
      await Promise.all([...open.values()].map((target) => target.close()));
      open.clear();
    },
  };
}

const keyOf = ({ platform, settings, connection }: Target): string => stableText([platform.name, settings, connection]);

const never = new AbortController().signal;

const boundedBy = (seconds: number | undefined, signal = never): AbortSignal =>
  seconds === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);

function groups(questions: readonly Question[]): Iterable<Question[]> {
  const byTarget = new Map<Target, Question[]>();
  for (const question of questions) {
    const group = byTarget.get(question.target);
    if (group) group.push(question);
    else byTarget.set(question.target, [question]);
  }
  return byTarget.values();
}

/** Works on the questions to one target: several at once, each worker with the next one of the list. */
async function each(
  questions: readonly Question[],
  work: (question: Question, failures: Failures) => Promise<void>,
): Promise<void> {
  const failures = new Map<string | null, Failures>();
  const failuresOf = ({ orgId = null }: Question): Failures => {
    const failed = failures.get(orgId) ?? new Failures();
    failures.set(orgId, failed);
    return failed;
  };
  const { platform, connection } = (questions[0] as Question).target;
  const atOnce = connection.batchReads && platform.batches ? AT_ONCE_IN_BATCHES : AT_ONCE;
  const waiting = questions.values();
  const worker = async () => {
    for (const question of waiting) await work(question, failuresOf(question));
  };
  const workers = Math.min(questions.length, Math.max(atOnce, connection.maxConnections ?? 0));
  await Promise.all(Array.from({ length: workers }, worker));
}

async function read(
  source: ProductSource,
  question: Question,
  signal: AbortSignal,
  progress: Progress,
): Promise<Answer> {
  const { query, orgId = null, maxItems = MAX_ITEMS, hints = false } = question;
  if ("products" in query) {
    const { where = {}, expression = null, details = true } = query.products;
    const { note, all } = collectUnread();
    const value = await source.search({ orgId, where, expression, maxItems, details, progress }, signal, note);
    const unread = all();
    return { value, ...(unread.length > 0 && { unread }) };
  }
  const productKey = query.product;
  try {
    const product = await source.get(productKey, orgId, signal);
    return { value: { ...product, productKey, orgId: product.orgId ?? orgId } };
  } catch (error) {
    if (!isProblem(error, "product-not-found")) throw error;
    const nearest = hints ? await nearestKeys(source, productKey, orgId, signal) : [];
    return { value: null, absent: error.with(similarKeys(nearest)) };
  }
}

/** The problem an error is; one that nothing foresaw is a bug. */
export const explain = (error: unknown): Problem =>
  isProblem(error)
    ? error
    : new Problem("bug", {
        reason: `An error that should have been handled came up while reading a platform: ${error instanceof Error ? error.message : String(error)}.`,
        remedy: "Please report it.",
        cause: error,
      });

const tooLong = (connection: ConnectionSettings, questions = 1): Problem =>
  new Problem("answer-timeout", {
    reason: `${questions === 1 ? "The answer" : `${questions} answers`} took longer than ${patience(connection)} s, ten times request_timeout (${connection.requestTimeout ?? 30} s).`,
    remedy: "Raise request_timeout if the platform is only slow.",
    settings: ["request_timeout"],
  });

const givenUp = (first: Problem): Problem =>
  first.with({
    remedy: [first.remedy, `Not tried again after ${MAX_FAILURES} failures in a row.`].filter(Boolean).join(" "),
  });
