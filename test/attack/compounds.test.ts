import assert from 'node:assert/strict';
import type { Writer } from '../../src/bytes/index.js';
import { NtStatus, ntStatusName } from '../../src/constants/nt-status.js';
import {
  Command,
  encodeCancelRequest,
  encodeEchoRequest,
  encodeMessage,
  frame,
  linkCompound,
  splitCompound,
} from '../../src/smb2-codec/index.js';
import { bodies } from '../session/commands/files/file-client.js';
import { type Attacker, useAttacked } from './attacked.js';

const MEGABYTE = 1024 * 1024;

/** A compound of the same request again and again, as long as a frame may be. */
function cancels({ session }: Attacker, count: number, body: (w: Writer) => void): Buffer {
  const cancel = encodeMessage({ command: Command.CANCEL, sessionId: session.id }, body);
  return frame(Buffer.concat(linkCompound(Array.from({ length: count }, () => Buffer.from(cancel)))));
}

const malformed = (w: Writer) => w.u16(9).zero(6);

describe('attack: compounds', () => {
  const start = useAttacked();

  it('14,000 CANCELs in a megabyte, which cost no credit, end the connection', async () => {
    await using server = await start();
    for (const body of [encodeCancelRequest, malformed]) {
      const attacker = await server.attacker();
      attacker.smb.sendRaw(cancels(attacker, Math.floor(MEGABYTE / 72), body));
      await attacker.smb.expectDisconnect();
    }
    await server.expectServing();
    assert.match(
      JSON.stringify(server.cli.records),
      /more than 1024 requests/,
      'it is in the record of whoever sent it',
    );
  });

  it('as many requests as a compound may have are served in slices, and in order', async () => {
    await using server = await start();
    const attacker = await server.attacker();
    const { smb, options } = attacker;
    const echo = { command: Command.ECHO, body: encodeEchoRequest, options };
    for (let round = 0; round < 4; round++) {
      smb.sendRaw(cancels(attacker, 1024, malformed));
      smb.sendCompound(Array.from({ length: 1024 }, () => echo));
      smb.send(Command.ECHO, encodeEchoRequest, options);
    }
    const other = await server.attacker();
    assert.equal((await other.smb.echo(other.options)).status, 0);
    const ids: bigint[] = [];
    while (ids.length < 4 * 1025) ids.push((await smb.receive()).header.messageId);
    const first = ids[0]!;
    assert.deepEqual(
      ids,
      ids.map((_, index) => first + BigInt(index)),
    );
    await server.expectServing();
  });

  it('answers that fill more than one frame come in several', async () => {
    await using server = await start();
    const { smb, options, open } = await server.attacker();
    const fileId = await open('big');
    await smb.request(Command.WRITE, bodies.write(fileId, Buffer.alloc(MEGABYTE, 7)), {
      ...options,
      header: { creditCharge: 16, credits: 1024 },
    });
    const count = 24;
    const read = {
      command: Command.READ,
      body: bodies.read(fileId, { length: MEGABYTE }),
      options: { ...options, header: { creditCharge: 16, credits: 16 } },
    };
    smb.sendCompound(Array.from({ length: count }, () => read));
    let answered = 0;
    while (answered < count) {
      // A length that overflows would be the type of the frame, which the client's splitter refuses.
      for (const message of splitCompound(await smb.receivePayload())) {
        assert.equal(ntStatusName(message.readUInt32LE(8)), ntStatusName(NtStatus.STATUS_SUCCESS));
        assert.ok(message.length > MEGABYTE);
        answered++;
      }
    }
    await server.expectServing();
  });

  it('whoever reads no answers has no more of a compound served', async () => {
    await using server = await start();
    const { smb, options, open } = await server.attacker();
    const fileId = await open('big');
    await smb.request(Command.WRITE, bodies.write(fileId, Buffer.alloc(MEGABYTE, 7)), {
      ...options,
      header: { creditCharge: 16, credits: 8192 },
    });
    const before = await server.bytesInUse();
    smb.socket.pause();
    const read = {
      command: Command.READ,
      body: bodies.read(fileId, { length: MEGABYTE }),
      options: { ...options, header: { creditCharge: 16, credits: 16 } },
    };
    // 200 MB, in four kilobytes a piece.
    for (let i = 0; i < 5; i++) smb.sendCompound(Array.from({ length: 40 }, () => read));
    await server.expectServing();
    let used = 0;
    for (let looks = 0; looks < 5; looks++) {
      await server.expectServing();
      used = Math.max(used, (await server.bytesInUse()) - before);
    }
    assert.ok(used < 40 * MEGABYTE, `${Math.round(used / MEGABYTE)} MB are held`);
    smb.socket.resume();
    let answered = 0;
    while (answered < 200) answered += splitCompound(await smb.receivePayload()).length;
  });
});
