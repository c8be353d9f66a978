import type { EmulatedPlatform, WireRequest } from "./contract";
import type { JournalEntry } from "./journal";

/** One finished request, to be shown live. */
export interface Watched extends JournalEntry {
  /** null: the path belongs to no platform */
  readonly platform: string | null;
  /** a product key or a filter; without tokens, secrets or signatures, as everything here */
  readonly subject: string | null;
  /** from its first byte until its response was sent */
  readonly ms: number;
}

/** The subject of a request, unless it contains something that must not be shown. */
export function subjectOf(
  platform: EmulatedPlatform | undefined,
  request: WireRequest,
  hides: (text: string) => boolean,
): string | null {
  const subject = platform?.subject(request) ?? null;
  if (subject === null) return null;
  return [subject, ...subject.split(/[\s'",()=]+/)].some(hides) ? "[hidden]" : subject;
}
