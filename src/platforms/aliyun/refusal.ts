import type { Stage } from "../platform";
import type { Answer } from "./answer";
import type { Action, SignatureKind } from "./request";

/** What is told of a refusal beside the numbers. */
export interface Refusal {
  readonly summary: string;
  /** what happened, as whole sentences */
  readonly reason: string;
  /** what to do, as whole sentences */
  readonly remedy: string;
  readonly denied?: true;
  readonly stage?: Stage;
}

/** What was asked, as far as it explains a refusal. */
export interface Circumstances {
  readonly purpose: string;
  readonly action: Action;
  /** host and port of the service */
  readonly host: string;
  readonly instanceId: string | null;
  readonly signature: SignatureKind;
  /** whether a security token goes with the keys */
  readonly temporary: boolean;
}

/** Codes as a pattern, and what they mean. */
export type Explanation = readonly [codes: RegExp, explain: (asked: Circumstances, answer: Answer) => Refusal];

const setting = (argument: string, variable: string) => `${argument} (or CONNECT_ALIYUN_${variable})`;

export const keyId = `${setting("access_key_id", "ACCESS_KEY_ID")}, ALIBABA_CLOUD_ACCESS_KEY_ID or the profile`;
export const keySecret = `${setting("access_key_secret", "ACCESS_KEY_SECRET")}, ALIBABA_CLOUD_ACCESS_KEY_SECRET or the profile`;
export const region = setting("region", "REGION");
export const endpointOrRegion = `${setting("endpoint", "ENDPOINT")} or ${region}`;
export const instance = setting("instance_id", "INSTANCE_ID");
export const bugReport = "This is worth a bug report, with the numbers below.";
export const laterOrSupport = "Try again later; if it stays, ask the platform's support and quote the numbers below.";
