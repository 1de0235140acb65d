import { type Writer } from '../bytes/index.js';
import { readEmptyBody, writeEmptyBody } from './empty-body.js';

/**
 * Checks an SMB2 CANCEL Request, which carries nothing ([MS-SMB2] 2.2.30).
 *
 * @throws CodecError if the message is too short or its StructureSize is wrong
 */
export function decodeCancelRequest(message: Buffer): void {
  readEmptyBody(message, 'SMB2 CANCEL Request');
}

export function encodeCancelRequest(w: Writer): void {
  writeEmptyBody(w);
}
