import { type Writer } from '../bytes/index.js';
import { readEmptyBody, writeEmptyBody } from './empty-body.js';

/**
 * Checks an SMB2 TREE_DISCONNECT Request, which carries nothing ([MS-SMB2] 2.2.11).
 *
 * @throws CodecError if the message is too short or its StructureSize is wrong
 */
export function decodeTreeDisconnectRequest(message: Buffer): void {
  readEmptyBody(message, 'SMB2 TREE_DISCONNECT Request');
}

export function encodeTreeDisconnectRequest(w: Writer): void {
  writeEmptyBody(w);
}

/**
 * Checks an SMB2 TREE_DISCONNECT Response, which carries nothing ([MS-SMB2] 2.2.12).
 *
 * @throws CodecError if the message is too short or its StructureSize is wrong
 */
export function decodeTreeDisconnectResponse(message: Buffer): void {
  readEmptyBody(message, 'SMB2 TREE_DISCONNECT Response');
}

export function encodeTreeDisconnectResponse(w: Writer): void {
  writeEmptyBody(w);
}
