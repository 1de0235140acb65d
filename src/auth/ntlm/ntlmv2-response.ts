import { CodecError, Reader, Writer } from '../../bytes/index.js';
import { type AvPair, decodeAvPairs, encodeAvPairs } from './av-pairs.js';

/** NTLMv2_CLIENT_CHALLENGE ([MS-NLMP] 2.2.2.7). */
export interface NtlmV2ClientChallenge {
  /** FILETIME. */
  readonly timeStamp: bigint;
  /** 8 bytes. */
  readonly challengeFromClient: Buffer;
  /** Without MsvAvEOL. */
  readonly avPairs: readonly AvPair[];
}

/** NTLMv2_RESPONSE ([MS-NLMP] 2.2.2.8). */
export interface NtlmV2Response {
  /** 16 bytes. */
  readonly ntProofStr: Buffer;
  /** The client challenge exactly as received, trailing bytes included: NTProofStr covers it. */
  readonly temp: Buffer;
  readonly clientChallenge: NtlmV2ClientChallenge;
}

const structure = 'NTLMv2_RESPONSE';

export function decodeNtlmV2Response(bytes: Buffer): NtlmV2Response {
  const reader = new Reader(bytes, structure);
  const ntProofStr = reader.bytes(16, 'Response');
  const temp = bytes.subarray(16);
  if (reader.u8('RespType') !== 1) throw new CodecError('bad-constant', structure, 'RespType', 16);
  if (reader.u8('HiRespType') !== 1) throw new CodecError('bad-constant', structure, 'HiRespType', 17);
  reader.skip(6, 'Reserved');
  const timeStamp = reader.u64('TimeStamp');
  const challengeFromClient = reader.bytes(8, 'ChallengeFromClient');
  reader.skip(4, 'Reserved3');
  const avPairs = decodeAvPairs(reader.rest(), structure);
  return { ntProofStr, temp, clientChallenge: { timeStamp, challengeFromClient, avPairs } };
}

/** Encodes `temp` of [MS-NLMP] 3.3.2, with the four zero bytes it has behind the list. */
export function encodeNtlmV2ClientChallenge(challenge: NtlmV2ClientChallenge): Buffer {
  return new Writer(256)
    .u8(1)
    .u8(1)
    .zero(6)
    .u64(challenge.timeStamp)
    .bytes(challenge.challengeFromClient)
    .zero(4)
    .bytes(encodeAvPairs(challenge.avPairs))
    .zero(4)
    .finish();
}
