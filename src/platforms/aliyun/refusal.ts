import type { Refusal } from "../exchange";
import type { Action, SignatureKind } from "./request";
import type { ApiResponse } from "./response";

/** The parts of a request that explain a refusal. */
export interface Circumstances {
  readonly action: Action;
  /** host and port of the service */
  readonly host: string;
  readonly instanceId: string | null;
  readonly signature: SignatureKind;
  /** whether a security token goes with the keys */
  readonly temporary: boolean;
}

/** Codes as a pattern, and what they mean. */
export type Explanation = readonly [codes: RegExp, explain: (context: Circumstances, response: ApiResponse) => Refusal];

const setting = (argument: string, variable: string) => `${argument} (or CONNECT_ALIYUN_${variable})`;

export const keyId = `${setting("access_key_id", "ACCESS_KEY_ID")}, ALIBABA_CLOUD_ACCESS_KEY_ID or the profile`;
export const keySecret = `${setting("access_key_secret", "ACCESS_KEY_SECRET")}, ALIBABA_CLOUD_ACCESS_KEY_SECRET or the profile`;
export const region = setting("region", "REGION");
export const endpointOrRegion = `${setting("endpoint", "ENDPOINT")} or ${region}`;
export const instance = setting("instance_id", "INSTANCE_ID");
