import { type Writer } from '../bytes/index.js';
import { readEmptyBody, writeEmptyBody } from './empty-body.js';

/**
 * Checks an SMB2 LOGOFF Request, which carries nothing ([MS-SMB2] 2.2.7).
 *
 * @throws CodecError if the message is too short or its StructureSize is wrong
 */
export function decodeLogoffRequest(message: Buffer): void {
  readEmptyBody(message, 'SMB2 LOGOFF Request');
}

export function encodeLogoffRequest(w: Writer): void {
  writeEmptyBody(w);
}

/**
 * Checks an SMB2 LOGOFF Response, which carries nothing ([MS-SMB2] 2.2.8).
 *
 * @throws CodecError if the message is too short or its StructureSize is wrong
 */
export function decodeLogoffResponse(message: Buffer): void {
  readEmptyBody(message, 'SMB2 LOGOFF Response');
}

export function encodeLogoffResponse(w: Writer): void {
  writeEmptyBody(w);
}
