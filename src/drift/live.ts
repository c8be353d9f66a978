import type { Environment, Platform } from "../platforms/platform";
import { type Answer, explain, openReader, type Question } from "../reader/ask";
import type { Progress } from "../reader/progress";
import { keyOf, type Origin, type Query } from "../reader/query";
import { originHere, targetOf } from "../reader/recorded";
import type { Target } from "../reader/target";
import { isProblem, type Problem } from "../schema/problem";
import { stableText } from "../schema/stable-text";

/** A question about something recorded; without an origin, it is about the one that the environment names. */
export interface Asked {
  readonly origin: Origin | undefined;
  readonly query: Query;
}

/** The live answers, by question. */
export interface Live {
  /** what the platform says now, or why that is not known; `read` must have been called with the question */
  reply(asked: Asked): Answer;
  /** the origin of a question: that of the environment where it names none; undefined where the environment names none either */
  originOf(asked: Asked): Origin | undefined;
  /** Reads what was not read before. Never throws: a question that fails has an answer that says why. */
  read(questions: readonly Asked[], progress?: Progress): Promise<void>;
  close(): Promise<void>;
}

/** Reads what the environment names, or what it says of the chosen platform; nothing is sent yet. */
export function openLive(environment: Environment, signal: AbortSignal, chosen?: Platform): Live {
  const reader = openReader("drift");
  const answers = new Map<string, Answer>();
  const targets = new Map<string, Target | Problem>();
  const here = attempt(() => originHere(environment, chosen));

  // A question that names no origin is the same as one that names the environment's.
  const originFor = ({ origin }: Asked): Origin | undefined => origin ?? (isProblem(here) ? undefined : here);
  const idOf = (asked: Asked): string => keyOf(originFor(asked) ?? {}, asked.query);

  const targetFor = (asked: Asked): Target | Problem => {
    const origin = originFor(asked);
    if (origin === undefined) return here as Problem;
    const { orgId: _, ...rest } = origin;
    const key = stableText(rest);
    const known = targets.get(key) ?? attempt(() => targetOf(origin, environment));
    targets.set(key, known);
    return known;
  };

  return {
    reply: (asked) => answers.get(idOf(asked)) as Answer,
    originOf: originFor,
    async read(questions, progress) {
      const open = new Map<string, Question>();
      for (const asked of questions) {
        const [id, target] = [idOf(asked), targetFor(asked)];
        if (answers.has(id)) continue;
        if (isProblem(target)) answers.set(id, { failed: target });
        else open.set(id, { target, query: asked.query, orgId: originFor(asked)?.orgId ?? null });
      }
      const given = await reader.ask([...open.values()], { signal, progress });
      for (const [index, id] of [...open.keys()].entries()) answers.set(id, given[index] as Answer);
    },
    close: () => reader.close(),
  };
}

function attempt<T>(work: () => T): T | Problem {
  try {
    return work();
  } catch (error) {
    return explain(error);
  }
}
