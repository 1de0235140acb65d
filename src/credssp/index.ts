export { FIRST_REQUEST_LIMIT } from './acceptor.js';
export type { NamedUser } from './compare-names.js';
export {
  createCredSspAcceptor,
  credSspAcceptor,
  type CredSspOptions,
  type CredSspPolicy,
} from './create-acceptor.js';
export { RequestAssembly } from './request-assembly.js';
export type { CredSspAcceptor, CredSspStep } from './step.js';
export { decodeTsRequest, encodeTsRequest, versionOfRequest } from './ts-request.js';
export { passwordVerifier, type PasswordVerdict, type VerifyPassword } from './verify-password.js';
export {
  answerNegotiation,
  encodeAuthorizationResult,
  encodeConnectionConfirm,
  type NegotiationAnswer,
} from './rdp/connection-confirm.js';
export { type ConnectionRequest, decodeConnectionRequest } from './rdp/connection-request.js';
export { TPKT_VERSION, tpktLength } from './rdp/tpkt.js';
