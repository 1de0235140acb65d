import { decode, encode } from '../../der/structure.js';
import type { ProtocolKey } from '../../krb5/encryption/index.js';
import { apRep, type EncApRepPart } from '../../krb5/messages/ap.js';
import type { CheckedRuntime } from '../../runtime/runtime.js';
import type { ApRepChange } from '../token-script.js';
import { encodeApRep } from './answers.js';
import type { NegotiatedKeys } from './negotiate-keys.js';

/** An AP-REP that goes out. */
export interface Reply {
  /** Its contents, as the client is told them. */
  readonly part: EncApRepPart;
  /** The message. */
  readonly message: Buffer;
}

/** The keys that an AP-REP is made with, and the source of its confounder. */
export interface ReplyKeys {
  /** The key in the ticket. */
  readonly sessionKey: ProtocolKey;
  readonly runtime: CheckedRuntime;
}

/** The AP-REP that the negotiated keys ask for. */
export function replyOf(part: EncApRepPart | undefined, keys: ReplyKeys): Reply | undefined {
  return part && { part, message: encodeApRep(part, keys.sessionKey, keys.runtime) };
}

/** Whether a client cannot read an AP-REP with this change, so that no key of it may be in use. */
export function isUnreadable(change: ApRepChange | undefined): boolean {
  return change === 'missing' || change === 'wrong' || change === 'other-key';
}

/** An AP-REP with the change of a script. */
export function alteredReply(
  change: ApRepChange,
  { ctime, cusec }: Pick<EncApRepPart, 'ctime' | 'cusec'>,
  { reply, ownSequence }: Pick<NegotiatedKeys, 'reply' | 'ownSequence'>,
  keys: ReplyKeys,
): Reply | undefined {
  const { runtime, sessionKey } = keys;
  const { type } = sessionKey;
  const part = reply ?? { ctime, cusec, seqNumber: ownSequence };
  const otherKey = (): Buffer => runtime.randomBytes(type.keyLength);
  switch (change) {
    case 'missing':
      return undefined;
    case 'wrong':
      return { part, message: withOneBitChanged(encodeApRep(part, sessionKey, runtime)) };
    case 'other-key':
      return replyOf(part, { runtime, sessionKey: { type, key: otherKey() } });
    case 'other-time':
      return replyOf({ ...part, ctime: part.ctime + 1000 }, keys);
    case 'other-sequence':
      return replyOf({ ...part, seqNumber: (ownSequence ^ 1) >>> 0 }, keys);
    case 'other-subkey':
      return replyOf({ ...part, subkey: { keytype: type.etype, keyvalue: otherKey() } }, keys);
  }
}

/** The last bit is one of the checksum, or covered by it. */
function withOneBitChanged(reply: Buffer): Buffer {
  const { encPart } = decode(apRep, reply, 'AP-REP');
  const cipher = Buffer.from(encPart.cipher);
  cipher.writeUInt8(cipher.readUInt8(cipher.length - 1) ^ 1, cipher.length - 1);
  return encode(apRep, { encPart: { ...encPart, cipher } });
}
