/** An address in the spelling of origins: a scheme and a slash at its end make no difference. Undefined for text that is not an address. */
export function addressIn(written: string): string | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `https://${written}`;
  if (/\s/.test(written) || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === "https:" || protocol === "http:" ? href.replace(/\/*$/, "/") : undefined;
}
