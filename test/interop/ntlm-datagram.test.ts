import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountsInMemory } from '../../src/auth/memory-store.js';
import { createNtlmDatagramAcceptor } from '../../src/auth/ntlm/create-datagram.js';
import type { NtlmDatagramContext, NtlmDatagramStep } from '../../src/auth/ntlm/datagram-acceptor.js';
import { NegotiateFlags } from '../../src/auth/ntlm/negotiate-flags.js';
import { sealKey } from '../../src/auth/ntlm/session-keys.js';
import { defaultAuthPolicy } from '../../src/auth/policy.js';
import { rc4 } from '../../src/crypto/rc4.js';
import type { Fact } from '../../src/facts/fact.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { NtlmDatagramSecurity } from '../../src/auth/ntlm/datagram-security.js';
import { GssInitiator, requireGssNtlm } from '../support/gss-initiator.js';
import { python, requireImpacket } from '../support/impacket.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const names = {
  netbiosName: 'SERVER',
  dnsName: 'server.example',
  netbiosDomain: 'SERVER',
  dnsDomain: 'example',
};
const message = Buffer.from('MSFT 28.31');

describe('connectionless NTLM with gss-ntlmssp', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();

  before(async function () {
    await requireGssNtlm(this);
  });

  function initiator(password: string, ...options: readonly string[]): GssInitiator {
    const file = join(folder(), 'users');
    writeFileSync(file, `SERVER:alice:${password}\n`);
    return new GssInitiator(options, { ...process.env, NTLM_USER_FILE: file }, 'gss-datagram.py');
  }

  /** A login with channel bindings; what was found goes to `facts`. */
  async function login(client: GssInitiator, facts: Fact[] = []): Promise<NtlmDatagramStep> {
    const acceptor = createNtlmDatagramAcceptor(
      {
        accounts: accountsInMemory([{ name: 'alice', password: 'secret' }]),
        policy: defaultAuthPolicy,
        names,
        runtime: systemRuntime,
      },
      { report: (fact) => facts.push(fact), channelBindings: Buffer.from('udp:quotes') },
    );
    const first = acceptor.challenge();
    client.tell(first.kind === 'continue' ? first.token : assert.fail(first.kind));
    return acceptor.step(await client.hearToken());
  }

  async function contextOf(client: GssInitiator, facts: Fact[] = []): Promise<NtlmDatagramContext> {
    const step = await login(client, facts);
    return step.kind === 'accepted' ? step.context : assert.fail(JSON.stringify(step));
  }

  /** The initiator handles a message under a number. */
  async function call(
    client: GssInitiator,
    operation: 'getMic' | 'verifyMic' | 'wrap',
    seqNum: number,
    ...parts: readonly Buffer[]
  ): Promise<string> {
    client.say(JSON.stringify({ operation, seqNum, arguments: parts.map((part) => part.toString('hex')) }));
    const result: unknown = JSON.parse(await client.hear());
    return typeof result === 'string' ? result : JSON.stringify(result);
  }

  it('a login, and signatures both ways in any order', async () => {
    await using client = initiator('secret', 'bindings=udp:quotes');
    const context = await contextOf(client);
    assert.equal(context.identity.account, 'alice');
    const security = context.messageSecurity();
    assert.deepEqual([security.signs, security.seals], [true, true]);
    for (const seqNum of [0, 7, 3, 3, 0xffffffff, 1]) {
      const mic = Buffer.from(await call(client, 'getMic', seqNum, message), 'hex');
      assert.equal(security.verifyMic(message, mic, seqNum), true, `${seqNum}`);
      assert.equal(security.verifyMic(message, mic, 0x1234), false);
      const answer = security.getMic(message, seqNum);
      assert.equal(await call(client, 'verifyMic', seqNum, message, answer), 'verified', `${seqNum}`);
      const other = security.getMic(message, 0x1234);
      assert.equal(await call(client, 'verifyMic', seqNum, message, other), '{"error":"BadMICError"}');
    }
  });

  it('its MIC over CHALLENGE and AUTHENTICATE is right', async () => {
    await using client = initiator('secret', 'mic', 'bindings=udp:quotes');
    const facts: Fact[] = [];
    await contextOf(client, facts);
    assert.ok(
      facts.some((fact) => fact.kind === 'check' && fact.check === 'ntlm-mic' && fact.outcome === 'passed'),
    );
  });

  /**
   * gss-ntlmssp 1.2.0 puts the key of a message in place only when it has encrypted it (ntlm_seal), so that two
   * messages under one number differ, and lost ones cannot be deciphered: [MS-NLMP] 3.4 has it before.
   */
  it('a sealed message is signed as ours is; its first key stream is that of a connection', async () => {
    await using client = initiator('secret', 'bindings=udp:quotes');
    const context = await contextOf(client);
    const security = context.messageSecurity();
    const token = Buffer.from(await call(client, 'wrap', 5, message), 'hex');
    assert.equal(security.verifyMic(message, token.subarray(0, 16), 5), true);
    const flags = NegotiateFlags.EXTENDED_SESSIONSECURITY | NegotiateFlags.ENCRYPTION_128;
    assert.deepEqual(rc4(sealKey(flags, context.sessionKey, 'client'), token.subarray(16)), message);
    assert.equal(security.unwrap(token.subarray(16), token.subarray(0, 16), 5), undefined);
  });

  for (const [title, password, bindings, reason] of [
    ['the wrong password', 'SECRET', 'udp:quotes', 'wrong-password'],
    ['another channel', 'secret', 'udp:other', 'channel-binding-mismatch'],
  ] as const) {
    it(`${title}: ${reason}`, async () => {
      await using client = initiator(password, `bindings=${bindings}`);
      const step = await login(client);
      assert.equal(step.kind === 'rejected' && step.reason, reason);
    });
  }
});

