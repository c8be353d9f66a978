import { answer, explain } from "../lookup/fetch";
import { keyOf, type Origin, type Query } from "../lookup/query";
import type { Question, Reply } from "../lookup/request";
import { stableText } from "../lookup/stable-text";
import type { Environment, Platform } from "../platforms/platform";
import { Problem, type ProblemData, problemOf } from "../schema/problem";
import { version } from "../version";
import { hereOf, type OpenPlace, openPlace, type Visited } from "./place";

/** More in one answer is an error, as in the provider. */
const MAX_ITEMS = 50_000;
/** Questions that are asked at once; max_connections bounds what is under way, too. */
const AT_ONCE = 16;
/** After so many failures in a row a place is asked no more: it is down, or somebody is about to lock these keys out. */
const MAX_FAILURES = 5;
/** Request timeouts a list may take: it has many pages, and some platforms are paced. */
const TIMEOUTS = 10;

/** A question; without an origin, about the place the environment names. */
export interface Asked {
  readonly origin: Origin | undefined;
  readonly query: Query;
}

/** Says how far it is: questions answered, of how many. */
export type Progress = (done: number, total: number) => void;

/** The live answers, by question. */
export interface Live {
  /** what the platform says now, or why it cannot be known; `read` must have been called with the question */
  reply(asked: Asked): Reply;
  /** the place of a question: that of the environment where it names none; undefined where the environment names none either */
  originOf(asked: Asked): Origin | undefined;
  /** Reads what was not read before. Never throws: a question that fails has a reply that says why. */
  read(questions: readonly Asked[], progress?: Progress): Promise<void>;
  close(): Promise<void>;
}

/** Opens what the environment names, or what it says of the chosen platform; nothing is sent yet. */
export function openLive(environment: Environment, signal: AbortSignal, chosen?: Platform): Live {
  const places = new Map<string, Visited>();
  const replies = new Map<string, Reply>();
  const failed = new Map<string, ProblemData[]>();
  const userAgent = `cdktf-connect/${version} (drift; Node ${process.versions.node})`;
  const here = hereOf(environment, chosen);

  // A question that names no place is the same as one that names the environment's.
  const originFor = ({ origin }: Asked): Origin | undefined => origin ?? ("failed" in here ? undefined : here.origin);
  const idOf = (asked: Asked): string => keyOf(originFor(asked) ?? {}, asked.query);

  const placeOf = (asked: Asked): Visited => {
    const origin = originFor(asked);
    if (origin === undefined) return here as { failed: ProblemData };
    const { orgId: _, ...place } = origin;
    const key = stableText(place);
    const known = places.get(key) ?? openPlace(origin, environment, userAgent);
    places.set(key, known);
    return known;
  };

  /** The latest failures at the place and organization of a question, without a success between them. */
  const failuresOf = (asked: Asked): ProblemData[] => {
    const key = stableText(originFor(asked) ?? {});
    const failures = failed.get(key) ?? [];
    failed.set(key, failures);
    return failures;
  };

  const ask = async (asked: Asked): Promise<Reply> => {
    const place = placeOf(asked);
    if ("failed" in place) return place;
    const failures = failuresOf(asked);
    if (failures.length >= MAX_FAILURES) return { failed: givenUp(failures[0] as ProblemData) };
    const reply = await askOnce(asked, place);
    if ("failed" in reply) failures.push(reply.failed);
    else failures.length = 0;
    return reply;
  };

  const askOnce = async (asked: Asked, place: OpenPlace): Promise<Reply> => {
    const { query } = asked;
    // One product is one request, which has its own bound.
    const bounded = "product" in query ? signal : AbortSignal.any([signal, timeoutOf(place)]);
    const question: Question = { query, orgId: originFor(asked)?.orgId ?? null, maxItems: MAX_ITEMS, hints: false };
    try {
      return await answer(place.source, question, bounded);
    } catch (error) {
      return { failed: bounded.aborted && !signal.aborted ? tooLong(place.requestTimeout) : explain(error) };
    }
  };

  return {
    reply: (asked) => replies.get(idOf(asked)) as Reply,
    originOf: originFor,
    async read(questions, progress = () => {}) {
      const open = new Map(questions.map((asked) => [idOf(asked), asked]));
      for (const id of replies.keys()) open.delete(id);
      const waiting = open.entries();
      let done = 0;
      // Several askers take their turns from one list.
      const asker = async () => {
        for (const [id, asked] of waiting) {
          replies.set(id, await ask(asked));
          done += 1;
          progress(done, open.size);
        }
      };
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, open.size) }, asker));
    },
    async close() {
      await Promise.all([...places.values()].map((place) => ("failed" in place ? undefined : place.close())));
    },
  };
}

const timeoutOf = ({ requestTimeout }: OpenPlace): AbortSignal => AbortSignal.timeout(requestTimeout * TIMEOUTS * 1000);

const tooLong = (requestTimeout: number): Problem =>
  new Problem("answer-timeout", {
    reason: `The answer took longer than ${requestTimeout * TIMEOUTS} s, ten times request_timeout (${requestTimeout} s).`,
    remedy: "Raise it (CONNECT_REQUEST_TIMEOUT) if the platform is only slow.",
  });

const givenUp = (first: ProblemData): Problem =>
  problemOf(first).with({
    remedy: [first.remedy, `Not tried again after ${MAX_FAILURES} failures in a row.`].filter(Boolean).join(" "),
  });
