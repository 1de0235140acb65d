import assert from 'node:assert/strict';
import type { Mechanism } from '../../src/auth/mechanism.js';
import type { ServerOptions } from '../../src/server/options.js';
import { cpuClock } from '../support/cpu-clock.js';
import { fakeMechanism } from '../support/fake-mechanism.js';
import { NtlmServer } from '../support/ntlm-login.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { login, negotiate } from '../support/smb-client-login.js';
import { SmbClient } from '../support/smb-client.js';
import { KerberosProofs, LoginJudge, provesNtlm } from './acceptors/judged-mechanism.js';
import { Dice } from './engine/dice.js';
import { Fuzzing } from './engine/fuzz.js';
import { type FuzzTarget, OracleError } from './engine/fuzz-target.js';
import { runCase } from './engine/run-case.js';
import { FuzzedServer } from './live/fuzzed-server.js';
import { fuzzServer, type LiveCounts } from './live/fuzz-live.js';
import { authenticatesIn, isRightProof } from './live/ntlm-proof.js';

const withoutNumbers = (text: string): string => text.replaceAll(/\d+/g, '#').replace(/ at .*/s, '');

/** The complaints about a server with a hole, each once. */
async function complaintsAbout(options: Partial<ServerOptions>): Promise<string[]> {
  const counts: LiveCounts = { servers: 0, rounds: 0, steps: 0, records: 0, proven: 0, crashes: [] };
  await fuzzServer({ name: 'planted', options }, 1, 8, counts);
  return [...new Set(counts.crashes.map(({ what }) => withoutNumbers(what)))];
}

