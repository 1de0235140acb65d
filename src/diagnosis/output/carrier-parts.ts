import type { Carrier } from '../../facts/recorder.js';
import { quoted } from '../../text/printable.js';
import type { AttemptRecord } from '../attempt-record.js';
import { tlsLabel } from '../carrier-names.js';

/** `CredSSP 6 · RDP · TLS 1.3`, or `HTTP · TLS 1.3 · Negotiate` */
export function carrierParts(
  login: AttemptRecord['login'],
  { carrier }: AttemptRecord['connection'],
  tls: AttemptRecord['tls'],
): readonly (string | undefined)[] {
  const channel = tls && tlsLabel(tls.protocol);
  switch (carrier) {
    case 'smb':
      return [login?.carrier === 'pipe' ? `RPC on ${quoted(login.pipe)}` : undefined];
    case 'rpc':
      return ['RPC over TCP', login?.carrier === 'rpc' ? quoted(login.interface) : undefined];
    case 'credssp':
      return login?.carrier === 'credssp'
        ? [login.version > 0 ? `CredSSP ${login.version}` : 'CredSSP', login.rdp ? 'RDP' : undefined, channel]
        : ['CredSSP', channel];
    case 'http':
    case 'https': {
      const isLogin = login?.carrier === 'http' || login?.carrier === 'https';
      return [
        isLogin && login.proxy ? 'HTTP proxy' : 'HTTP',
        carrier === 'http' ? 'without TLS' : channel,
        isLogin ? login.scheme : undefined,
      ];
    }
  }
}

/** Whether a carrier is HTTP, with TLS or without. */
export function isHttp(carrier: Carrier): boolean {
  return carrier === 'http' || carrier === 'https';
}
