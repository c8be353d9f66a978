import { bugReport, laterOrSupport } from "../exchange";
import { type Explanation, endpointOrRegion, instance, keyId } from "./refusal";

/** Codes of the service (vendor's page "Error codes"; some are spelled Iot); the first pattern that fits counts. */
export const serviceCodes: readonly Explanation[] = [
  [
    /^(iot\.common\.(Ram|Auth)ActionPermissionDeny|Forbidden|NoPermission|NotAuthorized|AccessDenied)/i,
    ({ action }) => ({
      denied: true,
      stage: "read",
      code: "access-denied",
      reason: `The RAM user or role of the access key may not call ${action}.`,
      remedy: `Have the policy AliyunIOTReadOnlyAccess attached to it, or one of your own that allows iot:QueryProduct and iot:QueryProductList on resource "*".`,
    }),
  ],
  [
    /^iot\.\w+\.((Iot)?InstanceNotFound|InvalidIotInstanceId)\b/i,
    ({ instanceId, host }) => ({
      code: instanceId === null ? "instance-missing" : "instance-unknown",
      reason:
        instanceId === null
          ? `The service at ${host} requires an instance, and none is set.`
          : `The service at ${host} does not know instance ${instanceId} of this account.`,
      remedy: `Check ${instance} against the instance's ID on the overview page of the IoT console (omit it if the console shows none), and ${endpointOrRegion}: an instance belongs to one region.`,
    }),
  ],
  [
    /^iot\.system\.UidNotFound\b/i,
    ({ host }) => ({
      code: "account-rejected",
      reason: `The service at ${host} does not know the account of the access key: IoT Platform was never activated for it there.`,
      remedy: `Check ${endpointOrRegion}, and that the key belongs to the right account; otherwise have the service activated.`,
    }),
  ],
  [
    /^iot\.common\.InvalidTenant\b/i,
    () => ({
      code: "account-rejected",
      reason: "The service does not accept the account of the access key.",
      remedy: `Check ${keyId}, ${endpointOrRegion} and ${instance}.`,
    }),
  ],
  [
    /^iot\.system\.BillIsOverDue\b/i,
    () => ({
      code: "bill-overdue",
      reason: "The account has an overdue bill, and the service refuses calls until it is paid.",
      remedy: "Have it paid in the billing console.",
    }),
  ],
  [
    /^iot\.common\.APINotSupportedInInstance\b/i,
    ({ action }) => ({
      code: "instance-unsuitable",
      reason: `This kind of instance does not offer ${action}.`,
      remedy: `Check ${instance}.`,
    }),
  ],
  [
    /^iot\.(common|check|prod)\.(Invalid|Null)/i,
    ({ action }, { code }) => ({
      code: "request-rejected",
      reason: `A parameter of ${action} is missing or malformed (${code}).`,
      remedy: bugReport,
    }),
  ],
  [
    /^(iot\.system\.SystemException|iot\.\w+\.Query\w+ActionError|ServiceUnavailable|InternalError)\b/i,
    () => ({
      code: "platform-failed",
      reason: "The service reports an internal error.",
      remedy: laterOrSupport,
    }),
  ],
];
