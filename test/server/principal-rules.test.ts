import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNegTokenInit } from '../../src/auth/spnego/index.js';
import { ntStatusName } from '../../src/constants/nt-status.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { principalFromText } from '../../src/krb5/messages/principal.js';
import { createServer } from '../../src/server/create-server.js';
import type { KerberosOptions } from '../../src/server/kerberos-options.js';
import type { ServerOptions } from '../../src/server/options.js';
import type { AccessRules } from '../../src/shares/access-list.js';
import { Command, Dialect, encodeSessionSetupRequest, SecurityMode } from '../../src/smb2-codec/index.js';
import { alice, type Fixture, serve } from '../session/support.js';
import { KerberosForge, KerberosServer, serviceKey } from '../support/kerberos-client.js';
import { login } from '../support/smb-client-login.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const key = serviceKey();

const share = (name: string, access: AccessRules) => ({ name, temporary: true, access }) as const;

describe('principals in access rules and groups', () => {
  const folder = useTemporaryFolder();
  let forge: KerberosForge;

  beforeEach(() => {
    forge = new KerberosForge();
  });

  function keytab(): string {
    const path = join(folder(), 'server.keytab');
    const principal = principalFromText(key.principal);
    assert.ok(principal);
    writeFileSync(path, encodeKeytab([{ ...key, principal, writtenAt: 0 }]));
    return path;
  }

  /** No message has to be signed in this dialect. */
  const negotiated = (server: Fixture) =>
    server.negotiated({ dialects: [Dialect.SMB_2_1], negotiateContexts: [] });

  /** The shares that a ticket of the client opens. */
  async function opened(server: Fixture, client: string, shares: readonly string[]): Promise<string[]> {
    const peer = await negotiated(server);
    const request = {
      flags: 0,
      securityMode: SecurityMode.SIGNING_ENABLED,
      capabilities: 0,
      previousSessionId: 0n,
      securityBuffer: encodeNegTokenInit({
        mechTypes: ['1.2.840.48018.1.2.2'],
        mechToken: forge.token({ client }),
      }),
    };
    peer.send(Command.SESSION_SETUP, (w) => encodeSessionSetupRequest(w, request));
    const { status, header } = await peer.receive();
    assert.equal(ntStatusName(status), 'STATUS_SUCCESS');
    const open: string[] = [];
    for (const name of shares) {
      const reply = await peer.treeConnect(name, { header: { sessionId: header.sessionId } });
      if (ntStatusName(reply.status) === 'STATUS_SUCCESS') open.push(name);
      else assert.equal(ntStatusName(reply.status), 'STATUS_ACCESS_DENIED');
    }
    return open;
  }

  const shares = [
    share('granted', { 'alice@EXAMPLE.COM': 'write', alice: 'none' }),
    share('taken', { 'alice@EXAMPLE.COM': 'none', '*': 'write' }),
    share('foreign', { 'alice@OTHER': 'read' }),
    share('group', { '@staff': 'write' }),
  ];
  const groups = { staff: { members: ['alice@EXAMPLE.COM', 'host/pc@OTHER'] } };
  const names = shares.map(({ name }) => name);

  for (const principals of [
    'name',
    'principal',
    'local',
    { 'alice@EXAMPLE.COM': 'bob', 'alice@OTHER': 'alice' },
  ] as const satisfies readonly KerberosOptions['principals'][]) {
    const rule = typeof principals === 'string' ? principals : 'a table';
    it(`name the user of a ticket: kerberos.principals ${rule}`, async () => {
      const kerberos = { keytab: keytab(), principals };
      await using server = await serve({ kerberos, shares, groups }, forge.runtime);
      assert.deepEqual(await opened(server, 'alice@EXAMPLE.COM', names), ['granted', 'group']);
      // A user of another realm has no local account.
      if (principals !== 'local') {
        assert.deepEqual(await opened(server, 'alice@OTHER', names), ['taken', 'foreign']);
      }
    });
  }

  it('are told from one another by case, by instance and by realm', async () => {
    const options = { kerberos: { keytab: keytab() }, shares, groups };
    await using server = await serve(options, forge.runtime);
    for (const client of ['alice@other', 'alice/admin@EXAMPLE.COM', 'bob@EXAMPLE.COM', 'alice@EXAMPLE.com']) {
      const expected = client === 'alice@EXAMPLE.com' ? [] : ['taken'];
      assert.deepEqual(await opened(server, client, names), expected, client);
    }
    assert.deepEqual(await opened(server, 'host/pc@OTHER', names), ['taken', 'group']);
    assert.deepEqual(await opened(server, 'ALICE@EXAMPLE.COM', names), []);
  });

  it('grant nothing to the account of that name that logs in with NTLM', async () => {
    const options = { kerberos: { keytab: keytab(), principals: 'local' as const }, shares, groups };
    await using server = await serve(options, forge.runtime);
    const peer = await negotiated(server);
    const session = await login(peer, { user: 'alice', password: alice.password });
    const statuses: string[] = [];
    for (const name of names) statuses.push(ntStatusName((await peer.treeConnect(name, { session })).status));
    const denied = 'STATUS_ACCESS_DENIED';
    assert.deepEqual(statuses, [denied, 'STATUS_SUCCESS', denied, denied]);
  });

  it('hold for a mechanism that a program makes itself', async () => {
    const kerberos = new KerberosServer({}, forge);
    const mechanisms = [kerberos.mechanism];
    await using server = await serve({ mechanisms, shares, groups }, forge.runtime);
    assert.deepEqual(await opened(server, 'alice@EXAMPLE.COM', names), ['granted', 'group']);
    assert.deepEqual(await opened(server, 'host/pc@OTHER', names), ['taken', 'group']);
  });

  const problems = [
    'shares[0].access.alice@EXAMPLE.COM: expected the name of an account without its domain, @group, a SID, guest, anonymous, or *',
    'groups.staff.members[0]: expected the name of an account without its domain, @group, or a SID',
  ];
  const naming = {
    accounts: [alice],
    shares: [share('a', { 'alice@EXAMPLE.COM': 'none', '*': 'write' })],
    groups: { staff: { members: ['alice@EXAMPLE.COM', 'bob'] } },
  };
  const without: readonly (readonly [string, () => Partial<ServerOptions>])[] = [
    ['no Kerberos', () => ({})],
    ['Kerberos without a key', () => ({ kerberos: { principals: 'name' } })],
    [
      'Kerberos that policy leaves out',
      () => ({ kerberos: { keytab: keytab() }, authPolicy: { mechanisms: ['ntlm'] } }),
    ],
    ['mechanisms without it', () => ({ mechanisms: ({ ntlm }) => [ntlm] })],
  ];
  for (const [what, options] of without) {
    it(`are refused where nobody proves one: ${what}`, () => {
      assert.throws(() => createServer({ ...naming, ...options() }), {
        name: 'ConfigurationError',
        message: problems.join('\n'),
      });
    });
  }

  it('are not warned of as rules for nobody', () => {
    const warnings: string[] = [];
    const logger = { error: () => {}, warn: (text: string) => warnings.push(text) };
    createServer({ ...naming, kerberos: { keytab: keytab() }, logger });
    assert.deepEqual(warnings, []);
  });
});
