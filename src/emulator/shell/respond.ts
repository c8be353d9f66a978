import type { EmulatedPlatform, Reply, WireRequest } from "./contract";
import type { Fault } from "./faults";
import { echoOf, spoiled } from "./spoiled";

const noRoute: Reply = {
  status: 404,
  body: '{"message":"no Route matched with those values"}',
  cause: "no such path",
};

const informational = (status: number | undefined): status is number => status != null && status < 200;

/** The reply to a request, or what a fault says instead. */
export function respond(
  platform: EmulatedPlatform | undefined,
  request: WireRequest,
  tooLong: boolean,
  fault: Fault = {},
): Reply {
  const { body, code, echo } = fault;
  const before = informational(fault.status) ? fault.status : undefined;
  const status = informational(fault.status) ? undefined : (fault.status ?? undefined);
  if (body != null) return { status: status ?? 200, body, type: "text/html;charset=UTF-8", cause: "fault" };
  if (echo && code == null) return { status: status ?? 200, body: echoOf(request), type: "text/plain", cause: "fault" };
  if (platform === undefined)
    return status === undefined ? spoiled(noRoute, fault) : { status, body: '{"message":"fault"}', cause: "fault" };
  if (status !== undefined) return { ...platform.gateway(request, status), cause: "fault" };
  if (code != null) {
    const message = echo ? echoOf(request) : fault.message;
    return { ...platform.failure(request, code, message), cause: "fault" };
  }
  if (tooLong) return { ...platform.gateway(request, 413), cause: "body too long" };
  const { stale, expireToken, list } = fault;
  const wrong = { stale: stale ?? false, expireToken: expireToken ?? false, list: list ?? undefined };
  return { ...spoiled(platform.respond(request, wrong), fault), ...(before !== undefined && { before }) };
}
