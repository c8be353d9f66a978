// Reads platforms in a thread of its own, so that the synth's thread can sleep until the answer is there.
import { parentPort, workerData } from "node:worker_threads";

import { platforms } from "../platforms/list";
import type { Platform } from "../platforms/platform";
import { explain, openReader } from "../reader/ask";
import { patience } from "../reader/target";
import { stableText } from "../schema/stable-text";
import type { Letter, Line, LookupRequest, Reply } from "./bridge";

/** Kept open between requests: connections and access tokens serve the next one. */
const reader = openReader("synth");

function read({ platform: name, questions, ...rest }: LookupRequest): Promise<Reply[]> {
  const platform = platforms.find((candidate) => candidate.name === name) as Platform;
  const target = { ...rest, platform };
  return reader.ask(
    questions.map((question) => ({ ...question, target })),
    { seconds: patience(rest.connection) },
  );
}

const open = new Set<(replies: readonly Reply[]) => void>();

function answer(request: string, send: (replies: string) => void): void {
  const parsed = JSON.parse(request) as LookupRequest;
  const reply = (replies: readonly Reply[]) => {
    // Once: a second reply would be taken for the answer to the next request.
    if (!open.delete(reply)) return;
    // Members in the order of the lock file: the first synth sees them as all later ones will.
    send(stableText(replies));
  };
  open.add(reply);
  const fail = (error: unknown) => parsed.questions.map(() => ({ failed: explain(error) }));
  read(parsed).catch(fail).then(reply);
}

const { port: line, flag } = workerData as Line;
line.on("message", (request: string) =>
  answer(request, (replies) => {
    line.postMessage(replies);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  }),
);

parentPort?.on("message", ({ request, port }: Letter) => answer(request, (replies) => port.postMessage(replies)));

// The waiting thread sleeps and would not see this one end.
process.on("uncaughtException", (error) => {
  for (const reply of open) reply([{ failed: explain(error) }]);
});
