import { CodecError, Reader } from '../../bytes/index.js';
import { equalInConstantTime } from '../../crypto/constant-time.js';
import { hmacMd5 } from '../../crypto/md5.js';
import { rc4 } from '../../crypto/rc4.js';
import { der, readLength } from '../../der/der.js';
import { hmacMd5Checksum } from '../../krb5/encryption/index.js';
import type { Surroundings } from '../mechanism.js';
import { type MessageTokens, type Place, signedParts } from './message-tokens.js';

/** The first 8 bytes of a token: TOK_ID, SGN_ALG (HMAC), SEAL_ALG (RC4, or none) and filler (RFC 4757 7.2, 7.3). */
const MIC_HEADER = Buffer.from('01011100ffffffff', 'hex');
const WRAP_HEADER = Buffer.from('020111001000ffff', 'hex');

/** Message types of the checksums. RFC 4757 7.3 prints that of a MIC for both; all peers take that of its section 3. */
const MessageType = { WRAP: 13, MIC: 15 } as const;

/** 1.2.840.113554.1.2.2 in DER, the object identifier in front of every token (RFC 2743 3.1). */
const MECHANISM = Buffer.from('06092a864886f712010202', 'hex');
const FRAMING = 0x60;

const SEQUENCE_LENGTH = 8;
const CHECKSUM_LENGTH = 8;
const CONFOUNDER_LENGTH = 8;
const MIC_LENGTH = 8 + SEQUENCE_LENGTH + CHECKSUM_LENGTH;
const WRAP_LENGTH = MIC_LENGTH + CONFOUNDER_LENGTH;

/** Padding is to whole octets, and always there: one octet that says so (RFC 4757 7.3). */
const PADDING = Buffer.of(1);

const ZERO = Buffer.alloc(4);

/** Per-message tokens of RFC 4757, for rc4-hmac. Sequence numbers have 32 bits. */
export class Rc4Tokens implements MessageTokens {
  readonly micLength = 2 + MECHANISM.length + MIC_LENGTH;
  readonly wrapSignatureLength = 2 + MECHANISM.length + WRAP_LENGTH;
  readonly #key: Buffer;
  readonly #dceStyle: boolean;
  readonly #randomBytes: (length: number) => Buffer;

  /** @param key 16 bytes: secret */
  constructor(key: Buffer, dceStyle: boolean, randomBytes: (length: number) => Buffer) {
    this.#key = key;
    this.#dceStyle = dceStyle;
    this.#randomBytes = randomBytes;
  }

