import { presentable } from "../redact";

/** What the service quotes of a request it finds badly signed: it holds the key id, and the token of temporary keys. */
const quotedRequest = /(server\s+)?(string[\s-]*to[\s-]*sign|canonical[\s-]*request)[\s\S]*$/i;
/** Parameters nobody else should see, in a URL as it is or percent-encoded once or twice. */
const quotedParameter =
  /\b(AccessKeyId|SecurityToken|Signature(?:Nonce)?|Credential|x-acs-(?:security-token|accesskey-id|signature-nonce))(=|%(?:25)*3D|:\s*)[^&\s"'<>,;]*/gi;

/** Makes a message of the service fit for ours: nothing of the request it may quote, no secret in any spelling. */
export const presentableMessage = (text: string, secrets: readonly string[], longest?: number): string =>
  presentable(
    text.replace(quotedRequest, "(hidden)").replace(quotedParameter, "$1=(hidden)"),
    secrets.flatMap((secret) => [secret, encodeURIComponent(secret), encodeURIComponent(encodeURIComponent(secret))]),
    longest,
  );
