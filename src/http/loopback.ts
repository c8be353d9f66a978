/** Whether a URL can only lead to this machine. */
export function isLoopback(url: URL): boolean {
  // `URL` has already turned every spelling of an IPv4 address (127.1, 0x7f000001) into four decimal numbers.
  const host = url.hostname.toLowerCase();
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
