import { cancelled, wait } from "../../http/deadline";
import type { Http, HttpRequest } from "../../http/http";
import { MAX_BYTES } from "../border";
import { openPace } from "./pace";
import { refused } from "./refusals";
import { type Action, type Signer, signedRequest } from "./request";
import { type ApiResponse, readResponse } from "./response";
import { isThrottled, MAX_ATTEMPTS, pauseBefore, RETRY_WINDOW_MS } from "./throttling";

export interface ClientSettings extends Signer {
  readonly instanceId: string | null;
}

/** One read. Writes cannot be expressed. */
export interface Call {
  readonly action: Action;
  readonly parameters: Readonly<Record<string, string>>;
  /** the response has the product's secret in `withheld` */
  readonly withSecrets?: boolean;
  readonly purpose: string;
  readonly signal?: AbortSignal;
}

/** Sends signed requests to the service. */
export interface Client {
  /** The response to a call that succeeded. Throws Problem. */
  call(call: Call): Promise<ApiResponse>;
}

/** Sends nothing before the first call. */
export function openClient(settings: ClientSettings, http: Http): Client {
  const { endpoint, instanceId, accessKeyId, accessKeySecret, securityToken, signature } = settings;
  const pace = openPace();
  const instance: Readonly<Record<string, string>> = instanceId === null ? {} : { IotInstanceId: instanceId };

  const send = async ({ action, parameters, purpose, withSecrets, signal }: Call): Promise<ApiResponse> => {
    const proofs: string[] = [];
    const prepare = (): HttpRequest => {
      const request = signedRequest(settings, action, { ...parameters, ...instance });
      proofs.push(...proofsOf(request));
      return request;
    };
    const maxBytes = action === "QueryProduct" ? MAX_BYTES.product : MAX_BYTES.page;
    const response = await http.send(prepare, { purpose, signal, maxBytes });
    const credentials = [accessKeySecret, securityToken ?? ""];
    return readResponse(response, {
      purpose,
      credentials,
      secrets: [accessKeyId, ...credentials, ...proofs],
      withSecrets,
    });
  };

  return {
    async call(call) {
      const { action, purpose, signal } = call;
      const cancellable = (work: Promise<void>) => work.catch(() => Promise.reject(cancelled(purpose)));
      // Only the service's own time counts, not the wait for a turn.
      for (let tries = 1, attempts = 0, elapsedMs = 0; ; tries++) {
        await cancellable(pace.turn(call, signal));
        const response = await send(call);
        if (isThrottled(response)) pace.refused(call);
        else pace.passed(call);
        if (response.succeeded) return response;

        attempts += response.attempts ?? 1;
        elapsedMs += response.elapsedMs ?? 0;
        const pause = pauseBefore(response, tries);
        if (pause === undefined || attempts >= MAX_ATTEMPTS || elapsedMs + pause >= RETRY_WINDOW_MS)
          throw refused(
            { ...response, attempts, elapsedMs },
            { action, host: endpoint.host, instanceId, signature, temporary: securityToken !== null },
          );
        await cancellable(wait(pause, signal));
        elapsedMs += Math.round(pause);
      }
    },
  };
}

/** The signatures of a request, which messages must not show. */
const proofsOf = ({ url, headers }: HttpRequest): string[] => [
  url.searchParams.get("Signature") ?? "",
  /Signature=(\w+)/.exec(headers.authorization ?? "")?.[1] ?? "",
];
