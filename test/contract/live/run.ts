import { isDeepStrictEqual } from "node:util";
import { openHttp } from "../../../src/http/open";
import { type ConnectionSettings, connectionOptions } from "../../../src/platforms/connection";
import type { Platform } from "../../../src/platforms/platform";
import { presenter } from "../../../src/platforms/redact";
import { isProblem } from "../../../src/schema/problem";
import { version } from "../../../src/version";
import { type Facts, NotTried, type Observe, type Result } from "./check";
import { limitHttp } from "./limits";
import type { LivePlatform, Settings } from "./platform";

export interface Plan {
  readonly settings: Settings;
  readonly connection: ConnectionSettings;
  readonly edition: string;
  readonly productKeys: readonly string[];
  readonly maxRequests: number;
}

export interface Outcome {
  readonly results: readonly Result[];
  readonly requests: number;
}

/** Calm enough for any quota, where the environment says nothing. */
const REQUESTS_PER_SECOND = 5;

/** Tries everything on a platform, one after the other. Throws Problem where it cannot be read at all. */
export async function tryContract<Subject>(live: LivePlatform<Subject>, plan: Plan): Promise<Outcome> {
  const { settings, connection, edition, productKeys, maxRequests } = plan;
  const open = (more: Partial<ConnectionSettings>) =>
    openHttp(connectionOptions({ ...connection, ...more }, { userAgent: `cdktf-connect/${version} (live contract)` }));
  // One attempt: what a second one hides may be what is looked for.
  const requestsPerSecond = connection.requestsPerSecond ?? REQUESTS_PER_SECOND;
  const http = limitHttp(open({ maxAttempts: 1, requestsPerSecond }), maxRequests, live.isRead);
  const reference = open({ requestsPerSecond: null });
  try {
    const subject = await live.open({ settings, http, edition, productKeys });
    const imitation = await live.imitate(subject, edition);
    try {
      const imitated = { ...plan, settings: imitation.settings, http: reference };
      const results = await tryAll(live, subject, await live.open(imitated));
      return { results: results.map(withoutSecrets(secretsOf(live.platform, settings))), requests: http.sent() };
    } finally {
      await imitation.emulator.close();
    }
  } finally {
    await Promise.all([http.close(), reference.close()]);
  }
}

const secretsOf = (platform: Platform, settings: Settings): string[] =>
  Object.keys(platform.settings)
    .filter((name) => platform.settings[name].sensitive)
    .flatMap((name) => (settings[name] as string | null) ?? []);

/** Whatever a platform sends back, no text in a result shows a secret, or is long. */
function withoutSecrets(secrets: readonly string[]): (result: Result) => Result {
  const show = presenter(secrets);
  const shown = (_: string, value: unknown) => (typeof value === "string" ? show(value, 1000) : value);
  return (result) => JSON.parse(JSON.stringify(result), shown);
}

async function tryAll<Subject>(live: LivePlatform<Subject>, subject: Subject, imitated: Subject): Promise<Result[]> {
  const results: Result[] = [];
  for (const { id, what, observe, expected } of live.documented) {
    const facts = typeof expected === "function" ? expected(subject) : expected;
    results.push({ id, kind: "documented", what, ...(await compare(observe, subject, async () => facts)) });
  }
  for (const { id, what } of live.assumptions) {
    const tried = live.assumed[id] ?? "Nothing tries it yet.";
    const outcome =
      typeof tried === "string"
        ? ({ state: "not tried", why: tried } as const)
        : { why: tried.except, ...(await compare(tried.observe, subject, () => tried.observe(imitated))) };
    results.push({ id, kind: "assumed", what, ...outcome });
  }
  return results;
}

async function compare<Subject>(
  observe: Observe<Subject>,
  subject: Subject,
  expecting: () => Promise<Facts>,
): Promise<Pick<Result, "state" | "expected" | "found" | "why">> {
  try {
    const found = await observe(subject);
    const expected = await expecting();
    return { state: isDeepStrictEqual(found, expected) ? "held" : "not held", expected, found };
  } catch (error) {
    if (error instanceof NotTried) return { state: "not tried", why: error.message };
    if (!isProblem(error)) throw error;
    // An answer that our client cannot use is one, too.
    const { status, platformCode = null } = error.facts;
    if (status === undefined) return { state: "not tried", why: error.message };
    return { state: "not held", expected: await expecting(), found: { refused: error.code, status, platformCode } };
  }
}
