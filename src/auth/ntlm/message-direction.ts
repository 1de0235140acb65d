import { crc32 } from 'node:zlib';
import { equalInConstantTime } from '../../crypto/constant-time.js';
import { hmacMd5, md5 } from '../../crypto/md5.js';
import { Rc4 } from '../../crypto/rc4.js';
import { NegotiateFlags } from './negotiate-flags.js';
import { sealKey, type Side, signKey } from './session-keys.js';

/** The keys and the running state of the messages that go in one direction ([MS-NLMP] 3.4.4). */
export interface MessageDirection {
  /** RC4 over the next bytes of the stream. */
  cipher(message: Buffer): Buffer;
  /** MAC of the next message: NTLMSSP_MESSAGE_SIGNATURE, 16 bytes. */
  mac(message: Buffer): Buffer;
  /** Whether a received signature equals the expected one; constant time. */
  matches(expected: Buffer, received: Buffer): boolean;
  /** Goes on to the next sequence number. */
  advance(): void;
}

/**
 * A fresh direction, its sequence number at 0.
 *
 * @param exportedKey ExportedSessionKey, 16 bytes
 * @param sender who sends these messages
 */
export function createDirection(negotiateFlags: number, exportedKey: Buffer, sender: Side): MessageDirection {
  const sealingKey = sealKey(negotiateFlags, exportedKey, sender);
  return directionWith(negotiateFlags, { exportedKey, sender, sealingKey, seqNum: 0 });
}

/**
 * The direction of one datagram: SealingKey' is made of its sequence number, so that datagrams may be lost or overtake
 * each other ([MS-NLMP] 3.4). It is good for this datagram alone.
 *
 * @param exportedKey ExportedSessionKey, 16 bytes
 * @param seqNum 32 bits, as the application chose it
 */
export function createDatagramDirection(
  negotiateFlags: number,
  exportedKey: Buffer,
  sender: Side,
  seqNum: number,
): MessageDirection {
  const number = Buffer.allocUnsafe(4);
  number.writeUInt32LE(seqNum);
  const sealingKey = md5(sealKey(negotiateFlags, exportedKey, sender), number);
  return directionWith(negotiateFlags, { exportedKey, sender, sealingKey, seqNum });
}

/** The beginning of a direction. */
interface DirectionStart {
  readonly exportedKey: Buffer;
  readonly sender: Side;
  readonly sealingKey: Buffer;
  readonly seqNum: number;
}

function directionWith(
  negotiateFlags: number,
  { exportedKey, sender, sealingKey, seqNum }: DirectionStart,
): MessageDirection {
  if ((negotiateFlags & NegotiateFlags.EXTENDED_SESSIONSECURITY) === 0) {
    return new PlainDirection(sealingKey, seqNum);
  }
  const keyExchange = (negotiateFlags & NegotiateFlags.KEY_EXCH) !== 0;
  return new ExtendedDirection({ signingKey: signKey(exportedKey, sender), sealingKey, keyExchange, seqNum });
}

/** With extended session security ([MS-NLMP] 3.4.4.2). */
class ExtendedDirection implements MessageDirection {
  readonly #signingKey: Buffer;
  readonly #handle: Rc4;
  readonly #keyExchange: boolean;
  #seqNum: number;

  constructor(start: { signingKey: Buffer; sealingKey: Buffer; keyExchange: boolean; seqNum: number }) {
    this.#signingKey = start.signingKey;
    this.#handle = new Rc4(start.sealingKey);
    this.#keyExchange = start.keyExchange;
    this.#seqNum = start.seqNum;
  }

  cipher(message: Buffer): Buffer {
    return this.#handle.update(message);
  }

  mac(message: Buffer): Buffer {
    const signature = Buffer.allocUnsafe(16);
    signature.writeUInt32LE(1, 0);
    signature.writeUInt32LE(this.#seqNum, 12);
    const checksum = hmacMd5(this.#signingKey, signature.subarray(12), message).subarray(0, 8);
    (this.#keyExchange ? this.#handle.update(checksum) : checksum).copy(signature, 4);
    return signature;
  }

  matches(expected: Buffer, received: Buffer): boolean {
    return equalInConstantTime(expected, received);
  }

  advance(): void {
    this.#seqNum = (this.#seqNum + 1) >>> 0;
  }
}

/** Without extended session security ([MS-NLMP] 3.4.4.1). */
class PlainDirection implements MessageDirection {
  readonly #handle: Rc4;
  #seqNum: number;

  constructor(sealingKey: Buffer, seqNum: number) {
    this.#handle = new Rc4(sealingKey);
    this.#seqNum = seqNum;
  }

  cipher(message: Buffer): Buffer {
    return this.#handle.update(message);
  }

  mac(message: Buffer): Buffer {
    const fields = Buffer.alloc(12);
    fields.writeUInt32LE(crc32(message), 4);
    const signature = Buffer.concat([Buffer.of(1, 0, 0, 0), this.#handle.update(fields)]);
    signature.writeUInt32LE((signature.readUInt32LE(12) ^ this.#seqNum) >>> 0, 12);
    return signature;
  }

  matches(expected: Buffer, received: Buffer): boolean {
    // RandomPad, bytes 4 to 7, is arbitrary and not compared.
    return (
      received.length === 16 &&
      equalInConstantTime(expected.subarray(0, 4), received.subarray(0, 4)) &&
      equalInConstantTime(expected.subarray(8), received.subarray(8))
    );
  }

  advance(): void {
    this.#seqNum = (this.#seqNum + 1) >>> 0;
  }
}

/**
 * Without extended session security, the MAC that the same key stream gives another text: the stream is exclusive-ored
 * with the CRC.
 */
export function plainMacOf(other: Buffer, { mac, text }: { mac: Buffer; text: Buffer }): Buffer {
  const result = Buffer.from(mac);
  result.writeUInt32LE((mac.readUInt32LE(8) ^ crc32(text) ^ crc32(other)) >>> 0, 8);
  return result;
}
