import { writeStderr } from "./stderr";

// Enough time for the last log lines.
const FLUSH_MS = 20;
/** A slow host must be able to read its last response; most disconnect within milliseconds. */
const HANG_UP_MS = 1_000;
const CLOSE_MS = 100;
const CRASH_CODE = 2;

export interface EndingParts {
  /** removes files; synchronous, so that it also runs when the process exits */
  readonly remove: () => void;
  /** closes connections to platforms; gets at most 100 ms */
  readonly close: () => Promise<void>;
  /** fails every pending and every later call with the error */
  readonly failPending: (error: unknown) => void;
  /** resolves when no host is connected */
  readonly disconnected: () => Promise<void>;
}

export interface Ending {
  /** immediately: no host waits for a response */
  readonly now: () => void;
  /** after the host that requested it has its response and has disconnected */
  readonly afterAnswer: () => void;
}

/** Cleans up whenever the process ends, and returns the two ordinary ways to end it. */
export function prepareEnding({ remove, close, failPending, disconnected }: EndingParts): Ending {
  process.once("exit", remove);
  let ending = false;

  const answered = () => Promise.race([disconnected(), delay(HANG_UP_MS)]);

  const end = async (ready: () => Promise<void>) => {
    if (ending) return;
    ending = true;
    const closed = close().catch(() => {});
    await Promise.all([ready(), Promise.race([closed, delay(CLOSE_MS)])]);
    process.exit(0);
  };

  const crash = (error: unknown) => {
    if (ending) return;
    ending = true;
    // The report first: Terraform reads it as soon as its pending calls have failed.
    writeStderr(crashReport(error));
    failPending(error);
    answered().then(() => process.exit(CRASH_CODE));
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  return { now: () => end(() => delay(FLUSH_MS)), afterAnswer: () => end(answered) };
}

/** Terraform shows its users the text after a line that starts like a Go panic. */
function crashReport(error: unknown): string {
  const [message, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined];
  return `panic: ${message}\n\n${stack ?? "(thrown without a stack)"}\n`;
}

const delay = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
