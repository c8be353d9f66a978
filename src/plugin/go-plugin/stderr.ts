import { writeSync } from "node:fs";
import { Writable } from "node:stream";

const STDERR = 2;
const PATIENCE_MS = 100;

/**
 * Writes to stderr at once and never throws: a host that is gone must not turn a log line into a crash, and a report written
 * on the way out must arrive.
 */
export function writeStderr(text: string): void {
  let rest = Buffer.from(text);
  const deadline = Date.now() + PATIENCE_MS;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STDERR, rest));
    } catch (error) {
      // A full pipe of a host that reads slowly; anything else is a pipe without a reader.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN" || Date.now() > deadline) return;
    }
  }
}

/** Sends what this process, or a library in it, prints from now on elsewhere: go-plugin's host reads one line of stdout only. */
export function redirectOutput(stdout: (text: string) => void): void {
  redirect("stdout", stdout);
  redirect("stderr", writeStderr);
}

function redirect(name: "stdout" | "stderr", write: (text: string) => void): void {
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string | Buffer, _, done) => {
      write(chunk.toString());
      done();
    },
  });
  // Not by patching the stream that is there: reading `process.stdout` would open it.
  Object.defineProperty(process, name, { value: stream, configurable: true });
}
