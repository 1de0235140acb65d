import type { ServeConfiguration } from '../../config/index.js';
import type { Addresses } from '../../server/create-server.js';
import type { Carrier } from '../../facts/recorder.js';

/** Whether two servers listen at the same addresses. */
export function isSamePlace(one: Addresses, other: Addresses): boolean {
  const carriers = new Set([...Object.keys(one), ...Object.keys(other)] as Carrier[]);
  return [...carriers].every(
    (carrier) => one[carrier]?.host === other[carrier]?.host && one[carrier]?.port === other[carrier]?.port,
  );
}

/** The configuration with the ports that became of its own. */
export function listeningAt(configuration: ServeConfiguration, addresses: Addresses): ServeConfiguration {
  const { listen, credssp, http, rpc } = configuration;
  const { smb, credssp: ofCredSsp, rpc: ofRpc } = addresses;
  const ofHttp = addresses.https ?? addresses.http;
  return {
    ...configuration,
    ...(listen && smb && { listen: { ...listen, port: smb.port } }),
    ...(credssp && ofCredSsp && { credssp: { ...credssp, port: ofCredSsp.port } }),
    ...(http && ofHttp && { http: { ...http, port: ofHttp.port } }),
    ...(rpc && ofRpc && { rpc: { ...rpc, port: ofRpc.port } }),
  };
}
