import { createHash } from 'node:crypto';
import { type Identity, userIdentity } from '../../src/auth/identity.js';
import type {
  Acceptor,
  Mechanism,
  MechanismRefusal,
  SecurityContext,
  Step,
} from '../../src/auth/mechanism.js';
import { wireStatusOf } from '../../src/auth/rejection.js';

/** Tokens of the fake mechanism: `hello` is answered with `challenge`, `proof` is accepted, anything else refused. */
export const fakeTokens = {
  hello: Buffer.from('hello'),
  challenge: Buffer.from('challenge'),
  proof: Buffer.from('proof'),
  last: Buffer.from('last word'),
} as const;

export interface FakeMechanismOptions {
  readonly name?: string;
  readonly oids?: readonly [string, ...string[]];
  readonly kind?: Identity['kind'];
  readonly expectsMechListMic?: boolean;
  /** Accept on `hello` already, as Kerberos does. */
  readonly oneLeg?: boolean;
  /** Whether the acceptor has the last word. */
  readonly answersLast?: boolean;
  /** Recognises a first token that comes without SPNEGO. */
  readonly isBareToken?: (token: Buffer) => boolean;
  /** Policy leaves it out. */
  readonly refusal?: MechanismRefusal;
}

export interface FakeMechanism extends Mechanism {
  /** Every token any of its acceptors was given. */
  readonly received: Buffer[];
}

/** The MIC either side of the fake mechanism makes over a MechTypeList. */
export function fakeMic(side: 'client' | 'server', mechTypeList: Buffer): Buffer {
  return createHash('sha256').update(side).update(mechTypeList).digest().subarray(0, 16);
}

/** A mechanism without cryptography, so that what SPNEGO does with one can be tested alone. */
export function fakeMechanism(options: FakeMechanismOptions = {}): FakeMechanism {
  const received: Buffer[] = [];
  const name = options.name ?? 'FAKE';
  return {
    name,
    oids: options.oids ?? ['1.3.6.1.4.1.311.2.2.10'],
    received,
    createAcceptor: () => new FakeAcceptor(name, options, received),
    ...(options.isBareToken && { isBareToken: options.isBareToken }),
    ...(options.refusal && { refusal: options.refusal }),
  };
}

class FakeAcceptor implements Acceptor {
  #next: 'hello' | 'proof' | 'nothing' = 'hello';
  readonly #name: string;
  readonly #options: FakeMechanismOptions;
  readonly #received: Buffer[];

  constructor(name: string, options: FakeMechanismOptions, received: Buffer[]) {
    this.#name = name;
    this.#options = options;
    this.#received = received;
  }

  async step(token: Buffer): Promise<Step> {
    const expected = this.#next;
    this.#next = 'nothing';
    this.#received.push(Buffer.from(token));
    if (expected === 'nothing') return refused('out-of-sequence');
    if (!token.equals(fakeTokens[expected])) return refused('wrong-password');
    if (expected === 'hello' && this.#options.oneLeg !== true) {
      this.#next = 'proof';
      return { kind: 'continue', token: fakeTokens.challenge };
    }
    const context = fakeContext(this.#name, this.#options);
    return this.#options.answersLast === true
      ? { kind: 'accepted', context, token: fakeTokens.last }
      : { kind: 'accepted', context };
  }
}

function refused(reason: 'out-of-sequence' | 'wrong-password'): Step {
  return { kind: 'rejected', reason, status: wireStatusOf(reason) };
}

function fakeContext(mechanism: string, options: FakeMechanismOptions): SecurityContext {
  const kind = options.kind ?? 'user';
  return {
    mechanism,
    identity: { ...userIdentity({ account: 'alice', domain: 'TEST', sid: 'S-1-5-21-1-2-3-1000' }), kind },
    sessionKey: Buffer.alloc(16, 7),
    expectsMechListMic: options.expectsMechListMic ?? false,
    mechListMic: (mechTypes) => fakeMic('server', mechTypes),
    verifyMechListMic: (mechTypes, mic) => mic.equals(fakeMic('client', mechTypes)),
    messageSecurity: () => {
      throw new Error('the fake mechanism protects no messages');
    },
  };
}
