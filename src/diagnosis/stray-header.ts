import type { Carrier, ConnectionInfo } from '../facts/recorder.js';

/** The option that names the balancers of a carrier. */
const options: Readonly<Record<Carrier, string>> = {
  smb: 'listen.proxyProtocol',
  credssp: 'credssp.proxyProtocol',
  http: 'http.proxyProtocol',
  https: 'http.proxyProtocol',
  rpc: 'rpc.proxyProtocol',
};

/** The option that would let a balancer send headers. */
export function proxyOptionOf(carrier: Carrier): string {
  return options[carrier];
}

/** Names a PROXY header where none belongs, as the object of a sentence. */
export function strayHeader({ carrier, via }: ConnectionInfo): string {
  return via === undefined
    ? `a PROXY header from an address that ${proxyOptionOf(carrier)} does not name`
    : 'a PROXY header behind that of the balancer';
}
