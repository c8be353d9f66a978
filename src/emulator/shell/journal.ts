import type { EmulatedPlatform, Reply, WireRequest } from "./contract";

const kept = 1000;
const longest = 200;

/** One finished request, without tokens, secrets or signatures. `status` is null when a fault let no response through. */
export interface JournalEntry {
  readonly at: number;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly action: string | null;
  readonly status: number | null;
  readonly code: number | string | null;
  readonly cause: string | null;
  readonly fault: string | null;
}

/** The last thousand requests, for assertions in tests and for people who look at what was requested. */
export class Journal {
  private ring: JournalEntry[] = [];

  /** `hides` says whether a text is a secret or token of any platform. */
  constructor(readonly hides: (text: string) => boolean) {}

  /** requests since start, reset or clear, kept or not */
  total = 0;

  get entries(): readonly JournalEntry[] {
    const oldest = this.total > kept ? this.total % kept : 0;
    return [...this.ring.slice(oldest), ...this.ring.slice(0, oldest)];
  }

  record(
    request: WireRequest,
    platform: EmulatedPlatform | undefined,
    reply: Reply | undefined,
    fault?: string,
  ): JournalEntry {
    const { hides } = this;
    const query: Record<string, string> = {};
    for (const [name, value] of request.query) {
      const open = platform?.openParameters.has(name) === true && !hides(value);
      query[hides(name) ? "[hidden]" : name.slice(0, longest)] = open ? value.slice(0, longest) : "[hidden]";
    }
    const path = request.path.split("/").map((part) => (hides(part) ? "[hidden]" : part));
    const action = platform?.action(request) ?? null;
    const entry: JournalEntry = {
      at: Date.now(),
      requestId: request.id,
      method: request.method,
      path: path.join("/").slice(0, longest),
      query,
      action: action === null || hides(action) ? null : action.slice(0, longest),
      status: reply?.status ?? null,
      code: reply?.code ?? null,
      cause: reply?.cause ?? null,
      fault: fault ?? null,
    };
    this.ring[this.total++ % kept] = entry;
    return entry;
  }

  clear(): void {
    this.ring = [];
    this.total = 0;
  }
}
