/** The service quotes a request with a wrong signature: the quote has the key id, and the token of temporary keys. */
const quotedRequest = /(server\s+)?(string[\s-]*to[\s-]*sign|canonical[\s-]*request)[\s\S]*$/i;
/** Parameters that messages must not show, in a URL that is plain or percent-encoded once or twice. */
const quotedParameter =
  /\b(AccessKeyId|SecurityToken|Signature(?:Nonce)?|Credential|x-acs-(?:security-token|accesskey-id|signature-nonce))(=|%(?:25)*3D|:\s*)[^&\s"'<>,;]*/gi;

/** A message of the service without its quote of a request. */
export const withoutRequest = (text: string): string =>
  text.replace(quotedRequest, "(hidden)").replace(quotedParameter, "$1=(hidden)");