  mic(place: Place, message: readonly Buffer[]): Buffer {
    const checksum = this.#checksum(MessageType.MIC, [MIC_HEADER, ...message]);
    return framed(MIC_LENGTH, MIC_HEADER, this.#sequence(place, checksum), checksum);
  }

  verifiesMic(place: Place, message: readonly Buffer[], mic: Buffer): boolean {
    const token = unframed(mic);
    if (token?.content.length !== MIC_LENGTH || token.counted !== MIC_LENGTH) return false;
    const { header, sequence, checksum } = fieldsOf(token.content);
    return (
      header.equals(MIC_HEADER) &&
      equalInConstantTime(this.#checksum(MessageType.MIC, [header, ...message]), checksum) &&
      equalInConstantTime(this.#sequence(place, checksum), sequence)
    );
  }

  wrap(place: Place, message: Buffer, around?: Surroundings): { sealed: Buffer; signature: Buffer } {
    const confounder = this.#randomBytes(CONFOUNDER_LENGTH);
    // In DCE style the message stays as long as it is, and the framing does not count it ([MS-KILE] 3.4.5.4.1).
    const inPlace = this.#dceStyle || around !== undefined;
    const padded = inPlace ? message : Buffer.concat([message, PADDING]);
    const checksum = this.#wrapChecksum(confounder, padded, around);
    const cipher = this.#cipher(place, Buffer.concat([confounder, padded]));
    const signature = framed(
      WRAP_LENGTH + (inPlace ? 0 : padded.length),
      WRAP_HEADER,
      this.#sequence(place, checksum),
      checksum,
      cipher.subarray(0, CONFOUNDER_LENGTH),
    );
    return { signature, sealed: cipher.subarray(CONFOUNDER_LENGTH) };
  }

  unwrap(place: Place, received: Buffer, around?: Surroundings): Buffer | undefined {
    const token = unframed(received);
    if (token === undefined || token.content.length < WRAP_LENGTH) return undefined;
    // Padding makes a token that counts its message longer, also where the message is empty.
    const inPlace = token.counted === WRAP_LENGTH;
    if (!inPlace && token.counted !== token.content.length) return undefined;
    const { header, sequence, checksum } = fieldsOf(token.content);
    if (!header.equals(WRAP_HEADER)) return undefined;
    const plain = this.#cipher(place, token.content.subarray(MIC_LENGTH));
    const padded = plain.subarray(CONFOUNDER_LENGTH);
    const expected = this.#wrapChecksum(plain.subarray(0, CONFOUNDER_LENGTH), padded, around);
    if (!equalInConstantTime(expected, checksum)) return undefined;
    if (!equalInConstantTime(this.#sequence(place, checksum), sequence)) return undefined;
    if (inPlace) return padded;
    return padded.at(-1) === PADDING.length ? padded.subarray(0, -PADDING.length) : undefined;
  }

  #wrapChecksum(confounder: Buffer, padded: Buffer, around: Surroundings | undefined): Buffer {
    return this.#checksum(MessageType.WRAP, [WRAP_HEADER, confounder, ...signedParts(padded, around)]);
  }

  #checksum(messageType: number, parts: readonly Buffer[]): Buffer {
    return hmacMd5Checksum(this.#key, messageType, parts).subarray(0, CHECKSUM_LENGTH);
  }

  /** Encrypts or decrypts under a key that depends on the number. */
  #cipher({ sequence }: Place, bytes: Buffer): Buffer {
    const sealing = Buffer.from(this.#key.map((byte) => byte ^ 0xf0));
    return rc4(hmacMd5(hmacMd5(sealing, ZERO), number32(sequence)), bytes);
  }

  /** SND_SEQ: the number, big-endian, and the direction, under a key that depends on the checksum. */
  #sequence({ sender, sequence }: Place, checksum: Buffer): Buffer {
    const direction = Buffer.alloc(4, sender === 'acceptor' ? 0xff : 0);
    const plain = Buffer.concat([number32(sequence), direction]);
    return rc4(hmacMd5(hmacMd5(this.#key, ZERO), checksum), plain);
  }
}

function number32(sequence: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(Number(sequence & 0xffff_ffffn));
  return bytes;
}

function fieldsOf(content: Buffer): { header: Buffer; sequence: Buffer; checksum: Buffer } {
  return {
    header: content.subarray(0, 8),
    sequence: content.subarray(8, 16),
    checksum: content.subarray(16, 24),
  };
}

/** @param length bytes that the framing counts behind the object identifier */
function framed(length: number, ...content: readonly Buffer[]): Buffer {
  const header = der(FRAMING, MECHANISM, Buffer.alloc(length));
  return Buffer.concat([header.subarray(0, header.length - length), ...content]);
}

/**
 * The contents behind the object identifier, up to the end of the token, and how many bytes of them the framing counts;
 * undefined when the token has no framing of Kerberos'.
 */
function unframed(token: Buffer): { readonly content: Buffer; readonly counted: number } | undefined {
  if (token[0] !== FRAMING) return undefined;
  const from = new Reader(token, 'InitialContextToken', 1);
  try {
    const counted = readLength(from, 'length') - MECHANISM.length;
    if (!from.bytes(MECHANISM.length, 'thisMech').equals(MECHANISM)) return undefined;
    return { content: from.rest(), counted };
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}
