/**
 * The SMB2 and SMB3 messages as bytes ([MS-SMB2] 2.2): pure functions that decode and encode requests and responses.
 * A message is a Buffer that begins at the SMB2 header; nothing here knows of sockets, sessions or keys. Decoders throw
 * {@link CodecError} and nothing else; encoders compute every offset, length and count themselves.
 */
export { CodecError, type CodecErrorCode, Writer } from '../bytes/index.js';

export { AccessMask } from '../constants/access-mask.js';
export {
  CompletionFilter,
  CreateAction,
  CreateDisposition,
  CreateOptions,
  FileAttributes,
  OplockLevel,
  ShareAccess,
  ShareType,
} from '../constants/smb2-flags.js';
export { decodeCancelRequest, encodeCancelRequest } from './cancel.js';
export {
  ChangeNotifyFlags,
  type ChangeNotifyRequest,
  type ChangeNotifyResponse,
  decodeChangeNotifyRequest,
  decodeChangeNotifyResponse,
  encodeChangeNotifyRequest,
  encodeChangeNotifyResponse,
} from './change-notify.js';
export {
  CloseFlags,
  type CloseRequest,
  type CloseResponse,
  decodeCloseRequest,
  decodeCloseResponse,
  encodeCloseRequest,
  encodeCloseResponse,
} from './close.js';
export { linkCompound, splitCompound } from './compound.js';
export {
  decodeAllocationSize,
  decodeLease,
  decodeMaximalAccessRequest,
  decodeMaximalAccessResponse,
  decodeOnDiskId,
  decodeTimewarpToken,
  encodeAllocationSize,
  encodeLease,
  encodeMaximalAccessRequest,
  encodeMaximalAccessResponse,
  encodeOnDiskId,
  encodeTimewarpToken,
  type Lease,
  LeaseFlags,
  LeaseState,
  type MaximalAccessResponse,
  type OnDiskId,
} from './create-context-data.js';
export {
  type CreateContext,
  CreateContextName,
  decodeCreateContexts,
  encodeCreateContexts,
} from './create-contexts.js';
export {
  type CreateRequest,
  type CreateResponse,
  CreateResponseFlags,
  decodeCreateRequest,
  decodeCreateResponse,
  encodeCreateRequest,
  encodeCreateResponse,
  ImpersonationLevel,
} from './create.js';
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
export { type FileId, NO_FILE_ID } from './file-id.js';
export { type FileSummary, type FileTimes, NO_FILE_SUMMARY } from './file-summary.js';
export {
  decodeFlushRequest,
  decodeFlushResponse,
  encodeFlushRequest,
  encodeFlushResponse,
  type FlushRequest,
} from './flush.js';
export {
  type Frame,
  frame,
  FRAME_PREFIX_LENGTH,
  FrameSplitter,
  FrameType,
  positiveSessionResponse,
} from './framing.js';
export {
  type CopyChunk,
  type CopyChunkRequest,
  type CopyChunkResponse,
  decodeCopyChunkRequest,
  decodeCopyChunkResponse,
  decodeResumeKey,
  encodeCopyChunkRequest,
  encodeCopyChunkResponse,
  encodeResumeKey,
} from './fsctl-copychunk.js';
export {
  decodeValidateNegotiateInfoRequest,
  decodeValidateNegotiateInfoResponse,
  encodeValidateNegotiateInfoRequest,
  encodeValidateNegotiateInfoResponse,
  type ValidateNegotiateInfoRequest,
  type ValidateNegotiateInfoResponse,
} from './fsctl-negotiate.js';
export {
  AddressFamily,
  decodeNetworkInterfaceInfo,
  encodeNetworkInterfaceInfo,
  NetworkInterfaceCapability,
  type NetworkInterfaceInfo,
} from './fsctl-network-interface.js';
export { decodePipeWaitRequest, encodePipeWaitRequest, type PipeWaitRequest } from './fsctl-pipe-wait.js';
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
  CtlCode,
  decodeIoctlRequest,
  decodeIoctlResponse,
  encodeIoctlRequest,
  encodeIoctlResponse,
  IoctlFlags,
  type IoctlRequest,
  type IoctlResponse,
} from './ioctl.js';
export {
  decodeLockRequest,
  decodeLockResponse,
  encodeLockRequest,
  encodeLockResponse,
  type LockElement,
  LockFlags,
  type LockRequest,
} from './lock.js';
export {
  decodeLogoffRequest,
  decodeLogoffResponse,
  encodeLogoffRequest,
  encodeLogoffResponse,
} from './logoff.js';
export { encodeMessage } from './message.js';
export {
  Cipher,
  CompressionAlgorithm,
  type CompressionCapabilities,
  CompressionFlags,
  decodeCompressionCapabilities,
  decodeEncryptionCapabilities,
  decodeNegotiateContexts,
  decodeNetname,
  decodePreauthIntegrityCapabilities,
  decodeRdmaTransformCapabilities,
  decodeSigningCapabilities,
  decodeTransportCapabilities,
  encodeCompressionCapabilities,
  encodeEncryptionCapabilities,
  encodeNegotiateContexts,
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
  decodeNegotiateRequest,
  decodeNegotiateResponse,
  encodeNegotiateRequest,
  encodeNegotiateResponse,
  type NegotiateRequest,
  type NegotiateResponse,
} from './negotiate.js';
export {
  decodeOplockBreakRequest,
  decodeOplockBreakResponse,
  encodeOplockBreakRequest,
  encodeOplockBreakResponse,
  type LeaseBreak,
  LeaseBreakFlags,
  type LeaseBreakNotification,
  type OplockBreak,
  type OplockBreakRequest,
  type OplockBreakResponse,
} from './oplock-break.js';
export { type OutputBuffer } from './output-buffer.js';
export {
  decodeQueryDirectoryRequest,
  decodeQueryDirectoryResponse,
  encodeQueryDirectoryRequest,
  encodeQueryDirectoryResponse,
  QueryDirectoryFlags,
  type QueryDirectoryRequest,
  type QueryDirectoryResponse,
} from './query-directory.js';
export {
  decodeQueryInfoRequest,
  decodeQueryInfoResponse,
  encodeQueryInfoRequest,
  encodeQueryInfoResponse,
  InfoType,
  type QueryInfoRequest,
  type QueryInfoResponse,
  SecurityInformation,
} from './query-info.js';
export {
  Channel,
  decodeReadRequest,
  decodeReadResponse,
  encodeReadRequest,
  encodeReadResponse,
  ReadFlags,
  type ReadRequest,
  type ReadResponse,
} from './read.js';
export {
  type Ace,
  AceFlags,
  AceType,
  type Acl,
  decodeSecurityDescriptor,
  encodeSecurityDescriptor,
  type SecurityDescriptor,
  SecurityDescriptorControl,
} from './security-descriptor.js';
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
  decodeSetInfoRequest,
  decodeSetInfoResponse,
  encodeSetInfoRequest,
  encodeSetInfoResponse,
  type SetInfoRequest,
} from './set-info.js';
export {
  decodeSmb1DialectIndex,
  decodeSmb1NegotiateRequest,
  encodeSmb1NegotiateRequest,
  encodeSmb1NegotiateResponse,
  isSmb1Response,
  NO_SMB1_DIALECT,
  Smb1Dialect,
  type Smb1NegotiateRequest,
  type Smb1NegotiateResponse,
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
export {
  decodeWriteRequest,
  decodeWriteResponse,
  encodeWriteRequest,
  encodeWriteResponse,
  WriteFlags,
  type WriteRequest,
  type WriteResponse,
} from './write.js';

export * as fscc from './fscc/index.js';
