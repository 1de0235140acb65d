import type { Leniency } from './difference.js';
import { decodeHeader, ProtocolId, protocolId } from '../smb2-codec/index.js';

/** Fields whose values a server chooses by itself, or that follow from such a choice. */
export const serverChoices: Leniency = new Set([
  'ServerGuid',
  'SystemTime',
  'ServerStartTime',
  'Salt',
  'SessionId',
  'TreeId',
  'AsyncId',
  'Signature',
  'Nonce',
  'ServerChallenge',
  'Timestamp',
  'MsvAvTimestamp',
  'mechListMIC',
  'Data',
  'SecurityBuffer',
  'Persistent',
  'Volatile',
  'CreationTime',
  'LastAccessTime',
  'LastWriteTime',
  'ChangeTime',
]);

/** Bytes from the start of a frame to the SessionId of its SMB2 header. */
const SESSION_ID_OFFSET = 4 + 40;

/** Puts the SessionIds that a server chose in the place of those that were recorded. */
export class Translation {
  readonly #sessions = new Map<bigint, bigint>();

  /** Takes an answer and the one at its place in the recording. */
  learn(_connection: number, recorded: Buffer | undefined, got: Buffer): void {
    const [old, there] = [recorded && sessionIdOf(recorded), sessionIdOf(got)];
    if (old !== undefined && there !== undefined && old !== 0n && there !== 0n)
      this.#sessions.set(old, there);
  }

  /** A chunk of the client with the other SessionId, if it begins with a frame; as it is otherwise. */
  request(_connection: number, bytes: Buffer): Buffer {
    const old = sessionIdOf(bytes.subarray(4));
    const there = old === undefined ? undefined : this.#sessions.get(old);
    if (there === undefined) return bytes;
    const changed = Buffer.from(bytes);
    changed.writeBigUInt64LE(there, SESSION_ID_OFFSET);
    return changed;
  }
}

function sessionIdOf(message: Buffer): bigint | undefined {
  if (protocolId(message) !== ProtocolId.SMB2 || message.length < 64) return undefined;
  return decodeHeader(message).sessionId;
}
