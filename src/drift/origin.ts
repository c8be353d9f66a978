/**
 * An address as places have it, however somebody wrote it: a scheme and a slash at its end make no other place. Undefined: it is no
 * address.
 */
export function addressIn(written: string): string | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `https://${written}`;
  if (/\s/.test(written) || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === "https:" || protocol === "http:" ? href.replace(/\/*$/, "/") : undefined;
}
