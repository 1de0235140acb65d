/**
 * The SMB2 and SMB3 messages as bytes ([MS-SMB2] 2.2): pure functions that decode and encode requests and responses.
 * A message is a Buffer that begins at the SMB2 header; nothing here knows of sockets, sessions or keys. Decoders throw
 * {@link CodecError} and nothing else; encoders compute every offset, length and count themselves.
 */
export { CodecError, type CodecErrorCode } from '../bytes/index.js';

export { decodeCancelRequest, encodeCancelRequest } from './cancel.js';
export { linkCompound, splitCompound } from './compound.js';
export { Capabilities, Dialect, SecurityMode } from './dialect.js';
export { decodeEchoRequest, decodeEchoResponse, encodeEchoRequest, encodeEchoResponse } from './echo.js';
export {
  decodeErrorContexts,
  decodeErrorResponse,
  EMPTY_ERROR,
  encodeErrorResponse,
  type ErrorContext,
  ErrorId,
  type ErrorResponse,
  errorResponseOf,
} from './error-response.js';
export {
  type Frame,
  frame,
  FRAME_PREFIX_LENGTH,
  FrameSplitter,
  FrameType,
  positiveSessionResponse,
} from './framing.js';
export {
  channelSequence,
  Command,
  decodeHeader,
  encodeHeader,
  FLAGS_OFFSET,
  type Header,
  HEADER_LENGTH,
  type HeaderFields,
  HeaderFlags,
  NEXT_COMMAND_OFFSET,
  ProtocolId,
  protocolId,
  SIGNATURE_OFFSET,
} from './header.js';
export {
  decodeLogoffRequest,
  decodeLogoffResponse,
  encodeLogoffRequest,
  encodeLogoffResponse,
} from './logoff.js';
export { encodeMessage } from './message.js';
export {
  decodeNegotiateRequest,
  decodeNegotiateResponse,
  encodeNegotiateRequest,
  encodeNegotiateResponse,
  type NegotiateRequest,
  type NegotiateResponse,
} from './negotiate.js';
export {
  Cipher,
  CompressionAlgorithm,
  type CompressionCapabilities,
  CompressionFlags,
  decodeCompressionCapabilities,
  decodeEncryptionCapabilities,
  decodeNetname,
  decodePreauthIntegrityCapabilities,
  decodeRdmaTransformCapabilities,
  decodeSigningCapabilities,
  decodeTransportCapabilities,
  encodeCompressionCapabilities,
  encodeEncryptionCapabilities,
  encodeNetname,
  encodePreauthIntegrityCapabilities,
  encodeRdmaTransformCapabilities,
  encodeSigningCapabilities,
  encodeTransportCapabilities,
  HashAlgorithm,
  type NegotiateContext,
  NegotiateContextType,
  type PreauthIntegrityCapabilities,
  RdmaTransform,
  SigningAlgorithm,
  TransportCapabilities,
} from './negotiate-contexts.js';
export {
  decodeSessionSetupRequest,
  decodeSessionSetupResponse,
  encodeSessionSetupRequest,
  encodeSessionSetupResponse,
  SessionFlags,
  SessionSetupFlags,
  type SessionSetupRequest,
  type SessionSetupResponse,
} from './session-setup.js';
export {
  decodeSmb1NegotiateRequest,
  encodeSmb1NegotiateRequest,
  Smb1Dialect,
  type Smb1NegotiateRequest,
} from './smb1-negotiate.js';
export {
  decodeTransformHeader,
  encodeTransformHeader,
  TRANSFORM_HEADER_LENGTH,
  transformAad,
  TransformFlags,
  type TransformHeader,
} from './transform-header.js';
export {
  decodeTreeConnectRequest,
  decodeTreeConnectResponse,
  encodeTreeConnectRequest,
  encodeTreeConnectResponse,
  ShareCapabilities,
  ShareFlags,
  ShareType,
  TreeConnectFlags,
  type TreeConnectRequest,
  type TreeConnectResponse,
} from './tree-connect.js';
export {
  decodeTreeDisconnectRequest,
  decodeTreeDisconnectResponse,
  encodeTreeDisconnectRequest,
  encodeTreeDisconnectResponse,
} from './tree-disconnect.js';
