import assert from 'node:assert/strict';
import { openKeytab } from '../../src/accounts/keytab-file.js';
import { createKerberosMechanism } from '../../src/auth/kerberos/create-mechanism.js';
import { accountsInMemory } from '../../src/auth/memory-store.js';
import type { Acceptor, Mechanism, SecurityContext, Step } from '../../src/auth/mechanism.js';
import { createSpnegoAcceptor } from '../../src/auth/spnego/index.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { defaultNames } from '../../src/schema/defaults.js';
import { GssInitiator, requireGssapi } from '../support/gss-initiator.js';
import { MitKdc, requireMitKdc } from '../support/mit-kdc.js';

const service = 'cifs@files.lab.test';

/** GSS_C_DELEG_FLAG and GSS_C_MUTUAL_FLAG (RFC 2744 appendix A). */
const flagBits = { delegate: 1, mutual: 2 } as const;

describe('Kerberos with GSS-API of MIT', function () {
  this.timeout(30_000);
  let kdc: MitKdc;

  before(async function () {
    requireMitKdc(this);
    await requireGssapi(this);
    kdc = await MitKdc.start([
      'addprinc -pw Tr0ub4dor&3 alice',
      'ktadd -k FOLDER/alice.keytab -norandkey alice',
      'addprinc -randkey +ok_as_delegate cifs/files.lab.test',
      'ktadd -k FOLDER/cifs.keytab -norandkey cifs/files.lab.test',
    ]);
    await kdc.login('alice', 'alice.ccache', ['-f']);
  });
  after(() => kdc?.[Symbol.asyncDispose]());

  function mechanism(): Mechanism {
    return createKerberosMechanism({
      keys: openKeytab(kdc.file('cifs.keytab'), { onProblem: assert.fail }),
      accounts: accountsInMemory([]),
      names: defaultNames,
      runtime: systemRuntime,
    });
  }

  function initiator(...args: readonly string[]): GssInitiator {
    return new GssInitiator([service, ...args], kdc.environment('alice.ccache'));
  }

  /** Hands tokens to and fro until the acceptor is done. */
  async function exchange(
    acceptor: Acceptor,
    client: GssInitiator,
  ): Promise<Exclude<Step, { kind: 'continue' }>> {
    for (let legs = 0; legs < 8; legs += 1) {
      const step = await acceptor.step(await client.hearToken());
      if ('token' in step && step.token !== undefined) client.tell(step.token);
      if (step.kind !== 'continue') return step;
    }
    return assert.fail('it does not end');
  }

  async function contextOf(acceptor: Acceptor, client: GssInitiator): Promise<SecurityContext> {
    const step = await exchange(acceptor, client);
    assert.equal(step.kind, 'accepted', JSON.stringify(step));
    return step.kind === 'accepted' ? step.context : assert.fail();
  }

  /** Protected messages in both directions, in the key and with the sequence numbers of the login. */
  async function speak(context: SecurityContext, client: GssInitiator, isDce = false): Promise<number> {
    const { flags, mic } = JSON.parse(await client.hear()) as { flags: number; mic: string };
    const security = context.messageSecurity();
    assert.equal(security.verifyMic(Buffer.from('from the client'), Buffer.from(mic, 'hex')), true);
    if (!isDce) {
      const { sealed, signature } = security.wrap(Buffer.from('from the server'));
      client.tell(Buffer.concat([signature, sealed]));
      assert.equal(await client.hear(), 'true', 'unwrapped');
    }
    client.tell(security.getMic(Buffer.from('from the server')));
    assert.equal(await client.hear(), 'true', 'verified');
    return flags;
  }

  const login = { carrier: 'program', report: () => {} } as const;

  for (const how of ['krb5', 'spnego'] as const) {
    const acceptorOf = (offered: Mechanism): Acceptor =>
      createSpnegoAcceptor({ mechanisms: [offered], ...login });

    it(`${how}: mutual, and messages in both directions`, async () => {
      await using client = initiator(how);
      const context = await contextOf(acceptorOf(mechanism()), client);
      const flags = await speak(context, client);
      assert.equal(flags & flagBits.mutual, flagBits.mutual);
    });

    it(`${how}: not mutual, and messages in both directions`, async () => {
      await using client = initiator(how, 'nomutual');
      const flags = await speak(await contextOf(acceptorOf(mechanism()), client), client);
      assert.equal(flags & flagBits.mutual, 0);
    });

    it(`${how}: a forwarded ticket is taken`, async () => {
      await using client = initiator(how, 'delegate');
      const context = await contextOf(acceptorOf(mechanism()), client);
      const flags = await speak(context, client);
      assert.equal(flags & flagBits.delegate, flagBits.delegate);
      assert.equal(context.identity.context.delegated, true);
    });
  }

  it('DCE style: three legs', async () => {
    await using client = initiator('krb5', 'dce');
    const offered = mechanism();
    const acceptor = offered.createAcceptor(login);
    const first = await acceptor.step(await client.hearToken());
    assert.equal(first.kind, 'continue');
    client.tell(first.kind === 'continue' ? first.token : Buffer.alloc(0));
    const last = await acceptor.step(await client.hearToken());
    assert.equal(last.kind, 'accepted');
    if (last.kind === 'accepted') await speak(last.context, client, true);
  });

  it('bindings are the same, or the login is refused', async () => {
    for (const [bindings, kind] of [
      ['tls-server-end-point:right', 'accepted'],
      ['tls-server-end-point:wrong', 'rejected'],
    ] as const) {
      await using client = initiator('krb5', `bindings=${bindings}`);
      const channelBindings = Buffer.from('tls-server-end-point:right');
      const acceptor = mechanism().createAcceptor({ ...login, channelBindings });
      const step = await exchange(acceptor, client);
      assert.equal(step.kind, kind);
      if (step.kind === 'rejected') assert.equal(step.reason, 'kerberos-bindings-mismatch');
    }
  });

  it('a token that was accepted is not accepted again', async () => {
    await using client = initiator('krb5');
    const offered = mechanism();
    const token = await client.hearToken();
    assert.equal((await offered.createAcceptor(login).step(Buffer.from(token))).kind, 'accepted');
    const again = await offered.createAcceptor(login).step(Buffer.from(token));
    assert.equal(again.kind === 'rejected' && again.reason, 'kerberos-replayed');
  });
});
