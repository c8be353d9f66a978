import { randomUUID } from "node:crypto";
import type { HttpRequest } from "../../http/http";
import { acs3Authorization, canonicalQuery, emptyBodyHash, rpcSignature } from "./signature";

/** The only two operations that can be called. */
export type Action = "QueryProduct" | "QueryProductList";

export type SignatureKind = "rpc" | "acs3";

const VERSION = "2018-01-20";

export interface Signer {
  readonly endpoint: URL;
  /** null where the endpoint was not derived from a region: then none is sent, as the official SDK never sends one */
  readonly regionId: string | null;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string | null;
  readonly signature: SignatureKind;
}

/** A request signed for this very moment, with a nonce that is used once. */
export function signedRequest(
  signer: Signer,
  action: Action,
  parameters: Readonly<Record<string, string>>,
): HttpRequest {
  const moment = { time: new Date().toISOString().replace(/\.\d+Z$/, "Z"), nonce: randomUUID() };
  return signer.signature === "acs3"
    ? acs3Request(signer, action, parameters, moment)
    : rpcRequest(signer, action, parameters, moment);
}

interface Moment {
  /** to the second, in UTC */
  readonly time: string;
  readonly nonce: string;
}

function rpcRequest(
  { endpoint, regionId, accessKeyId, accessKeySecret, securityToken }: Signer,
  action: Action,
  parameters: Readonly<Record<string, string>>,
  { time, nonce }: Moment,
): HttpRequest {
  const signed = {
    ...parameters,
    Action: action,
    Version: VERSION,
    Format: "JSON",
    AccessKeyId: accessKeyId,
    ...(securityToken === null ? {} : { SecurityToken: securityToken }),
    ...(regionId === null ? {} : { RegionId: regionId }),
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: nonce,
    Timestamp: time,
  };
  const Signature = rpcSignature({ method: "GET", parameters: signed, accessKeySecret });
  return {
    method: "GET",
    url: new URL(`${endpoint.origin}/?${canonicalQuery({ ...signed, Signature })}`),
    headers: { accept: "application/json" },
  };
}

function acs3Request(
  { endpoint, accessKeyId, accessKeySecret, securityToken }: Signer,
  action: Action,
  parameters: Readonly<Record<string, string>>,
  { time, nonce }: Moment,
): HttpRequest {
  const common = {
    "x-acs-action": action,
    "x-acs-version": VERSION,
    "x-acs-date": time,
    "x-acs-signature-nonce": nonce,
    "x-acs-content-sha256": emptyBodyHash,
    ...(securityToken === null ? {} : { "x-acs-accesskey-id": accessKeyId, "x-acs-security-token": securityToken }),
  };
  const headers = { ...common, host: endpoint.host };
  const authorization = acs3Authorization({ method: "GET", query: parameters, headers, accessKeyId, accessKeySecret });
  return {
    method: "GET",
    url: new URL(`${endpoint.origin}/?${canonicalQuery(parameters)}`),
    headers: { accept: "application/json", ...common, authorization },
  };
}
