import assert from 'node:assert/strict';
import type { Step } from '../../../src/auth/mechanism.js';
import { FixedRuntime } from '../../support/fixed-runtime.js';
import { NtlmClient, type NtlmClientOptions } from '../../support/ntlm-client.js';
import { account, NtlmServer, storeOf } from '../../support/ntlm-login.js';

/** The same challenge for every server, so that one good AUTHENTICATE is good for all. */
const random = Buffer.from('0123456789abcdef', 'hex');
const other = account('Vser', { password: 'other' });

function freshServer(): NtlmServer {
  return new NtlmServer({
    accounts: storeOf(account('User'), other),
    runtime: new FixedRuntime(random),
    policy: { ntlm: { v1: 'accept', lm: 'accept' }, anonymous: 'accept' },
  });
}

async function goodAuthenticate(client: NtlmClient): Promise<Buffer> {
  const step = await freshServer().acceptor().step(client.negotiateMessage);
  assert.ok(step.kind === 'continue');
  return client.authenticate(step.token);
}

async function answer(client: NtlmClient, authenticate: Buffer): Promise<Step> {
  const acceptor = freshServer().acceptor();
  await acceptor.step(client.negotiateMessage);
  return acceptor.step(authenticate);
}

function flip(message: Buffer, offset: number, bits: number): Buffer {
  const altered = Buffer.from(message);
  altered[offset]! ^= bits;
  return altered;
}

const kinds: readonly [string, NtlmClientOptions][] = [
  ['NTLMv2 with a MIC', {}],
  ['NTLMv2 without a MIC', { mic: false }],
  ['NTLMv1 with extended session security', { response: 'ntlmv1' }],
  ['LMv2', { response: 'lmv2' }],
];

describe('alterations of a good AUTHENTICATE_MESSAGE', () => {
  for (const [title, options] of kinds) {
    describe(title, () => {
      const client = new NtlmClient(options);

      it('is accepted unaltered', async () => {
        const step = await answer(client, await goodAuthenticate(client));
        assert.ok(step.kind === 'accepted' && step.context.identity.account === 'User');
      });

      it('cut anywhere is refused', async () => {
        const good = await goodAuthenticate(client);
        for (let length = 0; length < good.length; length++) {
          const step = await answer(client, good.subarray(0, length));
          assert.equal(step.kind, 'rejected', `cut to ${length} bytes`);
        }
      });

      it('with any byte changed is refused, or is the same login', async () => {
        const good = await goodAuthenticate(client);
        for (let offset = 0; offset < good.length; offset++) {
          for (const bits of [0x01, 0x20, 0x80, 0xff]) {
            const step = await answer(client, flip(good, offset, bits));
            if (step.kind !== 'accepted') continue;
            assert.equal(step.context.identity.account, 'User', `byte ${offset} ^ ${bits}`);
            assert.equal(title === 'NTLMv2 with a MIC', false, `byte ${offset} is not covered by the MIC`);
          }
        }
      });
    });
  }

  it('a changed byte of the NEGOTIATE or of the CHALLENGE is found by the MIC', async () => {
    const client = new NtlmClient();
    const good = await goodAuthenticate(client);
    for (let offset = 12; offset < client.negotiateMessage.length; offset++) {
      const acceptor = freshServer().acceptor();
      const step = await acceptor.step(flip(client.negotiateMessage, offset, 0x08));
      if (step.kind === 'continue')
        assert.equal((await acceptor.step(good)).kind, 'rejected', `byte ${offset}`);
    }

    const step = await freshServer().acceptor().step(client.negotiateMessage);
    assert.ok(step.kind === 'continue');
    for (let offset = 12; offset < step.token.length; offset++) {
      const deceived = new NtlmClient();
      const authenticate = authenticateOr(deceived, flip(step.token, offset, 0x01));
      if (authenticate)
        assert.equal((await answer(deceived, authenticate)).kind, 'rejected', `byte ${offset}`);
    }
  });

  it('no NEGOTIATE, cut anywhere, is an exception', async () => {
    const { negotiateMessage } = new NtlmClient();
    for (let length = 0; length < negotiateMessage.length; length++) {
      const { kind } = await freshServer().acceptor().step(negotiateMessage.subarray(0, length));
      // Behind the flags nothing is needed.
      assert.equal(kind, length < 16 ? 'rejected' : 'continue', `cut to ${length} bytes`);
    }
  });
});

/** The answer of a client that may notice that a CHALLENGE makes no sense. */
function authenticateOr(client: NtlmClient, challenge: Buffer): Buffer | undefined {
  try {
    return client.authenticate(challenge);
  } catch {
    return undefined;
  }
}
