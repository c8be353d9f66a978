import type { Assumption } from "../../../src/emulator/shell/assumptions";
import type { Emulator } from "../../../src/emulator/shell/serve";
import type { Http, HttpRequest } from "../../../src/http/http";
import type { Platform } from "../../../src/platforms/platform";
import type { Assumed, Documented } from "./check";

export type Settings = Readonly<Record<string, unknown>>;

/** What the live contract has to know of one platform. */
export interface LivePlatform<Subject> {
  readonly platform: Platform;
  /** the emulator's editions or flavours */
  readonly editions: readonly string[];
  /** which of them settings lead to, where nobody says */
  readonly editionOf: (settings: Settings) => string;
  readonly isRead: (request: HttpRequest) => boolean;
  /** Reads the chosen products. Throws explained errors where they cannot be read. */
  readonly open: (opening: Opening) => Promise<Subject>;
  /** An emulator that has the products of a subject and keys of its own, and the settings that lead there. */
  readonly imitate: (
    subject: Subject,
    edition: string,
  ) => Promise<{ readonly emulator: Emulator; readonly settings: Settings }>;
  readonly documented: readonly Documented<Subject>[];
  readonly assumptions: readonly Assumption[];
  readonly assumed: Assumed<Subject>;
}

export interface Opening {
  readonly settings: Settings;
  readonly http: Http;
  readonly edition: string;
  readonly productKeys: readonly string[];
}
