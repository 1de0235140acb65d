import { type Writer } from '../bytes/index.js';
import { readEmptyBody, writeEmptyBody } from './empty-body.js';

/**
 * Checks an SMB2 ECHO Request, which carries nothing ([MS-SMB2] 2.2.28).
 *
 * @throws CodecError if the message is too short or its StructureSize is wrong
 */
export function decodeEchoRequest(message: Buffer): void {
  readEmptyBody(message, 'SMB2 ECHO Request');
}

export function encodeEchoRequest(w: Writer): void {
  writeEmptyBody(w);
}

/**
 * Checks an SMB2 ECHO Response, which carries nothing ([MS-SMB2] 2.2.29).
 *
 * @throws CodecError if the message is too short or its StructureSize is wrong
 */
export function decodeEchoResponse(message: Buffer): void {
  readEmptyBody(message, 'SMB2 ECHO Response');
}

export function encodeEchoResponse(w: Writer): void {
  writeEmptyBody(w);
}
