/** Host and port, as a URL has them: an address of IPv6 stands in brackets (RFC 3986 3.2.2). */
export function hostAndPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** An address that a client on this machine can connect to: that of loopback in place of all addresses. */
export function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
