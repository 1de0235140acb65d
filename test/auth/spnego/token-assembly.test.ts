import assert from 'node:assert/strict';
import { fakeMechanism, fakeMic, fakeTokens } from '../../support/fake-mechanism.js';
import { KERBEROS, NTLM, acceptorOf, answer, ntlmssp, offer, rejected, said } from './support.js';

const { hello, proof } = fakeTokens;

describe('auth/spnego: [MS-SPNG] 3.1.5.9: fragmented tokens', () => {
  it('both tokens of a login in pieces of any size', async () => {
    const { token, list } = offer([NTLM], hello);
    const response = answer({ responseToken: proof, mechListMic: fakeMic('client', list) });
    for (const cut of [5, 10, 20]) {
      const { acceptor } = acceptorOf();
      assert.deepEqual(await acceptor.step(token.subarray(0, cut)), {
        kind: 'continue',
        token: Buffer.alloc(0),
      });
      assert.equal(said(await acceptor.step(token.subarray(cut)))['supportedMech'], NTLM);
      await acceptor.step(response.subarray(0, cut));
      assert.equal((await acceptor.step(response.subarray(cut))).kind, 'accepted');
    }
  });

  it('pieces are copied: the carrier may reuse its buffer', async () => {
    const { acceptor } = acceptorOf();
    const { token } = offer([NTLM], hello);
    const piece = Buffer.from(token.subarray(0, 9));
    await acceptor.step(piece);
    piece.fill(0);
    assert.equal(said(await acceptor.step(token.subarray(9)))['supportedMech'], NTLM);
  });

  const bad: readonly (readonly [string, (token: Buffer) => readonly Buffer[]])[] = [
    ['a first piece that ends inside the header', (token) => [token.subarray(0, 1)]],
    ['more than was declared', (token) => [token.subarray(0, 9), token]],
    ['what only looks like a header', () => [Buffer.from('garbage')]],
    ['64 KiB and more declared', () => [Buffer.from('608300ffff06', 'hex')]],
    ['64 KiB declared', () => [Buffer.from('6083010000ff', 'hex')]],
    ['4 GiB declared', () => [Buffer.from('6084ffffffff06', 'hex')]],
    ['more than 64 KiB in one piece', () => [Buffer.alloc(0x10001, 0x60)]],
  ];
  for (const [name, pieces] of bad) {
    it(`${name}: spnego-malformed`, async () => {
      const { acceptor } = acceptorOf();
      const steps = [];
      for (const piece of pieces(offer([NTLM], hello).token)) steps.push(await acceptor.step(piece));
      const final = steps.at(-1);
      assert.ok(final);
      rejected(final, 'spnego-malformed');
    });
  }

  it('no more than 64 KiB in all the tokens of one login', async () => {
    const { acceptor } = acceptorOf();
    const large = Buffer.alloc(0xfff0, 1);
    await acceptor.step(offer([KERBEROS, NTLM], large.subarray(0, 0xff00)).token);
    rejected(await acceptor.step(answer({ responseToken: large })), 'spnego-malformed');
  });

  it('no more than 64 KiB without SPNEGO either', async () => {
    const mechanism = fakeMechanism();
    const { acceptor } = acceptorOf([mechanism]);
    rejected(await acceptor.step(ntlmssp('x'.repeat(0x10000))), 'spnego-malformed');
    assert.deepEqual(mechanism.received, []);
  });

  it('no more than eight legs, whatever they hold', async () => {
    const { acceptor } = acceptorOf();
    const { token } = offer([NTLM], hello);
    await acceptor.step(token.subarray(0, 9));
    for (let leg = 2; leg <= 8; leg++) {
      assert.equal((await acceptor.step(Buffer.alloc(0))).kind, 'continue');
    }
    rejected(await acceptor.step(token.subarray(9)), 'out-of-sequence');
  });
});
