import { openQueue } from "../../http/queue";
import type { Call } from "./client";

/** The service allows an account 50 calls of each kind in a second (vendor's pages of both): all its users share them. */
const CALLS_PER_SECOND = 45;
/** … but 2 of QueryProductList from this product on, counted as CurrentPage × PageSize. */
const DEEP = 100_000;
const DEEP_CALLS_PER_SECOND = 1.8;

/** Waits for a call's turn. Rejects with the signal's reason. */
export function openPace(): (call: Pick<Call, "action" | "parameters">, signal?: AbortSignal) => Promise<void> {
  const paces = {
    QueryProduct: openQueue(1, CALLS_PER_SECOND),
    QueryProductList: openQueue(1, CALLS_PER_SECOND),
  };
  const deep = openQueue(1, DEEP_CALLS_PER_SECOND);
  return ({ action, parameters: { CurrentPage, PageSize } }, signal) =>
    (Number(CurrentPage) * Number(PageSize) >= DEEP ? deep : paces[action]).pace(signal);
}