/** Seals and signs with impacket under a key of one message ([MS-NLMP] 3.4), and prints all results. */
const impacketMessages = `
import hashlib, struct, sys
from Cryptodome.Cipher import ARC4
from impacket import ntlm
flags, key, message = int(sys.argv[1]), bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3])
for number in map(int, sys.argv[4:]):
    for mode in ('Client', 'Server'):
        signing, sealing = ntlm.SIGNKEY(flags, key, mode), ntlm.SEALKEY(flags, key, mode)
        handle = lambda: ARC4.new(hashlib.md5(sealing + struct.pack('<I', number)).digest()).encrypt
        sealed, signature = ntlm.SEAL(flags, signing, sealing, message, message, number, handle())
        mic = ntlm.SIGN(flags, signing, message, number, handle())
        print(sealed.hex(), signature.getData().hex(), mic.getData().hex())
`;

describe('connectionless NTLM with the functions of impacket', function () {
  this.timeout(30_000);
  before(async function () {
    await requireImpacket(this);
  });

  const { SIGN, SEAL, DATAGRAM, KEY_EXCH, EXTENDED_SESSIONSECURITY, ENCRYPTION_128, ENCRYPTION_56 } =
    NegotiateFlags;
  const always = SIGN | SEAL | DATAGRAM | KEY_EXCH;
  for (const [title, chosen] of [
    ['128 bits', EXTENDED_SESSIONSECURITY | ENCRYPTION_128],
    ['56 bits', EXTENDED_SESSIONSECURITY | ENCRYPTION_56],
    ['40 bits', EXTENDED_SESSIONSECURITY],
    ['56 bits, without extended session security', ENCRYPTION_56],
    ['40 bits, without extended session security', 0],
  ] as const) {
    it(`${title}: the same keys and signatures`, async () => {
      const flags = (always | chosen) >>> 0;
      const key = Buffer.alloc(16, 0x5a);
      const numbers = [0, 1, 0x01020304, 0x7fffffff];
      const args = [flags, key.toString('hex'), message.toString('hex'), ...numbers].map(String);
      const { stdout, stderr } = await run(python, ['-c', impacketMessages, ...args]);
      assert.equal(stderr, '');
      const lines = stdout.trimEnd().split('\n');
      assert.equal(lines.length, 2 * numbers.length);
      for (const [index, line] of lines.entries()) {
        const [own, peer] = [index % 2, (index + 1) % 2].map(
          (side) => new NtlmDatagramSecurity(flags, key, side === 0 ? 'client' : 'server'),
        );
        assert.ok(own && peer);
        const seqNum = numbers[index >> 1] ?? assert.fail();
        const [sealed = '', signature = '', mic = ''] = line.split(' ');
        assert.equal(peer.verifyMic(message, Buffer.from(mic, 'hex'), seqNum), true);
        if (!own.seals) continue;
        assert.equal(own.getMic(message, seqNum).toString('hex'), mic);
        const wrapped = own.wrap(message, seqNum);
        assert.deepEqual(
          [wrapped.sealed.toString('hex'), wrapped.signature.toString('hex')],
          [sealed, signature],
        );
      }
    });
  }
});
