import { Problem } from "../schema/problem";
import { isLoopback } from "./loopback";

/** Throws Problem plain-http for a URL that would send secrets in the clear to another machine, or is not http at all. */
export function checkScheme(url: URL, allowPlainHttp: boolean): void {
  if (url.protocol === "https:") return;
  if (url.protocol === "http:" && (allowPlainHttp || isLoopback(url))) return;
  const plain = url.protocol === "http:";
  throw new Problem("plain-http", {
    reason: plain
      ? `${url.origin} would be spoken to without encryption: keys and answers could be read on the way.`
      : `endpoint begins with ${url.protocol}// and not with https://.`,
    remedy: plain
      ? "Write https:// in endpoint, or set allow_plain_http = true if the network in between is trusted."
      : "Write https:// in endpoint.",
    settings: plain ? ["allow_plain_http"] : [],
  });
}
