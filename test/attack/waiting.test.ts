import assert from 'node:assert/strict';
import { NtStatus, ntStatusName } from '../../src/constants/nt-status.js';
import {
  AccessMask,
  Command,
  CreateDisposition,
  CreateOptions,
  encodeCancelRequest,
  LockFlags,
  OplockLevel,
} from '../../src/smb2-codec/index.js';
import { bodies } from '../session/commands/files/file-client.js';
import { useAttacked } from './attacked.js';

const MEGABYTE = 1024 * 1024;

/** Requests of one connection that may wait at once. */
const WAITING = 128;

const directory = {
  desiredAccess: AccessMask.GENERIC_READ,
  createDisposition: CreateDisposition.FILE_OPEN,
  createOptions: CreateOptions.FILE_DIRECTORY_FILE,
};

describe('attack: requests that wait', () => {
  const start = useAttacked();

  for (const [what, padding] of [
    ['CHANGE_NOTIFY', MEGABYTE - 4096],
    ['LOCK', 60_000],
    ['CREATE', 60_000],
  ] as const) {
    it(`${what}: nothing is kept of their frames`, async () => {
      await using server = await start();
      const { smb, options, open } = await server.attacker();
      const pad = Buffer.alloc(padding, 0xaa);
      const root = await open('', directory);
      const whole = [{ offset: 0n, length: 1n, flags: LockFlags.EXCLUSIVE_LOCK }];
      const locked = await open('locked');
      await smb.request(Command.LOCK, bodies.lock(locked, whole), options);
      const waits = await open('locked');
      // A holder of an oplock that does not answer.
      const holder = await server.attacker();
      await holder.open('held', { requestedOplockLevel: OplockLevel.SMB2_OPLOCK_LEVEL_BATCH });
      const body = {
        CHANGE_NOTIFY: bodies.notify(root),
        LOCK: bodies.lock(waits, whole),
        CREATE: bodies.create('held'),
      }[what];
      const before = await server.bytesInUse();
      const creditCharge = what === 'CHANGE_NOTIFY' ? 16 : 1;
      for (let sent = 0; sent < WAITING; sent++) {
        smb.send(Command[what], (w) => (body(w), w.bytes(pad)), {
          ...options,
          header: { creditCharge, credits: creditCharge + 16 },
        });
      }
      for (let waiting = 0; waiting < WAITING; waiting++) {
        assert.equal(ntStatusName((await smb.receive()).status), 'STATUS_PENDING');
      }
      const kept = (await server.bytesInUse()) - before;
      assert.ok(kept < 4 * MEGABYTE, `${Math.round(kept / 1024)} KB are kept of ${WAITING} requests`);
      await server.expectServing();
      smb.close();
      holder.smb.close();
      await server.expectServing();
      const left = (await server.bytesInUse()) - before;
      assert.ok(left < MEGABYTE, `${Math.round(left / 1024)} KB are left of ${WAITING} requests`);
    });
  }

  it('a flood of CANCELs for them does not stop the others', async () => {
    await using server = await start();
    const { smb, options, open } = await server.attacker();
    const root = await open('', directory);
    for (let sent = 0; sent < WAITING; sent++) smb.send(Command.CHANGE_NOTIFY, bodies.notify(root), options);
    for (let waiting = 0; waiting < WAITING; waiting++) {
      assert.equal((await smb.receive()).status, NtStatus.STATUS_PENDING);
    }
    const cancel = smb.message(Command.CANCEL, encodeCancelRequest, {
      ...options,
      header: { messageId: 0xffff_ffffn },
    });
    const framed = Buffer.concat([Buffer.alloc(4), cancel]);
    framed.writeUInt32BE(cancel.length);
    smb.sendRaw(Buffer.concat(Array.from({ length: 20_000 }, () => framed)));
    await server.expectServing();
    assert.equal((await smb.echo(options)).status, 0);
  });
});
