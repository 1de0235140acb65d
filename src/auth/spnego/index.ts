export { createSpnegoAcceptor, MAX_LEGS, spnegoAcceptor, type SpnegoOptions } from './acceptor.js';
export { helloOf, negTokenInit2 } from './hello.js';
export { mechType, spnegoOid, type MechType } from './mech-type.js';
export { decodeNegTokenInit, encodeNegTokenInit, type NegTokenInit } from './neg-token-init.js';
export {
  decodeNegTokenResp,
  encodeNegTokenResp,
  type NegState,
  type NegTokenResp,
} from './neg-token-resp.js';
