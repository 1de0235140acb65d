export {
  alteredNegTokenInit2,
  createSpnegoAcceptor,
  negTokenInit2,
  spnegoAcceptor,
  type SpnegoOptions,
} from './acceptor.js';
export { mechType, spnegoOid, type MechType } from './mech-type.js';
export { decodeNegTokenInit, encodeNegTokenInit, type NegTokenInit } from './neg-token-init.js';
export {
  decodeNegTokenResp,
  encodeNegTokenResp,
  type NegState,
  type NegTokenResp,
} from './neg-token-resp.js';
