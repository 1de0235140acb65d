import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import type { VerifyingStore } from '../../src/auth/account.js';
import type { LoginContext } from '../../src/auth/mechanism.js';
import type { ProofQuestion } from '../../src/auth/proof-question.js';
import { AuthLevel } from '../../src/rpc/pdu/index.js';
import { ToyClient } from '../auth/toy-mechanism/toy-client.js';
import { toyMechanism } from '../auth/toy-mechanism/toy-mechanism.js';
import { loginWithNtlm } from '../rpc/support/bind-logins.js';
import { ipcSession, rpcOverSmb } from '../rpc/support/pipe-over-smb.js';
import { serve } from '../session/support.js';
import { login } from '../support/smb-client-login.js';

/** A store that answers when its question is ended, with the error of a request that was given up. */
function patientStore() {
  let tell: (question: ProofQuestion) => void = () => {};
  const asked = new Promise<ProofQuestion>((resolve) => {
    tell = resolve;
  });
  const accounts: VerifyingStore = {
    timeoutSeconds: 3600,
    verify: (question) => {
      tell(question);
      return new Promise((_, reject) => {
        question.signal.addEventListener('abort', () => reject(question.signal.reason as Error));
      });
    },
  };
  return { accounts, asked };
}

describe('a store that is still asked when its client leaves', () => {
  it('is told so, of a login in SESSION_SETUP, and what it gives up is no failure', async () => {
    const { accounts, asked } = patientStore();
    await using server = await serve({ accounts });
    const client = await server.negotiated();
    const left = login(client).catch(() => {});
    const { signal } = await asked;
    assert.equal(signal.aborted, false);
    const told = once(signal, 'abort');
    client.close();
    await told;
    await left;
    const [record] = await server.records(1);
    assert.deepEqual([record?.verdict, record?.claimed?.user], ['unfinished', 'alice']);
    assert.deepEqual(server.internalErrors, []);
  });

  it('is told so, of a login in an RPC bind', async () => {
    const { accounts, asked } = patientStore();
    const contexts: LoginContext[] = [];
    await using server = await serve({
      accounts,
      authPolicy: { anonymous: 'ipc' },
      mechanisms: ({ ntlm }) => [
        {
          ...ntlm,
          createAcceptor: (context) => {
            contexts.push(context);
            return ntlm.createAcceptor(context);
          },
        },
      ],
    });
    const client = await server.negotiated();
    const { rpc } = await rpcOverSmb(await ipcSession(client));
    const left = loginWithNtlm(rpc, AuthLevel.CONNECT, { user: 'alice', password: 'secret' }).catch(() => {});
    const { signal } = await asked;
    assert.equal(signal.aborted, false);
    const { carrier, peer } = contexts.at(-1) ?? {};
    assert.deepEqual([carrier, peer?.address], ['pipe', '127.0.0.1']);
    const told = once(signal, 'abort');
    client.close();
    await told;
    await left;
    const record = (await server.records(2)).find(({ login: made }) => made?.carrier === 'pipe');
    assert.deepEqual([record?.verdict, record?.claimed?.user], ['unfinished', 'alice']);
    assert.deepEqual(server.internalErrors, []);
  });

  it('is told so when the server closes', async () => {
    const { accounts, asked } = patientStore();
    await using server = await serve({ accounts });
    const left = login(await server.negotiated()).catch(() => {});
    const { signal } = await asked;
    const told = once(signal, 'abort');
    await server.close();
    await told;
    await left;
    assert.equal(signal.aborted, true);
  });

  it('may be one of many on a connection, and the process is warned of no leak', async () => {
    const mechanism = toyMechanism();
    await using server = await serve({ mechanisms: [mechanism] });
    await new ToyClient(await server.negotiated()).ask();
    const { signal } = mechanism.logins[0] ?? {};
    assert.ok(signal);
    const warnings: Error[] = [];
    const listen = (warning: Error): number => warnings.push(warning);
    process.on('warning', listen);
    try {
      for (let count = 0; count < 64; count++) signal.addEventListener('abort', () => {});
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('warning', listen);
    }
    assert.deepEqual(warnings, []);
  });

  it('leaves nothing behind on a connection of many logins', async () => {
    const questions: ProofQuestion[] = [];
    const signals = new Set<AbortSignal>();
    const accounts: VerifyingStore = {
      verify: async (question) => {
        questions.push(question);
        return { refused: 'wrong-password' };
      },
    };
    await using server = await serve({
      accounts,
      mechanisms: ({ ntlm }) => [
        {
          ...ntlm,
          createAcceptor: (context) => {
            if (context.signal) signals.add(context.signal);
            return ntlm.createAcceptor(context);
          },
        },
      ],
    });
    const client = await server.negotiated();
    for (let count = 0; count < 20; count++) await login(client).catch(() => {});
    assert.equal(questions.length, 20);
    const [signal, ...others] = signals;
    assert.ok(signal);
    assert.deepEqual(others, []);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });
});
