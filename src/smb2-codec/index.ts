/**
 * The SMB2 and SMB3 messages as bytes ([MS-SMB2] 2.2): pure functions that decode and encode requests and responses.
 * A message is a Buffer that begins at the SMB2 header; nothing here knows of sockets, sessions or keys.
 *
 * Decoders throw {@link CodecError} and nothing else. They give views of the message, not copies; they ignore unknown
 * flags and keep unknown values. Encoders compute every offset, length and count themselves. A number that is out of
 * the range of its field is a RangeError; a 32-bit mask may be negative, as JavaScript's bit operators make it.
 *
 * @example
 * ```ts
 * import {
 *   Command, decodeEchoRequest, decodeHeader, encodeEchoResponse, encodeMessage, frame, HeaderFlags,
 * } from 'smb2-auth-server/smb2-codec';
 *
 * // Decodes a request, and encodes the frame that answers it.
 * function answerEcho(message: Buffer): Buffer {
 *   const { command, messageId, sessionId } = decodeHeader(message);
 *   if (command !== Command.ECHO) throw new Error('not an ECHO');
 *   decodeEchoRequest(message);
 *   const response = { command, messageId, sessionId, credits: 1, flags: HeaderFlags.SERVER_TO_REDIR };
 *   return frame(encodeMessage(response, encodeEchoResponse));
 * }
 * ```
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

export * from './cancel.js';
export * from './change-notify.js';
export * from './close.js';
export * from './compound.js';
export * from './create-context-data.js';
export * from './create-contexts.js';
export * from './create.js';
export * from './dialect.js';
export * from './echo.js';
export * from './error-response.js';
export * from './flush.js';
export * from './framing.js';
export * from './fsctl-copychunk.js';
export * from './fsctl-negotiate.js';
export * from './fsctl-network-interface.js';
export * from './fsctl-pipe-wait.js';
export * from './header.js';
export * from './ioctl.js';
export * from './lock.js';
export * from './logoff.js';
export * from './negotiate-contexts.js';
export * from './negotiate.js';
export * from './oplock-break.js';
export * from './query-directory.js';
export * from './query-info.js';
export * from './read.js';
export * from './security-descriptor.js';
export * from './session-setup.js';
export * from './set-info.js';
export * from './smb1-negotiate.js';
export * from './transform-header.js';
export * from './tree-connect.js';
export * from './tree-disconnect.js';
export * from './write.js';

// The other functions of these files are for the codec itself.
export { type FileId, NO_FILE_ID } from './file-id.js';
export { type FileSummary, type FileTimes, NO_FILE_SUMMARY } from './file-summary.js';
export { encodeMessage } from './message.js';
export { type OutputBuffer } from './output-buffer.js';

export * as fscc from './fscc/index.js';
