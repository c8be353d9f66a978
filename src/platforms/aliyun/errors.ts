import type { Explained } from "../../schema/error";
import type { Path } from "../../schema/path";
import type { Stage } from "../platform";

/** What the service said, as far as it may be shown. */
export interface Said {
  readonly status: number;
  /** `iot.prod.NotExistedProduct` of the service, `Throttling.User` of the gateway before it; null where there is none */
  readonly code: string | null;
  readonly msg: string | null;
  readonly requestId: string | null;
  readonly attempts?: number;
  readonly elapsedMs?: number;
}

export interface AliyunFacts {
  readonly summary: string;
  /** what happened, as whole sentences */
  readonly reason: string;
  /** what to do, as whole sentences; may be empty */
  readonly remedy: string;
  /** "get product a1BwAGV" */
  readonly purpose: string;
  readonly said?: Said;
  /** the platform was reached and does not let this caller read */
  readonly denied?: true;
  /** how far the read came, where it can be told */
  readonly stage?: Stage;
  /** the argument to blame */
  readonly path?: Path;
}

/** Aliyun IoT refused, cannot be asked this, or answered something that cannot be used. */
export class AliyunError extends Error implements Explained {
  readonly summary: string;
  readonly detail: string;
  /** the part of `detail` that says what to do */
  readonly remedy: string;
  readonly purpose: string;
  readonly status: number | null;
  readonly code: string | null;
  readonly msg: string | null;
  readonly requestId: string | null;
  readonly denied: boolean;
  readonly stage: Stage | undefined;
  readonly path?: Path;

  constructor({ summary, reason, remedy, purpose, said, path, denied, stage }: AliyunFacts) {
    super(reason);
    this.name = "AliyunError";
    this.summary = summary;
    this.remedy = remedy;
    this.purpose = purpose;
    this.status = said?.status ?? null;
    this.code = said?.code ?? null;
    this.msg = said?.msg ?? null;
    this.requestId = said?.requestId ?? null;
    this.denied = denied ?? false;
    this.stage = stage;
    if (path) this.path = path;
    this.detail = [`Could not ${purpose}. ${reason}`, remedy, said ? trail(said) : ""]
      .filter((part) => part !== "")
      .join(" ");
  }
}

/** `code iot.prod.NotExistedProduct, request 665AB7D2-…`: what support will ask for. */
export const reference = ({ code, requestId }: Pick<Said, "code" | "requestId">): string =>
  [code === null ? "" : `code ${code}`, requestId === null ? "" : `request ${requestId}`]
    .filter((part) => part !== "")
    .join(", ");

function trail(said: Said): string {
  const message = said.msg === null || said.msg === "" ? "" : `message ${JSON.stringify(said.msg)}`;
  const attempts =
    said.attempts !== undefined && said.attempts > 1 ? `${said.attempts} attempts in ${said.elapsedMs ?? 0} ms` : "";
  const parts = [`HTTP ${said.status}`, message, reference(said), attempts].filter((part) => part !== "");
  return `(Aliyun IoT: ${parts.join(", ")})`;
}
