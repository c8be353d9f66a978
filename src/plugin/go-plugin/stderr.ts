import { writeSync } from "node:fs";
import { Writable } from "node:stream";

const STDERR = 2;
const PATIENCE_MS = 100;

/**
 * Writes to stderr synchronously and never throws: a log line must not crash the process when the host is gone, and the report
 * of a crash must arrive.
 */
export function writeStderr(text: string): void {
  let rest = Buffer.from(text);
  const deadline = Date.now() + PATIENCE_MS;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STDERR, rest));
    } catch (error) {
      // The pipe of a slow host is full; any other error is a pipe without a reader.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN" || Date.now() > deadline) return;
    }
  }
}

/** Redirects all further output of this process and its libraries: go-plugin's host reads only one line of stdout. */
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
  // Replaced instead of patched: reading `process.stdout` would open it.
  Object.defineProperty(process, name, { value: stream, configurable: true });
}
