export { encodeFault, encodeNak } from './answers.js';
export { AssociationGroups, type AssociationGroup } from './association-groups.js';
export type { StartLogin } from './association-security.js';
export { Association } from './association.js';
export type { CallInQuestion } from './call-dispatch.js';
export type { EndpointMap } from './epm/endpoint.js';
export { createEndpointMapper } from './epm/epm.js';
export { interfaceName } from './interface-names.js';
export type { LsaPolicy } from './lsarpc/lsa-policy.js';
export { createLsarpc } from './lsarpc/lsarpc.js';
export { createManagement } from './mgmt/mgmt.js';
export { AuthType, type Bind, decodeHeader, layoutOf, PduType } from './pdu/index.js';
export {
  createRpcPipe,
  type PduScript,
  type RpcPipe,
  type RpcPipeInstance,
  type RpcPipeOptions,
  type RpcPipeRead,
} from './rpc-pipe.js';
export {
  Stype,
  type ConnectionDescription,
  type OpenDescription,
  type ServerInfo,
  type SessionDescription,
  type ShareDescription,
} from './server-info.js';
export { createService, type CallContext, type Operation, type RpcService } from './service.js';
export { createSrvsvc } from './srvsvc/srvsvc.js';
export type { SyntaxId } from './syntax.js';
export { createWkssvc } from './wkssvc/wkssvc.js';
