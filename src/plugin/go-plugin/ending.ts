import { writeStderr } from "./stderr";

// Enough for log lines to leave the process before it does.
const FLUSH_MS = 20;
/** A host that is slow to read its last answer must not find the connection broken; most hang up within milliseconds. */
const HANG_UP_MS = 1_000;
const CLOSE_MS = 100;
const CRASH_CODE = 2;

export interface EndingParts {
  /** leaves nothing on disk; synchronous, it also runs when nothing else can */
  readonly remove: () => void;
  /** says goodbye to platforms; not waited for longer than 100 ms */
  readonly close: () => Promise<void>;
  /** answers every pending and every later call with the error */
  readonly failPending: (error: unknown) => void;
  /** resolves when no host is connected */
  readonly hungUp: () => Promise<void>;
}

export interface Ending {
  /** at once: nobody waits for an answer */
  readonly now: () => void;
  /** when the host that asked for it has its answer and has hung up */
  readonly afterAnswer: () => void;
}

/** Makes sure that the process ends well however it ends, and returns the ordinary ways out. */
export function prepareEnding({ remove, close, failPending, hungUp }: EndingParts): Ending {
  process.once("exit", remove);
  let ending = false;

  const answered = () => Promise.race([hungUp(), delay(HANG_UP_MS)]);

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
    // The report first: Terraform looks for it as soon as the calls it waits for have failed.
    writeStderr(crashReport(error));
    failPending(error);
    answered().then(() => process.exit(CRASH_CODE));
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  return { now: () => end(() => delay(FLUSH_MS)), afterAnswer: () => end(answered) };
}

/** Terraform shows its users what follows a line that starts like a panic of Go. */
function crashReport(error: unknown): string {
  const [message, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined];
  return `panic: ${message}\n\n${stack ?? "(thrown without a stack)"}\n`;
}

const delay = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
