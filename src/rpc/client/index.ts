export type { ClientSecurity } from './client-security.js';
export { EPM } from '../epm/epm.js';
export { decodeEptMap, encodeEptMap, EPT_MAP } from './ept-map.js';
export { RpcClient, type ClientEvent, type RpcClientOptions } from './rpc-client.js';
