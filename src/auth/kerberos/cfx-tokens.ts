import { equalInConstantTime } from '../../crypto/constant-time.js';
import { type EncryptionType, keyUsage, type UsageKeys } from '../../krb5/encryption/index.js';
import type { Surroundings } from '../mechanism.js';
import { clearBytes, type MessageTokens, type Place, type Side } from './message-tokens.js';

/** Flags of a token (RFC 4121 4.2.2). */
const Flag = { SENT_BY_ACCEPTOR: 1, SEALED: 2, ACCEPTOR_SUBKEY: 4 } as const;

const TOKEN_ID = { mic: 0x0404, wrap: 0x0504 } as const;
const HEADER_LENGTH = 16;
const FILLER = 0xff;

/** Extra count of a sealed token in DCE style: it must not be zero, and is one block ([MS-KILE] 3.4.5.4.1). */
const DCE_EXTRA_COUNT = 16;

/** The key of a context and how both sides use it. */
export interface CfxOptions {
  readonly type: EncryptionType;
  /** The acceptor's subkey, else the initiator's, else the ticket's session key: secret. */
  readonly key: Buffer;
  /** Whether it is the acceptor's subkey. */
  readonly acceptorSubkey: boolean;
  readonly dceStyle: boolean;
  readonly randomBytes: (length: number) => Buffer;
}

/** Per-message tokens of RFC 4121, for all encryption types but rc4-hmac. */
export class CfxTokens implements MessageTokens {
  readonly micLength: number;
  readonly wrapSignatureLength: number;
  readonly #options: CfxOptions;
  readonly #extraCount: number;
  readonly #keys = new Map<number, UsageKeys>();

  constructor(options: CfxOptions) {
    const { type, dceStyle } = options;
    this.#options = options;
    this.#extraCount = dceStyle ? DCE_EXTRA_COUNT : 0;
    this.micLength = HEADER_LENGTH + type.checksumLength;
    this.wrapSignatureLength = HEADER_LENGTH + this.#extraCount + HEADER_LENGTH + type.overhead;
  }

  mic(place: Place, message: readonly Buffer[]): Buffer {
    const header = this.#header(TOKEN_ID.mic, place, 0);
    header.fill(FILLER, 3, 8);
    return Buffer.concat([header, this.#signKeys(place.sender).checksum(...message, header)]);
  }

  verifiesMic(place: Place, message: readonly Buffer[], mic: Buffer): boolean {
    if (mic.length !== this.micLength) return false;
    const header = mic.subarray(0, HEADER_LENGTH);
    if (!this.#isExpected(header, TOKEN_ID.mic, place, 0)) return false;
    return this.#signKeys(place.sender).verifyChecksum(mic.subarray(HEADER_LENGTH), ...message, header);
  }

  wrap(place: Place, message: Buffer, around?: Surroundings): { sealed: Buffer; signature: Buffer } {
    const { type, randomBytes } = this.#options;
    const header = this.#header(TOKEN_ID.wrap, place, Flag.SEALED);
    header[3] = FILLER;
    header.writeUInt16BE(this.#extraCount, 4);
    const extra = Buffer.alloc(this.#extraCount, FILLER);
    const plain = Buffer.concat([message, extra, header]);
    const confounder = randomBytes(type.confounderLength);
    const cipher = this.#sealKeys(place.sender).encrypt(
      plain,
      confounder,
      clearBytes(message.length, around),
    );
    // The bytes behind the message go in front of it, so that the message stays where it is: 28 bytes with SHA-1. In
    // DCE style the extra count turns too, which the field does not say ([MS-KILE] 3.4.5.4.1).
    const end = type.confounderLength + message.length;
    header.writeUInt16BE(cipher.length - end - this.#extraCount, 6);
    return {
      signature: Buffer.concat([header, cipher.subarray(end), cipher.subarray(0, type.confounderLength)]),
      sealed: cipher.subarray(type.confounderLength, end),
    };
  }

  unwrap(place: Place, token: Buffer, around?: Surroundings): Buffer | undefined {
    const { type, dceStyle } = this.#options;
    const header = token.subarray(0, HEADER_LENGTH);
    if (header.length < HEADER_LENGTH) return undefined;
    if (!this.#isExpected(header, TOKEN_ID.wrap, place, Flag.SEALED)) return undefined;
    const extraCount = header.readUInt16BE(4);
    const body = token.subarray(HEADER_LENGTH);
    const length = body.length - type.overhead - extraCount - HEADER_LENGTH;
    if (length < 0) return undefined;
    const turned = (header.readUInt16BE(6) + (dceStyle ? extraCount : 0)) % body.length;
    const cipher = Buffer.concat([body.subarray(turned), body.subarray(0, turned)]);
    const plain = this.#sealKeys(place.sender).decrypt(cipher, clearBytes(length, around));
    if (plain === undefined) return undefined;
    // The header in clear is protected by its copy alone; there the rotation is zero (RFC 4121 4.2.4). Without the
    // comparison a greater extra count would cut the message.
    const expected = Buffer.from(header).fill(0, 6, 8);
    const copy = Buffer.from(plain.subarray(length + extraCount)).fill(0, 6, 8);
    return equalInConstantTime(expected, copy) ? plain.subarray(0, length) : undefined;
  }

  #header(tokenId: number, { sender, sequence }: Place, sealed: number): Buffer {
    const header = Buffer.alloc(HEADER_LENGTH);
    header.writeUInt16BE(tokenId);
    header[2] = sealed | this.#flagsOf(sender);
    header.writeBigUInt64BE(sequence, 8);
    return header;
  }

  /** Flags that have no meaning are ignored (RFC 4121 4.2.2). */
  #isExpected(header: Buffer, tokenId: number, { sender, sequence }: Place, sealed: number): boolean {
    const known = Flag.SENT_BY_ACCEPTOR | Flag.SEALED | Flag.ACCEPTOR_SUBKEY;
    return (
      header.readUInt16BE() === tokenId &&
      (header.readUInt8(2) & known) === (sealed | this.#flagsOf(sender)) &&
      isNumber(header.readBigUInt64BE(8), sequence)
    );
  }

  #flagsOf(sender: Side): number {
    const subkey = this.#options.acceptorSubkey ? Flag.ACCEPTOR_SUBKEY : 0;
    return sender === 'acceptor' ? subkey | Flag.SENT_BY_ACCEPTOR : subkey;
  }

  #sealKeys(sender: Side): UsageKeys {
    return this.#keysOf(sender === 'acceptor' ? keyUsage.acceptorSeal : keyUsage.initiatorSeal);
  }

  #signKeys(sender: Side): UsageKeys {
    return this.#keysOf(sender === 'acceptor' ? keyUsage.acceptorSign : keyUsage.initiatorSign);
  }

  #keysOf(usage: number): UsageKeys {
    const known = this.#keys.get(usage);
    if (known !== undefined) return known;
    const { type, key } = this.#options;
    const derived = type.deriveKeys(key, usage);
    this.#keys.set(usage, derived);
    return derived;
  }
}

/** A peer that counts in 32 bits wraps where one that counts in 64 goes on: both are in sequence. */
function isNumber(received: bigint, expected: bigint): boolean {
  return received === expected || received === (expected & 0xffff_ffffn);
}
