import assert from 'node:assert/strict';
import { NtStatus, ntStatusName } from '../../src/constants/nt-status.js';
import type { Fault } from '../../src/faults/fault.js';
import { decodeSessionSetupResponse, SessionFlags } from '../../src/smb2-codec/index.js';
import { expectStatus, serve } from '../session/support.js';
import { ClientLogin, login, tryLogin } from '../support/smb-client-login.js';
import { loggedIn, variants } from './variants.js';

const plain = variants.filter(({ encrypted }) => !encrypted);

describe('faults of a login', () => {
  for (const { title, offer } of plain) {
    it(`an accepted login is announced without a signature, under ${title}`, async () => {
      const what = { do: 'unsigned-success' } as const;
      await using fixture = await serve({ faults: [{ when: { step: 'login-accepted' }, what }] });
      const client = await fixture.negotiated(offer);
      const exchange = new ClientLogin(client);
      await exchange.first();
      const reply = await exchange.second();
      assert.deepEqual([ntStatusName(reply.status), reply.signature], ['STATUS_SUCCESS', 'none']);
      assert.throws(() => exchange.complete(reply), /wrong signature/);
      assert.equal(fixture.attempts[0]?.verdict, 'accepted');
    });

    it(`a guest instead of the user, under ${title}`, async () => {
      const what = [{ do: 'session-flags', flags: ['guest'] }] as const;
      await using fixture = await serve({ faults: [{ when: { step: 'login-accepted' }, what }] });
      const client = await fixture.negotiated(offer);
      const session = await login(client);
      assert.equal(session.sessionFlags, SessionFlags.IS_GUEST);
      assert.equal(fixture.attempts[0]?.identity?.kind, 'user');
    });

    it(`a wrong password is answered with success, and the server knows no session, under ${title}`, async () => {
      const what = { do: 'unsigned-success', flags: ['guest'] } as const;
      await using fixture = await serve({
        faults: [{ name: 'false-server', when: { step: 'login-refused' }, what }],
      });
      const client = await fixture.negotiated(offer);
      const exchange = new ClientLogin(client, { password: 'wrong' });
      await exchange.first();
      const reply = await exchange.second();
      expectStatus(reply, 'STATUS_SUCCESS');
      const body = decodeSessionSetupResponse(reply.message);
      assert.deepEqual([body.sessionFlags, body.securityBuffer.length, reply.signature], [1, 0, 'none']);
      const session = exchange.complete(reply);
      const refused = await client.treeConnect('disk', { session });
      expectStatus(refused, 'STATUS_USER_SESSION_DELETED');
      const [record] = await fixture.records(1);
      assert.deepEqual(
        [record?.verdict, record?.reason, record?.wireStatus],
        ['refused', 'wrong-password', 'STATUS_SUCCESS'],
      );
      assert.match(
        record?.explanation ?? '',
        /Fault false-server happened at login-refused: STATUS_SUCCESS without a signature, SessionFlags guest\./,
      );
      assert.match(record?.advice ?? '', /^Look first at what was scripted: false-server\./);
    });
  }

  it('a success instead of the CHALLENGE', async () => {
    const fault: Fault = { when: { step: 'login-continued' }, what: { do: 'unsigned-success' } };
    await using fixture = await serve({ faults: [fault] });
    const client = await fixture.negotiated();
    expectStatus(await tryLogin(client), 'STATUS_SUCCESS');
    client.close();
    const [record] = await fixture.records(1);
    assert.deepEqual([record?.verdict, record?.faults.length], ['unfinished', 1]);
  });

  for (const offer of [{ dialects: [0x0300] }, { dialects: [0x0311] }]) {
    it(`ENCRYPT_DATA unasked, under 0x${offer.dialects[0]!.toString(16)}: the session goes on encrypted`, async () => {
      const what = { do: 'session-flags', flags: ['encrypt-data'] } as const;
      await using fixture = await serve({ faults: [{ when: { step: 'login-accepted' }, what }] });
      const client = await fixture.negotiated(offer);
      const session = await login(client);
      assert.equal(session.encrypt, true);
      const reply = await client.treeConnect('disk', { session });
      assert.deepEqual([ntStatusName(reply.status), reply.encrypted], ['STATUS_SUCCESS', true]);
    });

    it(`no ENCRYPT_DATA although it is demanded, under 0x${offer.dialects[0]!.toString(16)}`, async () => {
      const what = { do: 'session-flags', flags: [] } as const;
      await using fixture = await serve({
        faults: [{ when: { step: 'login-accepted' }, what }],
        policy: { encryption: 'required' },
      });
      const client = await fixture.negotiated(offer);
      const session = await login(client);
      assert.equal(session.encrypt, false);
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_ACCESS_DENIED');
    });
  }

  for (const variant of variants) {
    it(`a session that expires after two answers, until it is authenticated again, under ${variant.title}`, async () => {
      const fault: Fault = {
        name: 'short',
        when: { step: 'answer', user: 'alice', after: 1, times: 1 },
        what: { do: 'expire-session' },
      };
      await using server = await loggedIn(variant, fault);
      const { client, fixture, session } = server;
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_NETWORK_SESSION_EXPIRED');
      const again = await login(client, { reauthenticate: session });
      expectStatus(await client.treeConnect('disk', { session: again }), 'STATUS_SUCCESS');
      const [record] = await fixture.records(1);
      assert.deepEqual(record?.faults, [
        { name: 'short', step: 'tree-connect', effect: 'the session expires' },
      ]);
      const [incident] = await fixture.incidentRecords(1);
      assert.equal(incident?.reason, 'session-expired');
    });
  }

  it('a session that expires as it begins', async () => {
    const what = { do: 'expire-session' } as const;
    const fault: Fault = { when: { step: 'login-accepted', times: 1 }, what };
    await using server = await loggedIn(variants[2]!, fault);
    const { client, fixture, session } = server;
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_NETWORK_SESSION_EXPIRED');
    const [record] = await fixture.records(1);
    assert.deepEqual([record?.verdict, record?.next], ['accepted', ['session over: expired']]);
  });

  it('any NTSTATUS, by name and by its bits', async () => {
    for (const status of ['STATUS_LOGON_FAILURE', 0xc000_9999] as const) {
      const what = { do: 'status', status } as const;
      await using fixture = await serve({ faults: [{ when: { step: 'login-accepted' }, what }] });
      const reply = await tryLogin(await fixture.negotiated());
      assert.equal(reply.status, typeof status === 'number' ? status : NtStatus[status]);
      assert.match(
        fixture.attempts[0]?.faults[0]?.effect ?? '',
        /^status (STATUS_LOGON_FAILURE|0xc0009999)$/,
      );
    }
  });
});
