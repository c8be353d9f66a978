import type { MessagePort } from "node:worker_threads";
import type { Answer } from "../lock/entry";
import type { ConnectionSettings } from "../platforms/connection";
import type { Query } from "../reader/query";
import type { ProblemData } from "../schema/problem";

/** One question of a request. */
export interface Question {
  readonly query: Query;
  readonly orgId: string | null;
  readonly maxItems: number;
  /** whether keys that look alike are wanted when there is no such product; they cost a search */
  readonly hints: boolean;
}

/** What the worker is asked at once: questions about one platform. It travels as JSON. */
export interface LookupRequest {
  readonly platform: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly connection: ConnectionSettings;
  readonly questions: readonly Question[];
}

/** What came of one question; with `absent`, the value is null and this says what is wrong with the key. */
export type Reply = { readonly value: Answer; readonly absent?: ProblemData } | { readonly failed: ProblemData };

/** The way of requests to the worker and of replies back; the flag is raised after each reply and wakes the waiting thread. */
export interface Line {
  readonly port: MessagePort;
  readonly flag: Int32Array;
}

/** A request that is awaited, with the port for the reply. */
export interface Letter {
  readonly request: string;
  readonly port: MessagePort;
}
