import { isProblem, Problem } from "../../schema/problem";

/** The problem of a call that Terraform stopped. */
const interrupted = (): Problem =>
  new Problem("interrupted", { reason: "Terraform stopped the provider before it had a result." });

interface Call {
  readonly abort: () => void;
  readonly fail: (error: unknown) => void;
}

// Terraform waits without limit for a call that ignores its signal.
const GRACE_MS = 2_000;

/** The calls in progress: each can be interrupted, and each ends. */
export class Calls {
  private readonly running = new Set<Call>();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly graceMs = GRACE_MS) {}

  /** Does the work of one call unless it is interrupted; `cancelled`: the host no longer waits for this call. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>, cancelled: AbortSignal): Promise<T> {
    if (this.failure) throw this.failure.error;
    const controller = new AbortController();
    const abort = () => controller.abort(interrupted());
    let call: Call = { abort, fail: abort };
    const lost = new Promise<never>((_, fail) => {
      call = { abort, fail };
    });
    this.running.add(call);
    cancelled.addEventListener("abort", abort);
    try {
      return await Promise.race([work(controller.signal), lost]);
    } catch (error) {
      // Libraries throw their own errors when their signal is aborted.
      throw controller.signal.aborted && !isProblem(error) ? controller.signal.reason : error;
    } finally {
      cancelled.removeEventListener("abort", abort);
      this.running.delete(call);
    }
  }

  /** Interrupts all running calls. Later calls run normally: a debugged process serves several commands. */
  stop(): void {
    for (const { abort, fail } of this.running) {
      abort();
      setTimeout(fail, this.graceMs, interrupted()).unref();
    }
  }

  /** Ends every call, also later ones, with the error that ends the process. */
  fail(error: unknown): void {
    this.failure = { error };
    for (const call of this.running) call.fail(error);
  }
}
