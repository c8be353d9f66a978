import type { IncomingHttpHeaders } from "node:http";
import type { Shape } from "../../schema/shape";
import type { Assumption } from "./assumptions";
import type { ListFault } from "./faults";

/** One request as it came over the wire: nothing decoded that a signature might cover. */
export interface WireRequest {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A response. `code` and `cause` are for the journal; `cause` also travels in the header `x-emulator-cause`. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** an informational status that is sent first */
  readonly before?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly code?: number | string;
  readonly cause?: string;
}

/** What a fault makes wrong in a response that a platform writes. */
export interface Wrong {
  /** the products are those before the last reload */
  readonly stale?: boolean;
  /** the token or key of the request has expired, for good where the platform grants another one */
  readonly expireToken?: boolean;
  /** for `pageOf` */
  readonly list?: ListFault;
}

/** One platform behind the shared port. The shell owns HTTP, faults, journal and control; the platform owns its wire format. */
export interface EmulatedPlatform {
  readonly name: string;
  readonly assumptions: readonly Assumption[];
  /** the top-level keys of a seed that it loads */
  readonly seedKeys: readonly string[];
  /** the platform's own time, in milliseconds since 1970; responses carry it in their `Date` header */
  readonly clock: () => number;
  /** query parameters whose values the journal may show; it hides all others */
  readonly openParameters: ReadonlySet<string>;
  readonly seed: Shape<unknown>;
  /** Only called with a part that has the shape of `seed`. What was loaded before becomes the stale state. */
  load(part: Readonly<Record<string, unknown>>): void;
  /** Forgets tokens, nonces and the stale state, but not the seed. */
  forget(): void;
  serves(path: string): boolean;
  /** what a fault's `match.action` is compared with */
  action(request: WireRequest): string | undefined;
  /** which product or which filter a request is about, for people */
  subject(request: WireRequest): string | undefined;
  /** whether a request is for a list */
  isList(request: WireRequest): boolean;
  respond(request: WireRequest, wrong: Wrong): Reply;
  /** a refusal by the service, in the platform's envelope */
  failure(request: WireRequest, code: number | string, message?: string): Reply;
  /** a refusal by the gateway in front of the service */
  gateway(request: WireRequest, status: number): Reply;
  /** whether a text is a secret or token that must not reach the journal */
  hides(text: string): boolean;
}
