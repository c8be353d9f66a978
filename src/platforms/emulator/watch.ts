import type { EmulatedPlatform, WireRequest } from "./contract";
import type { JournalEntry } from "./journal";

/** One answered request, for people who look on. */
export interface Watched extends JournalEntry {
  /** null: the path is no platform's */
  readonly platform: string | null;
  /** a product key or a filter; without tokens, secrets or signatures, as everything here */
  readonly subject: string | null;
  /** from its first byte until its answer was sent */
  readonly ms: number;
}

/** What a request asks for, unless something in it must not be shown. */
export function subjectOf(
  platform: EmulatedPlatform | undefined,
  request: WireRequest,
  hides: (text: string) => boolean,
): string | null {
  const subject = platform?.subject(request) ?? null;
  if (subject === null) return null;
  return [subject, ...subject.split(/[\s'",()=]+/)].some(hides) ? "[hidden]" : subject;
}
