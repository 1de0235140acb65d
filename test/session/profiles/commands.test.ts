import assert from 'node:assert/strict';
import { NtStatus } from '../../../src/constants/nt-status.js';
import {
  decodeQueryInfoResponse,
  Dialect,
  fscc,
  LockFlags,
  OplockLevel,
  SecurityMode,
} from '../../../src/smb2-codec/index.js';
import type { ServerProfile } from '../../../src/session/model/server-profile.js';
import { login, tryLogin } from '../../support/smb-client-login.js';
import { asBob, expectStatus, serve } from '../support.js';
import { connect, succeeded } from '../commands/files/file-client.js';
import { serveFolder } from '../commands/files/shared-folder.js';

/** A test with the value of a server without a preset, and with the other one. */
function both<K extends keyof ServerProfile>(
  key: K,
  values: readonly ServerProfile[K][],
  test: (profile: Partial<ServerProfile>, value: ServerProfile[K]) => Promise<void>,
): void {
  for (const value of values) {
    it(`${key}: ${String(value)}`, () => test({ [key]: value }, value));
  }
}

describe('rows of presets that show behind the login', () => {
  both('bindingOfAnotherUser', ['STATUS_NOT_SUPPORTED', 'STATUS_ACCESS_DENIED'], async (profile, status) => {
    await using fixture = await serve({ profile });
    const session = await login(await fixture.negotiated());
    const second = await fixture.negotiated();
    expectStatus(await tryLogin(second, { ...asBob, bind: session }), status);
  });

  both('bindingRequiresSigning', [true, false], async (profile, value) => {
    await using fixture = await serve({ profile });
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    await login(second, { bind: session, securityMode: SecurityMode.SIGNING_REQUIRED });
    const unsigned = await first.echo({ session, sign: false });
    expectStatus(unsigned, value ? 'STATUS_ACCESS_DENIED' : 'STATUS_SUCCESS');
  });

  both('expiredSession', ['lock', 'unlock-and-echo'], async (profile, value) => {
    await using server = await serveFolder({ profile, policy: { sessionLifetimeSeconds: 60 } });
    server.put('a', 'contents');
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const range = { offset: 0n, length: 1n };
    const locked = { ...range, flags: LockFlags.EXCLUSIVE_LOCK | LockFlags.FAIL_IMMEDIATELY };
    expectStatus(await client.lock(fileId, [locked]), 'STATUS_SUCCESS');
    server.runtime.advance(60_000);
    const expired = 'STATUS_NETWORK_SESSION_EXPIRED';
    const echoes = value === 'unlock-and-echo';
    expectStatus(await client.smb.echo(client.options), echoes ? 'STATUS_SUCCESS' : expired);
    const second = { ...locked, offset: 2n };
    expectStatus(await client.lock(fileId, [second]), echoes ? expired : 'STATUS_SUCCESS');
    expectStatus(await client.lock(fileId, [{ ...range, flags: LockFlags.UNLOCK }]), 'STATUS_SUCCESS');
    expectStatus(await client.read(fileId), expired);
    expectStatus(await client.close(fileId), 'STATUS_SUCCESS');
  });

  both('unlockImmediately', ['ignored', 'refused'], async (profile, value) => {
    await using server = await serveFolder({ profile });
    server.put('a', 'contents');
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const unlock = { offset: 0n, length: 1n, flags: LockFlags.UNLOCK | LockFlags.FAIL_IMMEDIATELY };
    const status = value === 'ignored' ? 'STATUS_RANGE_NOT_LOCKED' : 'STATUS_INVALID_PARAMETER';
    expectStatus(await client.lock(fileId, [unlock]), status);
  });

  both('filePosition', ['zero', 'after-read'], async (profile, value) => {
    await using server = await serveFolder({ profile });
    server.put('a', 'contents');
    const client = await connect(server);
    const { fileId } = await client.open('a');
    expectStatus(await client.read(fileId, { offset: 2n, length: 3 }), 'STATUS_SUCCESS');
    const reply = succeeded(await client.queryInfo(fileId, fscc.FileInformationClass.POSITION));
    const { outputBuffer } = decodeQueryInfoResponse(reply);
    assert.equal(fscc.decodeFilePositionInformation(outputBuffer), value === 'zero' ? 0n : 5n);
  });

  both('breakSessionId', ['of-the-session', 'zero'], async (profile, value) => {
    await using server = await serveFolder({ profile });
    server.put('a', 'contents');
    const client = await connect(server, { negotiate: { dialects: [Dialect.SMB_3_0_2] } });
    const other = await connect(server);
    const { fileId } = await client.open('a', { requestedOplockLevel: OplockLevel.SMB2_OPLOCK_LEVEL_BATCH });
    const opening = other.open('a');
    const { header } = await client.smb.receive();
    assert.equal(header.sessionId, value === 'zero' ? 0n : client.session.id);
    await client.close(fileId);
    await opening;
  });

  both(
    'needlessAcknowledgment',
    ['STATUS_INVALID_DEVICE_STATE', 'STATUS_INVALID_OPLOCK_PROTOCOL'],
    async (profile, status) => {
      await using server = await serveFolder({ profile });
      server.put('a', 'contents');
      const client = await connect(server);
      const { fileId } = await client.open('a');
      const reply = await client.oplockBreak({ kind: 'oplock', oplockLevel: 0, fileId });
      assert.equal(reply.status, NtStatus[status]);
    },
  );
});
