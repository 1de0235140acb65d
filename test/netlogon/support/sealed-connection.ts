import assert from 'node:assert/strict';
import type { ReceivedPdu } from '../../../src/rpc/pdu/index.js';
import { frame, type Frame } from './frame.js';
import { open, seal, sequenceOf } from './sealing.js';

/** The controller's side of the sealed connection: it insists on the next number and on every field. */
export class SealedConnection {
  readonly #signsHeaders: boolean;
  #sequence = 0;

  constructor(signsHeaders: boolean) {
    this.#signsHeaders = signsHeaders;
  }

  /** The stub of a request, in clear. */
  open(key: Buffer, { raw, layout, security }: ReceivedPdu): Buffer {
    const { bodyStart, trailerStart, padLength } = layout;
    const token = security?.token ?? Buffer.alloc(0);
    const { message, sequence, confounder } = open(key, raw.subarray(bodyStart, trailerStart), token);
    const around = {
      before: raw.subarray(0, bodyStart),
      after: raw.subarray(trailerStart, trailerStart + 8),
    };
    assert.deepEqual(sequence, sequenceOf(this.#sequence++, 'client'));
    const again = seal(message, { key, sequence, confounder, ...(this.#signsHeaders && around) });
    assert.deepEqual(again.signature, token);
    return message.subarray(0, message.length - padLength);
  }

  /** A whole response with a part of a stub. */
  seal(key: Buffer, plain: Omit<Frame, 'body'>, head: Buffer, part: Buffer): Buffer {
    const pad = (16 - (part.length % 16)) % 16;
    const message = Buffer.concat([part, Buffer.alloc(pad)]);
    const security = { token: Buffer.alloc(56), pad };
    const blank = frame({ ...plain, body: Buffer.concat([head, message]), security });
    const around = { before: blank.subarray(0, 24), after: blank.subarray(-64, -56) };
    const sequence = sequenceOf(this.#sequence++, 'server');
    const confounder = Buffer.alloc(8, 0xc0);
    const parts = { key, sequence, confounder, ...(this.#signsHeaders && around) };
    const { sealed, signature } = seal(message, parts);
    return Buffer.concat([around.before, sealed, around.after, signature]);
  }
}
