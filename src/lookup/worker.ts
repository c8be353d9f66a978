// Reads platforms in a thread of its own, so that the synth's thread can sleep until the answer is there.
import { type MessagePort, parentPort } from "node:worker_threads";
import { explain, fetchAnswers } from "./fetch";
import type { Letter, LookupRequest, Reply } from "./request";

const open = new Map<MessagePort, (replies: readonly Reply[]) => void>();

parentPort?.on("message", ({ request, port, flag }: Letter) => {
  const parsed = JSON.parse(request) as LookupRequest;
  const reply = (replies: readonly Reply[]) => {
    open.delete(port);
    port.postMessage(JSON.stringify(replies));
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };
  open.set(port, reply);
  const fail = (error: unknown) => parsed.questions.map(() => ({ failed: explain(error) }));
  fetchAnswers(parsed).catch(fail).then(reply);
});

// Whoever waits sleeps and would not see this thread end.
process.on("uncaughtException", (error) => {
  for (const reply of open.values()) reply([{ failed: explain(error) }]);
});
