import assert from 'node:assert/strict';
import { Writer } from '../../../src/bytes/index.js';
import { AccessMask } from '../../../src/constants/access-mask.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import {
  CreateDisposition,
  CtlCode,
  decodeIoctlResponse,
  decodeQueryInfoResponse,
  Dialect,
  type FileId,
  fscc,
  InfoType,
  LockFlags,
  OplockLevel,
  SecurityMode,
} from '../../../src/smb2-codec/index.js';
import type { ServerProfile } from '../../../src/session/model/server-profile.js';
import type { Reply } from '../../support/smb-client.js';
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

  both('dotDotNames', ['refused', 'resolved'], async (profile, value) => {
    await using server = await serveFolder({ profile });
    server.put('a', 'contents');
    const client = await connect(server);
    const existing = {
      createDisposition: CreateDisposition.FILE_OPEN,
      desiredAccess: AccessMask.FILE_READ_DATA,
    };
    const bad = 'STATUS_OBJECT_PATH_SYNTAX_BAD';
    const opens = async (name: string, status: keyof typeof NtStatus) =>
      expectStatus(await client.create(name, existing), value === 'resolved' ? status : bad);
    // `nosuch` need not exist: the text alone decides.
    await opens('nosuch\\..\\a', 'STATUS_SUCCESS');
    await opens('x\\y\\..\\..\\a', 'STATUS_SUCCESS');
    await opens('a\\..', 'STATUS_SUCCESS');
    await opens('x\\..\\b', 'STATUS_OBJECT_NAME_NOT_FOUND');
    for (const outside of ['..', '..\\a', 'a\\..\\..', 'x\\..\\..\\share\\a', '..\\..\\..\\etc\\passwd'])
      await opens(outside, bad);
    for (const dots of ['.', '.\\a', 'x\\.']) expectStatus(await client.create(dots, existing), bad);
    expectStatus(
      await client.create('\\..\\a', existing),
      value === 'resolved' ? bad : 'STATUS_INVALID_PARAMETER',
    );
    expectStatus(await client.create('\\x\\..\\a', existing), 'STATUS_INVALID_PARAMETER');
    expectStatus(await client.create('x/../a', existing), 'STATUS_OBJECT_NAME_INVALID');
    server.put('c', 'contents');
    const { fileId } = await client.open('c', { desiredAccess: AccessMask.DELETE });
    const renamed = async (fileName: string): Promise<Reply> => {
      const w = new Writer(64);
      fscc.encodeFileRenameInformation(w, { replaceIfExists: false, rootDirectory: 0n, fileName });
      return client.setInfo(fileId, fscc.FileInformationClass.RENAME, w.finish());
    };
    expectStatus(await renamed('..\\outside'), bad);
    expectStatus(await renamed('x\\..\\b'), value === 'resolved' ? 'STATUS_SUCCESS' : bad);
    await client.close(fileId);
    expectStatus(
      await client.create('b', existing),
      value === 'resolved' ? 'STATUS_SUCCESS' : 'STATUS_OBJECT_NAME_NOT_FOUND',
    );
  });

  both('objectIds', ['none', 'made-up'], async (profile, value) => {
    await using server = await serveFolder({ profile });
    server.put('a', 'contents');
    server.put('b', 'contents');
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const { fileId: second } = await client.open('b');
    const ask = (id: FileId, room: number) =>
      client.ioctl(id, CtlCode.CREATE_OR_GET_OBJECT_ID, Buffer.alloc(0), room);
    const volume = { infoType: InfoType.FILESYSTEM };
    const ofVolume = await client.queryInfo(fileId, fscc.FsInformationClass.OBJECT_ID, volume);
    if (value === 'none') {
      expectStatus(await ask(fileId, 64), 'STATUS_INVALID_DEVICE_REQUEST');
      expectStatus(ofVolume, 'STATUS_INVALID_PARAMETER');
      return;
    }
    const { output } = decodeIoctlResponse(succeeded(await ask(fileId, 64)));
    const { output: other } = decodeIoctlResponse(succeeded(await ask(second, 4096)));
    assert.equal(output.length, 64);
    const { outputBuffer } = decodeQueryInfoResponse(succeeded(ofVolume));
    assert.deepEqual(output.subarray(16, 32), outputBuffer.subarray(0, 16));
    assert.deepEqual(output.subarray(0, 16), output.subarray(32, 48));
    assert.notDeepEqual(output.subarray(0, 16), other.subarray(0, 16));
    assert.deepEqual(decodeIoctlResponse(succeeded(await ask(fileId, 8))).output, output.subarray(0, 8));
  });

  both('compressionState', ['refused', 'uncompressed'], async (profile, value) => {
    await using server = await serveFolder({ profile });
    server.put('a', 'contents');
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const { fileId: reads } = await client.open('a', { desiredAccess: AccessMask.FILE_READ_DATA });
    const set = (id: FileId, format: string) =>
      client.ioctl(id, CtlCode.SET_COMPRESSION, Buffer.from(format, 'hex'));
    const answered = (reply: Reply, status: keyof typeof NtStatus) =>
      expectStatus(reply, value === 'refused' ? 'STATUS_INVALID_DEVICE_REQUEST' : status);
    const state = await client.ioctl(reads, CtlCode.GET_COMPRESSION);
    answered(state, 'STATUS_SUCCESS');
    if (value === 'uncompressed')
      assert.equal(decodeIoctlResponse(state.message).output.toString('hex'), '0000');
    answered(
      await client.ioctl(fileId, CtlCode.GET_COMPRESSION, Buffer.alloc(0), 1),
      'STATUS_INVALID_USER_BUFFER',
    );
    answered(await set(fileId, '0000'), 'STATUS_SUCCESS');
    answered(await set(fileId, '0100'), 'STATUS_NOT_SUPPORTED');
    answered(await set(fileId, '00'), 'STATUS_INVALID_PARAMETER');
    answered(await set(reads, '0000'), 'STATUS_ACCESS_DENIED');
  });
});