describe('fuzz: the oracle of sessions', function () {
  this.timeout(60_000);

  it('sees a server that knows another password, so that a wrong proof is accepted', async () => {
    const complaints = await complaintsAbout({ accounts: [{ name: 'alice', password: 'Secret' }] });
    assert.ok(complaints.includes('alice is in without a right proof'), complaints.join('; '));
  });

  it('sees a mechanism that accepts anything', async () => {
    const [complaint] = await complaintsAbout({ mechanisms: [acceptsAll()] });
    assert.match(complaint ?? '', /is in without a right proof$/);
  });

  it('sees an anonymous client that the policy refuses', async () => {
    await using fuzzed = await FuzzedServer.start({ authPolicy: { anonymous: 'accept' } });
    const record = fuzzed.server.next('attempt');
    const client = await SmbClient.connect(fuzzed.port);
    await negotiate(client);
    await login(client, { response: 'anonymous' });
    await record;
    client.close();
    assert.deepEqual(fuzzed.faults, ['anonymous is in against the policy']);
  });

  it('sees an answer of success to a login that is refused', async () => {
    const when = { step: 'login-refused' } as const;
    const faults = [{ name: 'hole', when, what: { do: 'unsigned-success' } as const }];
    const complaints = await complaintsAbout({ faults });
    assert.ok(complaints.length > 0);
    for (const complaint of complaints) {
      assert.match(
        complaint,
        /^(# logins succeeded, and # are recorded|an answer of success, command #, in a session)/,
      );
    }
  });

  it('sees an error inside the server', async () => {
    const find = (): never => {
      throw new TypeError('planted');
    };
    const complaints = await complaintsAbout({ accounts: { find } });
    assert.ok(
      complaints.some((each) => each.includes('TypeError: planted')),
      complaints.join('; '),
    );
  });

  it('sees a record that comes twice, one without a verdict, and one that is never completed', async () => {
    await using fuzzed = await FuzzedServer.start();
    const record = fuzzed.server.next('attempt');
    const completed = fuzzed.server.next('attempt-completed');
    const client = await SmbClient.connect(fuzzed.port);
    await negotiate(client);
    await login(client);
    const attempt = await record;
    assert.throws(() => fuzzed.oracle.judgeEnd(), /^OracleError: attempts 1 were never completed$/);
    assert.throws(() => fuzzed.oracle.attempt(attempt), /^OracleError: two records of attempt 1$/);
    client.close();
    await completed;
    assert.throws(
      () => fuzzed.oracle.completed(attempt),
      /^OracleError: attempt 1 is complete without a verdict$/,
    );
    fuzzed.oracle.judgeEnd();
    assert.deepEqual(fuzzed.faults, []);
  });

  it('sees memory that stays when everybody has left', async () => {
    await using fuzzed = await FuzzedServer.start();
    await fuzzed.judgeMemory();
    const held = Buffer.alloc(32 * 1024 * 1024, 1);
    await fuzzed.judgeMemory();
    assert.deepEqual(fuzzed.faults.splice(0).map(withoutNumbers), ['# bytes are held for nobody']);
    assert.equal(held[0], 1);
  });
});

describe('fuzz: the proofs that the oracle accepts', () => {
  const server = (): NtlmServer => new NtlmServer();
  const answered = async (password: string) => {
    const ntlm = new NtlmClient({ user: 'alice', password, domain: 'D' });
    const side = server();
    const step = await side.acceptor().step(ntlm.negotiateMessage);
    assert.ok(step.kind === 'continue');
    const [found] = authenticatesIn(Buffer.concat([Buffer.from('before'), ntlm.authenticate(step.token)]));
    assert.ok(found);
    return { found, challenge: step.token.subarray(24, 32) };
  };

  it('are those of the password to the challenge', async () => {
    const { found, challenge } = await answered('secret');
    assert.equal(isRightProof(found, challenge), true);
    assert.equal(isRightProof(found, Buffer.alloc(8)), false);
    assert.equal(isRightProof({ ...found, domain: 'E' }, challenge), false);
    assert.equal(isRightProof({ ...found, user: 'bob' }, challenge), false);
  });

  it('are not those of another password', async () => {
    const { found, challenge } = await answered('Secret');
    assert.equal(isRightProof(found, challenge), false);
  });

  it('are the ciphertexts that were made with the right keys, once', () => {
    const proofs = new KerberosProofs();
    proofs.add(Buffer.from('ticket'), Buffer.from('authenticator'));
    assert.equal(proofs.proves([Buffer.from('a ticket alone')], [], 'alice'), false);
    assert.equal(proofs.proves([Buffer.from('ticket, authenticator')], [], 'alice'), true);
    assert.equal(proofs.proves([Buffer.from('ticket, authenticator')], [], 'alice'), false);
  });

  it('are asked for behind every mechanism, and every carrier is held to them', async () => {
    const judge = new LoginJudge();
    const judged = judge.judged(acceptsAll(), provesNtlm);
    const acceptor = judged.createAcceptor({ report: () => {}, carrier: 'program' });
    await assert.rejects(
      async () => acceptor.step(Buffer.from('hello')),
      (error) => error instanceof OracleError && error.message === 'alice is in without a right proof',
    );
    assert.equal(judge.use('alice'), false);
  });
});

/** A mechanism that lets everybody in as alice, with NTLM’s name. */
function acceptsAll(): Mechanism {
  const hole = fakeMechanism({ oneLeg: true });
  return {
    ...hole,
    isBareToken: () => true,
    createAcceptor: (context) => {
      const inner = hole.createAcceptor(context);
      return { step: () => inner.step(Buffer.from('hello')) };
    },
  };
}

describe('fuzz: the engine', function () {
  this.timeout(60_000);

  const target = (run: (input: Buffer) => unknown): FuzzTarget => ({
    name: 'planted',
    form: 'bytes',
    seeds: [],
    run,
  });

  it('finds what lies behind four bytes, each of which must be right', async () => {
    const secret = Buffer.from('fuzz');
    const planted = target((input) => {
      let right = 0;
      while (right < secret.length && input[right] === secret[right]) right++;
      if (right === secret.length) throw new TypeError('found');
      return `x`.repeat(1 << right);
    });
    const fuzzing = new Fuzzing([planted], [], new Dice(1));
    await fuzzing.runFor(1);
    for (let time = 0; time < 400 && fuzzing.counts.crashes.length === 0; time++) await fuzzing.runFor(50);
    const [crash] = fuzzing.counts.crashes;
    assert.match(crash?.what ?? '', /^TypeError: found at build\/test\/fuzz\/oracle\.test\.js/);
    assert.equal(crash?.input.toString(), 'fuzz');
  });

  it('sees an input that takes long, and one that allocates much', async () => {
    const computed = cpuClock();
    const slow = target(() => {
      const began = computed();
      while (computed() - began < 80);
    });
    assert.match((await runCase(slow, Buffer.alloc(1))).crash ?? '', /^takes \d+ ms$/);
    // The collector takes back at once what nobody holds, and at any moment what others have left behind.
    const held: Buffer[] = [];
    const greedy = target(() => held.push(Buffer.alloc(80 * 1024 * 1024)));
    let crash: string | undefined;
    for (let time = 0; time < 5 && crash === undefined; time++)
      ({ crash } = await runCase(greedy, Buffer.alloc(1)));
    assert.match(crash ?? '', /^allocates \d+ bytes$/);
  });

  it('does the same for the same seed', () => {
    const draw = (seed: number): number[] => {
      const dice = new Dice(seed);
      return Array.from({ length: 20 }, () => dice.below(1000));
    };
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
  });
});
