import assert from 'node:assert/strict';
import type { Step } from '../../../src/auth/mechanism.js';
import { decodeNegTokenInit, decodeNegTokenResp } from '../../../src/auth/spnego/index.js';
import { fakeMechanism, fakeMic, fakeTokens } from '../../support/fake-mechanism.js';
import { acceptorOf, answer, KERBEROS, NTLM, offer } from './support.js';

const first = offer([NTLM, KERBEROS], fakeTokens.hello);
const proof = answer({
  negState: 'accept-incomplete',
  responseToken: fakeTokens.proof,
  mechListMic: fakeMic('client', first.list),
});
const mic = answer({ negState: 'accept-completed', mechListMic: fakeMic('client', first.list) });

/** The last step of a login with these tokens; it ends early where one is refused. */
async function login(tokens: readonly Buffer[], expectsMechListMic = false): Promise<Step> {
  const { acceptor } = acceptorOf([fakeMechanism({ expectsMechListMic })]);
  let step: Step | undefined;
  for (const token of tokens) {
    step = await acceptor.step(token);
    if (step.kind !== 'continue') break;
  }
  assert.ok(step);
  return step;
}

/** Every change of one byte to another value, and every truncation. */
function* mutationsOf(token: Buffer): Generator<Buffer> {
  for (let at = 0; at < token.length; at++) {
    yield token.subarray(0, at);
    for (let change = 1; change < 256; change++) {
      const mutated = Buffer.from(token);
      mutated[at] = mutated[at]! ^ change;
      yield mutated;
    }
  }
}

describe('auth/spnego: each token of a good login, truncated and changed at every byte', () => {
  it('NegTokenInit is never accepted', async () => {
    for (const mutated of mutationsOf(first.token)) {
      const step = await login([mutated, proof]);
      assert.notEqual(step.kind, 'accepted', mutated.toString('hex'));
    }
  });

  it('NegTokenInit without a MIC after it: accepted only where the choice was the same', async () => {
    const bare = answer({ responseToken: fakeTokens.proof });
    for (const mutated of mutationsOf(first.token)) {
      const step = await login([mutated, bare]);
      if (step.kind !== 'accepted') continue;
      const init = decodeNegTokenInit(mutated);
      assert.equal(init.mechTypes[0]?.oid, NTLM);
      assert.deepEqual(init.mechToken, fakeTokens.hello);
    }
  });

  it('NegTokenResp is accepted only where it means the same', async () => {
    for (const mutated of mutationsOf(proof)) {
      const step = await login([first.token, mutated]);
      if (step.kind !== 'accepted') continue;
      const { responseToken, mechListMic } = decodeNegTokenResp(mutated);
      assert.deepEqual(responseToken, fakeTokens.proof);
      if (mechListMic !== undefined) assert.deepEqual(mechListMic, fakeMic('client', first.list));
    }
  });

  it('the NegTokenResp of a third leg is accepted only with the MIC', async () => {
    const bare = answer({ responseToken: fakeTokens.proof });
    for (const mutated of mutationsOf(mic)) {
      const step = await login([first.token, bare, mutated], true);
      if (step.kind !== 'accepted') continue;
      assert.deepEqual(decodeNegTokenResp(mutated).mechListMic, fakeMic('client', first.list));
    }
  });
});
