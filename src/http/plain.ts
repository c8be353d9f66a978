import { Problem } from "../schema/problem";
import { isLoopback } from "./loopback";

/** Throws Problem for a URL that would send secrets unencrypted to another machine, or that is not http or https. */
export function checkScheme(url: URL, allowPlainHttp: boolean): void {
  if (url.protocol === "https:") return;
  if (url.protocol === "http:" && (allowPlainHttp || isLoopback(url))) return;
  if (url.protocol !== "http:")
    throw new Problem("endpoint-unusable", {
      reason: `endpoint begins with ${url.protocol}// instead of https://.`,
      remedy: "Write https:// in endpoint.",
    });
  throw new Problem("plain-http", {
    reason: `The connection to ${url.origin} would not be encrypted: keys and data could be read on the way.`,
    remedy: "Write https:// in endpoint, or set allow_plain_http = true if the network on the way is trusted.",
    settings: ["allow_plain_http"],
  });
}
