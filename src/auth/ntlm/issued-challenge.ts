import { encodeUtf16, fileTimeFromUnixMs, Writer } from '../../bytes/index.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ServerNames } from '../server-names.js';
import { AvId, type AvPair } from './av-pairs.js';
import { type ChallengeMessage, encodeChallengeMessage } from './challenge-message.js';
import { NegotiateFlags } from './negotiate-flags.js';

/** A CHALLENGE_MESSAGE that was sent, with the values that its answer is verified against. */
export interface IssuedChallenge {
  /**
   * The NEGOTIATE_MESSAGE it answers and the CHALLENGE_MESSAGE itself, as they were on the wire: the MIC covers both.
   */
  readonly rawNegotiate: Buffer;
  readonly rawChallenge: Buffer;
  readonly flags: number;
  /** 8 bytes. */
  readonly serverChallenge: Buffer;
  /** The AV pairs that the client must repeat. */
  readonly targetInfo: readonly AvPair[];
  /** Monotonic time of sending, in milliseconds. */
  readonly issuedAt: number;
  /** Whether a script chose the ServerChallenge: it may repeat, and with it each response but that of NTLMv2. */
  readonly repeatable: boolean;
}

/** Makes the CHALLENGE_MESSAGE for flags that were granted. */
export type ChallengeComposer = (flags: number) => ChallengeMessage;

/** Whether a server belongs to a domain; otherwise its own name is the authentication realm, as on smbd. */
export function isDomainJoined(names: ServerNames): boolean {
  return names.netbiosDomain !== '' && names.netbiosDomain !== names.netbiosName;
}

/** The product version that Samba tells, whatever its own is. */
const SAMBA_VERSION = '6.1.0';

/** NTLMSSP_REVISION_W2K3 ([MS-NLMP] 2.2.2.10). */
const REVISION = 15;

/** The 8-byte VERSION structure ([MS-NLMP] 2.2.2.10). */
function encodeVersion(version: string): Buffer {
  const [major = 0, minor = 0, build = 0] = version.split('.').map(Number);
  return new Writer(8).u8(major).u8(minor).u16(build).zero(3).u8(REVISION).finish();
}

/**
 * Composes the CHALLENGE_MESSAGEs of a server: TargetName, and all names that clients look for, in the order of
 * Windows. The timestamp is always included, because clients send no MIC without it.
 *
 * @param product `MAJOR.MINOR.BUILD`
 * @param mark the last byte of each challenge; undefined: it is random
 */
export function challengeComposer(
  names: ServerNames,
  runtime: Runtime,
  product: string = SAMBA_VERSION,
  mark?: number,
): ChallengeComposer {
  const version = encodeVersion(product);
  const realm = isDomainJoined(names) ? names.netbiosDomain : names.netbiosName;
  const namePairs = [
    namePair(AvId.MsvAvNbDomainName, realm),
    namePair(AvId.MsvAvNbComputerName, names.netbiosName),
    namePair(AvId.MsvAvDnsDomainName, names.dnsDomain || names.dnsName),
    namePair(AvId.MsvAvDnsComputerName, names.dnsName),
    ...(names.dnsTree ? [namePair(AvId.MsvAvDnsTreeName, names.dnsTree)] : []),
  ];

  return (negotiateFlags) => {
    const timestamp = Buffer.allocUnsafe(8);
    timestamp.writeBigUInt64LE(fileTimeFromUnixMs(runtime.now()));
    const timestampPair = { id: AvId.MsvAvTimestamp, value: timestamp };
    return {
      targetName: negotiateFlags & NegotiateFlags.REQUEST_TARGET ? realm : '',
      negotiateFlags,
      serverChallenge: mark === undefined ? runtime.randomBytes(8) : markedChallenge(runtime, mark),
      targetInfo: negotiateFlags & NegotiateFlags.TARGET_INFO ? [...namePairs, timestampPair] : undefined,
      version: negotiateFlags & NegotiateFlags.VERSION ? version : undefined,
    };
  };
}

function markedChallenge(runtime: Runtime, mark: number): Buffer {
  return Buffer.concat([runtime.randomBytes(7), Buffer.of(mark)]);
}

function namePair(id: number, text: string): AvPair {
  return { id, value: encodeUtf16(text) };
}

/** Encodes a CHALLENGE_MESSAGE and keeps the values that its answer is verified against. */
export function issueChallenge(
  rawNegotiate: Buffer,
  challenge: ChallengeMessage,
  { at, repeatable }: { readonly at: number; readonly repeatable: boolean },
): IssuedChallenge {
  return {
    // The bytes are a copy: a view would keep the whole frame in memory.
    rawNegotiate: Buffer.from(rawNegotiate),
    rawChallenge: encodeChallengeMessage(challenge),
    flags: challenge.negotiateFlags,
    serverChallenge: challenge.serverChallenge,
    targetInfo: challenge.targetInfo ?? [],
    issuedAt: at,
    repeatable,
  };
}
