import { writeStderr } from "./stderr";

// Enough for an answer to leave the process before it does.
const FLUSH_MS = 20;
const CLOSE_MS = 100;
const CRASH_CODE = 2;

export interface EndingParts {
  /** leaves nothing on disk; synchronous, it also runs when nothing else can */
  readonly remove: () => void;
  /** says goodbye to platforms; not waited for longer than 100 ms */
  readonly close: () => Promise<void>;
  /** answers every pending call with the error */
  readonly failPending: (error: unknown) => void;
}

/** Makes sure that the process ends well however it ends, and returns the ordinary way out. */
export function prepareEnding({ remove, close, failPending }: EndingParts): () => void {
  process.once("exit", remove);
  let ending = false;

  const end = async () => {
    if (ending) return;
    ending = true;
    const closed = close().catch(() => {});
    await Promise.all([delay(FLUSH_MS), Promise.race([closed, delay(CLOSE_MS)])]);
    process.exit(0);
  };

  const crash = (error: unknown) => {
    if (ending) return;
    ending = true;
    // The report first: Terraform looks for it as soon as the calls it waits for have failed.
    writeStderr(crashReport(error));
    failPending(error);
    setTimeout(() => process.exit(CRASH_CODE), FLUSH_MS);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  return end;
}

/** Terraform shows its users what follows a line that starts like a panic of Go. */
function crashReport(error: unknown): string {
  const [message, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined];
  return `panic: ${message}\n\n${stack ?? "(thrown without a stack)"}\n`;
}

const delay = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
