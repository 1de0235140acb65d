export type { StartLogin } from './association-security.js';
export type { LsaPolicy } from './lsarpc/lsa-policy.js';
export { createLsarpc } from './lsarpc/lsarpc.js';
export { AuthType } from './pdu/index.js';
export {
  createRpcPipe,
  type RpcPipe,
  type RpcPipeInstance,
  type RpcPipeOptions,
  type RpcPipeRead,
} from './rpc-pipe.js';
export { Stype, type ServerInfo, type SessionDescription, type ShareDescription } from './server-info.js';
export { createService, type CallContext, type Operation, type RpcService } from './service.js';
export { createSrvsvc } from './srvsvc/srvsvc.js';
export type { SyntaxId } from './syntax.js';
export { createWkssvc } from './wkssvc/wkssvc.js';
