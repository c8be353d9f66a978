// Reads platforms in a thread of its own, so that the synth's thread can sleep until the answer is there.
import { parentPort, workerData } from "node:worker_threads";
import { explain, fetchAnswers } from "./fetch";
import type { Letter, Line, LookupRequest, Reply } from "./request";
import { stableText } from "./stable-text";

const open = new Set<(replies: readonly Reply[]) => void>();

function answer(request: string, send: (replies: string) => void): void {
  const parsed = JSON.parse(request) as LookupRequest;
  const reply = (replies: readonly Reply[]) => {
    // Once, or the next who sleeps would take the second for his.
    if (!open.delete(reply)) return;
    // Members in the order of the lock file: the first synth sees them as all later ones will.
    send(stableText(replies));
  };
  open.add(reply);
  const fail = (error: unknown) => parsed.questions.map(() => ({ failed: explain(error) }));
  fetchAnswers(parsed).catch(fail).then(reply);
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

// Whoever waits sleeps and would not see this thread end.
process.on("uncaughtException", (error) => {
  for (const reply of open) reply([{ failed: explain(error) }]);
});
