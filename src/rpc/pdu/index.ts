export {
  ContextResult,
  ProviderReason,
  RejectReason,
  type Bind,
  type BindAck,
  type ContextAnswer,
  type ContextElement,
} from './bind.js';
export { FaultStatus, type CallRequest, type CallResponse } from './call.js';
export { DREP, HEADER_LENGTH, PduType, PfcFlags, decodeHeader } from './header.js';
export { PduStream } from './pdu-stream.js';
export { decodePdu, encodePdu, type Pdu, type PduBody, type ReceivedPdu } from './pdu.js';
export {
  AuthLevel,
  AuthType,
  layoutOf,
  TRAILER_LENGTH,
  type PduLayout,
  type SecurityTrailer,
} from './security-trailer.js';
