import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { VerifyingStore } from '../../src/auth/account.js';
import type { LoginContext } from '../../src/auth/mechanism.js';
import {
  createNtlmAcceptor,
  createNtlmMechanism,
  type NtlmOptions,
} from '../../src/auth/ntlm/create-mechanism.js';
import { createSpnegoAcceptor, type SpnegoOptions } from '../../src/auth/spnego/index.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { NtlmClient, type NtlmClientOptions } from '../support/ntlm-client.js';
import { account, assertAccepted, policyWith, reasonOf, storeOf } from '../support/ntlm-login.js';

const channel = Buffer.from('tls-server-end-point:0123456789abcdef0123456789abcdef');

const optionsWith = (change: Partial<NtlmOptions> = {}): NtlmOptions => ({
  accounts: storeOf(account('User')),
  names: {
    netbiosName: 'SERVER',
    dnsName: 'server.example',
    netbiosDomain: 'SERVER',
    dnsDomain: 'example',
  },
  policy: policyWith(),
  runtime: new FixedRuntime(),
  ...change,
});

type Step = { step(token: Buffer): ReturnType<ReturnType<typeof createNtlmAcceptor>['step']> };

async function verdictOf(acceptor: Step, options: NtlmClientOptions = {}) {
  const client = new NtlmClient(options);
  const challenge = await acceptor.step(client.negotiateMessage);
  assert.ok(challenge.kind === 'continue');
  return acceptor.step(client.authenticate(challenge.token));
}

/** A login as a program describes it in a class. */
class OfClass implements Partial<LoginContext> {
  get channelBindings(): Buffer {
    return channel;
  }
}

class SpnegoOfClass extends OfClass implements SpnegoOptions {
  get mechanisms() {
    return [createNtlmMechanism(optionsWith())];
  }
}

describe('the context of a login that a program gives', () => {
  const acceptors = [
    ['createNtlmAcceptor', () => createNtlmAcceptor(optionsWith(), new OfClass())],
    ['createSpnegoAcceptor', () => createSpnegoAcceptor(new SpnegoOfClass())],
    [
      'createAcceptor of a mechanism',
      () =>
        createNtlmMechanism(optionsWith()).createAcceptor(
          Object.assign(new OfClass(), { report: () => {}, carrier: 'program' as const }),
        ),
    ],
  ] as const;
  for (const [title, create] of acceptors) {
    it(`of a class demands its channel, too: ${title}`, async () => {
      assert.equal(reasonOf(await verdictOf(create())), 'channel-binding-mismatch');
      assertAccepted(await verdictOf(create(), { channelBindings: channel }));
    });
  }

  it('demands the channel that it named at first', async () => {
    for (const later of [undefined, Buffer.alloc(0), Buffer.from('another')]) {
      let reads = 0;
      const acceptor = createNtlmMechanism(optionsWith()).createAcceptor({
        report: () => {},
        carrier: 'program',
        get channelBindings() {
          return reads++ === 0 ? channel : (later as Buffer);
        },
      });
      assert.equal(reasonOf(await verdictOf(acceptor)), 'channel-binding-mismatch');
    }
  });

  for (const [what, login, problem] of [
    ['a misspelt key', { channelBinding: channel }, 'login.channelBinding: unknown key'],
    ['a channel that is none', { channelBindings: undefined }, 'login.channelBindings: expected the bytes'],
    ['a promise of a context', Promise.resolve({ channelBindings: channel }), 'login: expected an object'],
    ['a signal that tells nobody', { signal: { aborted: false } }, 'login.signal: expected an AbortSignal'],
  ] as const) {
    it(`of createNtlmAcceptor is refused with ${what}`, () => {
      assert.throws(
        () => Reflect.apply(createNtlmAcceptor, undefined, [optionsWith(), login]),
        (error) => error instanceof ConfigurationError && error.message.includes(problem),
      );
    });
  }
});

describe('a store that verifies, and a signal of the program', () => {
  const careless: NtlmClientOptions = { mic: false };

  it('is not asked for a client that has left before', async () => {
    let asked = 0;
    const accounts: VerifyingStore = { verify: async () => (asked++, { refused: 'wrong-password' }) };
    const gone = new AbortController();
    const acceptor = createNtlmAcceptor(optionsWith({ accounts }), { signal: gone.signal });
    gone.abort();
    assert.equal(reasonOf(await verdictOf(acceptor, careless)), 'no-logon-server');
    assert.equal(asked, 0);
  });

  it('is waited for no longer, whatever it does with its question, and has not failed', async () => {
    const gone = new AbortController();
    const failures: unknown[] = [];
    const accounts: VerifyingStore = {
      verify: () => {
        gone.abort();
        return new Promise(() => {});
      },
    };
    const onStoreFailure = (error: unknown): void => void failures.push(error);
    const acceptor = createNtlmAcceptor(optionsWith({ accounts, onStoreFailure }), { signal: gone.signal });
    assert.equal(reasonOf(await verdictOf(acceptor, careless)), 'no-logon-server');
    assert.deepEqual(failures, []);
    assert.equal(getEventListeners(gone.signal, 'abort').length, 0);
  });
});
