import { Reader, Writer } from '../../bytes/index.js';
import { type AvPair, decodeAvPairs, lengthOfAvPairs, writeAvPairs } from './av-pairs.js';
import {
  decodeText,
  encodeText,
  MessageType,
  payloadOf,
  readMessageHeader,
  readPayloadField,
  writeMessageHeader,
  writePayloadField,
} from './message-fields.js';
import { NegotiateFlags } from './negotiate-flags.js';

/** CHALLENGE_MESSAGE ([MS-NLMP] 2.2.1.2). */
export interface ChallengeMessage {
  /** The server's authentication realm, in the negotiated character set. */
  readonly targetName: string;
  readonly negotiateFlags: number;
  /** 8 bytes. */
  readonly serverChallenge: Buffer;
  /** The AV pairs without the final MsvAvEOL, always in Unicode; undefined unless TARGET_INFO is set. */
  readonly targetInfo: readonly AvPair[] | undefined;
  /** The 8-byte VERSION structure, when the VERSION flag is set. */
  readonly version: Buffer | undefined;
}

const structure = 'CHALLENGE_MESSAGE';
const fixedLength = 48;
const lengthWithVersion = 56;

export function decodeChallengeMessage(message: Buffer): ChallengeMessage {
  const reader = new Reader(message, structure);
  readMessageHeader(reader, MessageType.CHALLENGE);
  const target = readPayloadField(reader, 'TargetName');
  const negotiateFlags = reader.u32('NegotiateFlags');
  const serverChallenge = reader.bytes(8, 'ServerChallenge');
  reader.skip(8, 'Reserved');
  const info = readPayloadField(reader, 'TargetInfo');

  const unicode = (negotiateFlags & NegotiateFlags.UNICODE) !== 0;
  const targetName = payloadOf(reader, target, 'TargetName', fixedLength);
  const targetInfo = payloadOf(reader, info, 'TargetInfo', fixedLength);
  const hasVersion = (negotiateFlags & NegotiateFlags.VERSION) !== 0 && message.length >= lengthWithVersion;
  const hasTargetInfo = (negotiateFlags & NegotiateFlags.TARGET_INFO) !== 0;
  return {
    targetName: decodeText(targetName, unicode, structure, 'TargetName'),
    negotiateFlags,
    serverChallenge,
    targetInfo: hasTargetInfo ? decodeAvPairs(targetInfo, structure) : undefined,
    version: hasVersion ? reader.bytes(8, 'Version') : undefined,
  };
}

/** Encodes a CHALLENGE_MESSAGE; room for Version is always left, zero when there is none. */
export function encodeChallengeMessage(message: ChallengeMessage): Buffer {
  const { negotiateFlags, serverChallenge, targetInfo, version } = message;
  const unicode = (negotiateFlags & NegotiateFlags.UNICODE) !== 0;
  const target = encodeText(message.targetName, unicode);
  const infoOffset = lengthWithVersion + target.length;
  const infoLength = targetInfo === undefined ? 0 : lengthOfAvPairs(targetInfo);

  const writer = new Writer(infoOffset + infoLength);
  writeMessageHeader(writer, MessageType.CHALLENGE);
  writePayloadField(writer, { length: target.length, offset: lengthWithVersion });
  writer.u32(negotiateFlags).bytes(serverChallenge).zero(8);
  writePayloadField(writer, { length: infoLength, offset: targetInfo === undefined ? 0 : infoOffset });
  if (version === undefined) writer.zero(8);
  else writer.bytes(version);
  writer.bytes(target);
  if (targetInfo !== undefined) writeAvPairs(writer, targetInfo);
  return writer.finish();
}
