import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type {
  Acceptor,
  MessageSecurity,
  SecurityContext,
  Step,
  Surroundings,
} from '../../../src/auth/mechanism.js';
import { wireStatusOf } from '../../../src/auth/rejection.js';
import { alice } from './server-info.js';

/** The protection of one message, as the mechanism was told. */
export interface Protected {
  readonly message: Buffer;
  readonly around: Surroundings | undefined;
}

/**
 * Protection without cryptography whose signatures are 12 bytes, cover everything around a message, and count. Both
 * sides use the same.
 */
export class PlainSecurity implements MessageSecurity {
  readonly micLength = 12;
  readonly wrapSignatureLength = 12;
  /** Every message verified or decrypted here. */
  readonly received: Protected[] = [];
  #sent = 0;
  #taken = 0;

  getMic(message: Buffer, around?: Surroundings): Buffer {
    return signature(this.#sent++, message, around);
  }

  verifyMic(message: Buffer, mic: Buffer, around?: Surroundings): boolean {
    this.received.push({ message, around });
    return mic.equals(signature(this.#taken++, message, around));
  }

  wrap(message: Buffer, around?: Surroundings): { sealed: Buffer; signature: Buffer } {
    return { sealed: scramble(message), signature: this.getMic(message, around) };
  }

  unwrap(sealed: Buffer, mic: Buffer, around?: Surroundings): Buffer | undefined {
    const message = scramble(sealed);
    return this.verifyMic(message, mic, around) ? message : undefined;
  }
}

function scramble(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0x5a));
}

function signature(sequence: number, message: Buffer, around: Surroundings | undefined): Buffer {
  const hash = createHash('sha256').update(String(sequence));
  if (around) hash.update(around.before);
  hash.update(message);
  if (around) hash.update(around.after).update(String(around.sign));
  return hash.digest().subarray(0, 12);
}

export const hello = Buffer.from('hello');
export const challenge = Buffer.from('challenge');
export const proof = Buffer.from('proof');

/** A login of two legs: `hello`, answered with `challenge`, then `proof`. Anything else fails. */
export class ScriptedLogin implements Acceptor {
  readonly messages = new PlainSecurity();
  readonly received: Buffer[] = [];

  async step(token: Buffer): Promise<Step> {
    this.received.push(Buffer.from(token));
    if (this.received.length === 1 && token.equals(hello)) return { kind: 'continue', token: challenge };
    if (this.received.length === 2 && token.equals(proof))
      return { kind: 'accepted', context: this.#context() };
    return { kind: 'rejected', reason: 'wrong-password', status: wireStatusOf('wrong-password') };
  }

  #context(): SecurityContext {
    return {
      mechanism: 'SCRIPTED',
      identity: alice,
      sessionKey: Buffer.alloc(16),
      expectsMechListMic: false,
      mechListMic: () => assert.fail('not SPNEGO'),
      verifyMechListMic: () => assert.fail('not SPNEGO'),
      messageSecurity: () => this.messages,
    };
  }
}
