import type { Carrier } from '../facts/recorder.js';

/** Protocols of RDP_NEG_REQ and RDP_NEG_RSP ([MS-RDPBCGR] 2.2.1.1.1, 2.2.1.2.1). */
const rdpProtocols = new Map<number, string>([
  [0x01, 'SSL'],
  [0x02, 'HYBRID'],
  [0x04, 'RDSTLS'],
  [0x08, 'HYBRID_EX'],
  [0x10, 'RDSAAD'],
]);

/** Codes of RDP_NEG_FAILURE ([MS-RDPBCGR] 2.2.1.2.2). */
const rdpFailures = new Map<number, string>([
  [1, 'SSL_REQUIRED_BY_SERVER'],
  [2, 'SSL_NOT_ALLOWED_BY_SERVER'],
  [3, 'SSL_CERT_NOT_ON_SERVER'],
  [4, 'INCONSISTENT_FLAGS'],
  [5, 'HYBRID_REQUIRED_BY_SERVER'],
  [6, 'SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER'],
]);

/** `HYBRID` for 2, `RDP` for 0. */
export function rdpProtocolLabel(protocol: number): string {
  return protocol === 0 ? 'RDP' : (rdpProtocols.get(protocol) ?? hex(protocol));
}

/** The names of the bits; `RDP` alone where there is none. */
export function rdpProtocolLabels(requested: number | undefined): string[] {
  if (requested === undefined || requested === 0) return ['RDP'];
  const known = [...rdpProtocols].filter(([bit]) => (requested & bit) !== 0);
  const rest = known.reduce((left, [bit]) => left & ~bit, requested) >>> 0;
  return [...known.map(([, name]) => name), ...(rest === 0 ? [] : [hex(rest)])];
}

/** `HYBRID_REQUIRED_BY_SERVER` for 5. */
export function rdpFailureLabel(code: number): string {
  return rdpFailures.get(code) ?? `failure ${hex(code)}`;
}

/** `TLS 1.3` for `TLSv1.3`. */
export function tlsLabel(protocol: string): string {
  return protocol.replace(/^TLSv/, 'TLS ');
}

/** The target of a request without its query, which may hold secrets. */
export function withoutQuery(target: string): string {
  const at = target.search(/[?#]/);
  return at < 0 ? target : `${target.slice(0, at)}?…`;
}

/** The protocol of a listener within a sentence. */
export const carrierLabels: Readonly<Record<Carrier, string>> = {
  smb: 'SMB',
  credssp: 'CredSSP',
  http: 'HTTP',
  https: 'HTTPS',
  rpc: 'RPC over TCP',
};

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}
