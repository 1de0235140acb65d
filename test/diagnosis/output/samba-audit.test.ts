import assert from 'node:assert/strict';
import {
  authenticationRecord,
  authorizationRecord,
  incidentRecord,
} from '../../../src/diagnosis/output/samba-audit.js';
import { type AttemptReason, reasons } from '../../../src/diagnosis/reasons.js';
import { login, tryLogin } from '../../support/smb-client-login.js';
import { serve } from '../../session/support.js';

type Json = Record<string, unknown>;
const part = (record: object, type: string): Json => (record as Record<string, Json>)[type] ?? {};

describe('lines in the form of Samba’s audit log', () => {
  it('an accepted login has every key that Samba’s has, with its meaning', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    const session = await login(client, { domain: 'CORP', workstation: 'DESK' });
    await client.treeConnect('disk', { session });
    const [record] = await server.records(1);
    assert.ok(record);
    const line = authenticationRecord(record) as Json;
    assert.equal(line['timestamp'], '2024-01-03T12:00:00.000000+0000');
    assert.equal(line['type'], 'Authentication');
    const { diagnosis, becameSid, duration, remoteAddress, ...rest } = part(line, 'Authentication');
    assert.deepEqual(rest, {
      version: { major: 1, minor: 3 },
      eventId: 4624,
      logonId: session.id.toString(16),
      logonType: 3,
      status: 'NT_STATUS_OK',
      localAddress: `ipv4:127.0.0.1:${server.port}`,
      serviceDescription: 'SMB2',
      authDescription: 'NTLMSSP',
      clientDomain: 'CORP',
      clientAccount: 'alice',
      workstation: 'DESK',
      becameAccount: 'alice',
      becameDomain: 'SMB2AUTH',
      mappedAccount: 'alice',
      mappedDomain: 'SMB2AUTH',
      netlogonComputer: null,
      netlogonTrustAccount: null,
      netlogonNegotiateFlags: '0x00000000',
      netlogonSecureChannelType: 0,
      netlogonTrustAccountSid: null,
      passwordType: 'NTLMv2',
      clientPolicyAccessCheck: null,
      serverPolicyAccessCheck: null,
    });
    // The order of Samba's master: auth/auth_log.c writes `duration` behind the access checks.
    assert.deepEqual(Object.keys(part(line, 'Authentication')).slice(-5), [
      'passwordType',
      'clientPolicyAccessCheck',
      'serverPolicyAccessCheck',
      'duration',
      'diagnosis',
    ]);
    assert.match(String(becameSid), /^S-1-5-21-/);
    assert.match(String(remoteAddress), /^ipv4:127\.0\.0\.1:\d+$/);
    assert.equal(typeof duration, 'number');
    const { reason, advice, clientShows, wireStatus, checks } = diagnosis as Json;
    assert.deepEqual([reason, advice, wireStatus], ['accepted', 'Nothing to do.', 'STATUS_SUCCESS']);
    assert.deepEqual(clientShows, reasons[reason as AttemptReason].clientShows);
    assert.equal((diagnosis as Json)['startedAt'], record.startedAt);
    assert.ok((checks as unknown[]).length > 8);
  });

  it('refused ones have 4625 and the status Samba logs, beside that of the wire; those the client was told nothing of have failed, too', async () => {
    await using server = await serve();
    await tryLogin(await server.negotiated(), { password: 'wrong', response: 'ntlmv1' });
    await tryLogin(await server.negotiated(), { password: 'nothing like it' });
    await tryLogin(await server.negotiated(), { user: 'mallory' });
    await server.records(3);
    (await server.connect()).close();
    const lines = (await server.records(4)).map((record) =>
      part(authenticationRecord(record), 'Authentication'),
    );
    assert.deepEqual(
      lines.map((line) => [line['eventId'], line['status'], line['passwordType'], line['clientAccount']]),
      [
        [4625, 'NT_STATUS_LOGON_FAILURE', 'NTLMv1', 'alice'],
        [4625, 'NT_STATUS_WRONG_PASSWORD', 'NTLMv2', 'alice'],
        [4625, 'NT_STATUS_NO_SUCH_USER', 'NTLMv2', 'mallory'],
        [4625, 'NT_STATUS_LOGON_FAILURE', null, null],
      ],
    );
    assert.ok(
      lines
        .slice(0, 3)
        .every(({ diagnosis }) => (diagnosis as Json)['wireStatus'] === 'STATUS_LOGON_FAILURE'),
    );
  });

  it('a guest became somebody, and is mapped to nobody but the name it sent', async () => {
    await using server = await serve({
      authPolicy: { guest: 'unknown-users', anonymous: 'accept' },
    });
    for (const options of [{ user: 'mallory', domain: 'CORP' }, { response: 'anonymous' }] as const) {
      const client = await server.negotiated();
      await login(client, options);
      client.close();
    }
    const lines = (await server.records(2)).map((record) =>
      part(authenticationRecord(record), 'Authentication'),
    );
    assert.deepEqual(
      lines.map((line) => [line['mappedAccount'], line['mappedDomain'], line['becameAccount'] !== null]),
      [
        ['mallory', 'CORP', true],
        ['', '', true],
      ],
    );
  });

  it('tree connects are authorizations', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    const session = await login(client);
    await client.treeConnect('disk', { session });
    await client.treeConnect('nowhere', { session });
    const lines = (await server.treeRecords(2)).map((record) =>
      part(authorizationRecord(record), 'Authorization'),
    );
    assert.deepEqual(
      lines.map(({ account, authType, diagnosis }) => [account, authType, (diagnosis as Json)['reason']]),
      [
        ['alice', 'NTLMSSP', 'granted'],
        ['alice', 'NTLMSSP', 'share-not-found'],
      ],
    );
    for (const line of lines) {
      assert.deepEqual(line['version'], { major: 1, minor: 2 });
      assert.deepEqual(Object.keys(line).slice(-4), [
        'accountFlags',
        'clientPolicyAccessCheck',
        'serverPolicyAccessCheck',
        'diagnosis',
      ]);
    }
  });

  it('what goes wrong later is an incident', async () => {
    await using server = await serve();
    const client = await server.negotiated({ dialects: [0x0302] });
    const session = await login(client);
    await client.treeConnect('disk', { session });
    await client.echo({ session, sign: 'wrong' });
    await client.echo({ session });
    const [incident] = server.incidents;
    assert.ok(incident);
    const line = part(incidentRecord(incident), 'Incident');
    assert.deepEqual([line['account'], line['command']], ['alice', 'ECHO']);
  });
});
