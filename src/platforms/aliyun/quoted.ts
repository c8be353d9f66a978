/** What the service quotes of a request it finds badly signed: it holds the key id, and the token of temporary keys. */
const quotedRequest = /(server\s+)?(string[\s-]*to[\s-]*sign|canonical[\s-]*request)[\s\S]*$/i;
/** Parameters nobody else should see, in a URL as it is or percent-encoded once or twice. */
const quotedParameter =
  /\b(AccessKeyId|SecurityToken|Signature(?:Nonce)?|Credential|x-acs-(?:security-token|accesskey-id|signature-nonce))(=|%(?:25)*3D|:\s*)[^&\s"'<>,;]*/gi;

/** A message of the service without what it quotes of a request that it finds badly signed. */
export const withoutRequest = (text: string): string =>
  text.replace(quotedRequest, "(hidden)").replace(quotedParameter, "$1=(hidden)");
