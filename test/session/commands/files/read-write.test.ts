import assert from 'node:assert/strict';
import {
  AccessMask,
  CloseFlags,
  Command,
  CreateDisposition,
  CreateOptions,
  decodeCloseResponse,
  decodeReadResponse,
  decodeWriteResponse,
  Dialect,
  encodeEchoRequest,
  encodeMessage,
  frame,
  ReadFlags,
  WriteFlags,
} from '../../../../src/smb2-codec/index.js';
import { asBob, expectStatus } from '../../support.js';
import { bodies, connect, succeeded } from './file-client.js';
import { serveFolder } from './shared-folder.js';

const UNKNOWN = { persistent: 1n, volatile: 999n };
const { READ_UNBUFFERED } = ReadFlags;
const { WRITE_THROUGH, WRITE_UNBUFFERED } = WriteFlags;
const { FILE_NO_INTERMEDIATE_BUFFERING } = CreateOptions;

describe('[MS-SMB2] 3.3.5.12 Receiving an SMB2 READ Request', () => {
  it('reads from an offset, and less at the end of the file', async () => {
    await using server = await serveFolder();
    server.put('a', '0123456789');
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const read = async (offset: bigint, length: number) =>
      decodeReadResponse(succeeded(await client.read(fileId, { offset, length }))).data.toString();
    assert.equal(await read(0n, 4), '0123');
    assert.equal(await read(4n, 3), '456');
    assert.equal(await read(8n, 100), '89');
    assert.equal(await read(3n, 0), '');
  });

  it('several credits pay for more than 64 KiB, fewer do not', async () => {
    await using server = await serveFolder();
    server.put('a', 'x'.repeat(200_000));
    const client = await connect(server);
    const { fileId } = await client.open('a');
    const body = bodies.read(fileId, { length: 200_000 });
    const paid = await client.request(Command.READ, body, { header: { creditCharge: 4 } });
    assert.equal(decodeReadResponse(succeeded(paid)).data.length, 200_000);
    const unpaid = await client.request(Command.READ, body, { header: { creditCharge: 3 } });
    expectStatus(unpaid, 'STATUS_INVALID_PARAMETER');
  });

  for (const [why, body, status] of [
    ['beyond the end', { offset: 10n }, 'STATUS_END_OF_FILE'],
    ['at the end', { offset: 5n }, 'STATUS_END_OF_FILE'],
    ['less than MinimumCount', { minimumCount: 6 }, 'STATUS_END_OF_FILE'],
    ['more than MaxReadSize', { length: 0x7fffffff }, 'STATUS_INVALID_PARAMETER'],
    ['an RDMA channel', { channel: 1 }, 'STATUS_INVALID_PARAMETER'],
    ['an offset no file has', { offset: 1n << 63n }, 'STATUS_INVALID_PARAMETER'],
    ['a FileId nobody has', { fileId: UNKNOWN }, 'STATUS_FILE_CLOSED'],
  ] as const) {
    it(`${why}: ${status}`, async () => {
      await using server = await serveFolder();
      server.put('a', 'five!');
      const client = await connect(server);
      const { fileId } = await client.open('a');
      expectStatus(await client.read(fileId, body), status);
    });
  }

  it('before SMB 3 the field Channel means nothing', async () => {
    await using server = await serveFolder();
    server.put('a', 'five!');
    const client = await connect(server, { negotiate: { dialects: [Dialect.SMB_2_1] } });
    const { fileId } = await client.open('a');
    expectStatus(await client.read(fileId, { channel: 1 }), 'STATUS_SUCCESS');
  });

  it('without FILE_READ_DATA: STATUS_ACCESS_DENIED; FILE_EXECUTE brings it', async () => {
    await using server = await serveFolder();
    server.put('a', 'five!');
    const client = await connect(server);
    const blind = await client.open('a', { desiredAccess: AccessMask.FILE_READ_ATTRIBUTES });
    expectStatus(await client.read(blind.fileId), 'STATUS_ACCESS_DENIED');
    const runner = await client.open('a', { desiredAccess: AccessMask.FILE_EXECUTE });
    assert.equal(await client.contents(runner.fileId), 'five!');
  });

  it('a directory: STATUS_INVALID_DEVICE_REQUEST', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('', { createOptions: CreateOptions.FILE_DIRECTORY_FILE });
    expectStatus(await client.read(fileId), 'STATUS_INVALID_DEVICE_REQUEST');
    expectStatus(await client.write(fileId, 'x'), 'STATUS_INVALID_DEVICE_REQUEST');
  });

  it('a pipe, unbuffered: STATUS_INVALID_PARAMETER; with nothing to read: STATUS_PIPE_EMPTY', async () => {
    await using server = await serveFolder();
    const client = await connect(server, { share: 'IPC$' });
    const { fileId } = await client.open('srvsvc');
    expectStatus(await client.read(fileId), 'STATUS_PIPE_EMPTY');
    expectStatus(await client.read(fileId, { flags: READ_UNBUFFERED }), 'STATUS_INVALID_PARAMETER');
  });
});

describe('[MS-SMB2] 3.3.5.13 Receiving an SMB2 WRITE Request', () => {
  it('the response means that the bytes are in the file', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('a');
    assert.deepEqual(decodeWriteResponse(succeeded(await client.write(fileId, 'hello'))), { count: 5 });
    assert.equal(server.text('a'), 'hello');
    succeeded(await client.write(fileId, 'j'));
    succeeded(await client.write(fileId, '!', { offset: 7n }));
    assert.equal(server.text('a'), 'jello\0\0!');
    assert.deepEqual(decodeWriteResponse(succeeded(await client.write(fileId, ''))), { count: 0 });
  });

  it('a reader, and an open without FILE_WRITE_DATA: STATUS_ACCESS_DENIED', async () => {
    await using server = await serveFolder();
    server.put('a', 'five!');
    for (const [options, access] of [
      [asBob, AccessMask.GENERIC_READ],
      [{}, AccessMask.GENERIC_READ | AccessMask.FILE_WRITE_ATTRIBUTES],
    ] as const) {
      const client = await connect(server, options);
      const body = { desiredAccess: access, createDisposition: CreateDisposition.FILE_OPEN };
      const { fileId } = await client.open('a', body);
      expectStatus(await client.write(fileId, 'x'), 'STATUS_ACCESS_DENIED');
    }
    assert.equal(server.text('a'), 'five!');
  });

  it('FILE_APPEND_DATA alone adds, and changes nothing', async () => {
    await using server = await serveFolder();
    server.put('a', 'five!');
    const client = await connect(server);
    const { fileId } = await client.open('a', { desiredAccess: AccessMask.FILE_APPEND_DATA });
    expectStatus(await client.write(fileId, 'x', { offset: 2n }), 'STATUS_ACCESS_DENIED');
    succeeded(await client.write(fileId, ' six!', { offset: 5n }));
    assert.equal(server.text('a'), 'five! six!');
  });

  for (const [dialect, options, flags, status] of [
    ['SMB_2_0_2', 0, WRITE_THROUGH, 'STATUS_SUCCESS'],
    ['SMB_2_1', 0, WRITE_THROUGH, 'STATUS_INVALID_PARAMETER'],
    ['SMB_2_1', FILE_NO_INTERMEDIATE_BUFFERING, WRITE_THROUGH, 'STATUS_SUCCESS'],
    ['SMB_3_0', 0, WRITE_THROUGH | WRITE_UNBUFFERED, 'STATUS_INVALID_PARAMETER'],
    ['SMB_3_0_2', 0, WRITE_THROUGH, 'STATUS_INVALID_PARAMETER'],
    ['SMB_3_0_2', 0, WRITE_THROUGH | WRITE_UNBUFFERED, 'STATUS_SUCCESS'],
    ['SMB_3_1_1', FILE_NO_INTERMEDIATE_BUFFERING, WRITE_THROUGH, 'STATUS_SUCCESS'],
  ] as const) {
    it(`${dialect}, CreateOptions ${options}, Flags ${flags}: ${status}`, async () => {
      await using server = await serveFolder();
      const client = await connect(server, { negotiate: { dialects: [Dialect[dialect]] } });
      const { fileId } = await client.open('a', { createOptions: options });
      expectStatus(await client.write(fileId, 'x', { flags }), status);
    });
  }

  it('an RDMA channel: STATUS_INVALID_PARAMETER', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('a');
    expectStatus(await client.write(fileId, 'x', { channel: 2 }), 'STATUS_INVALID_PARAMETER');
    assert.equal(server.text('a'), '');
  });
});

describe('[MS-SMB2] 3.3.5.11 Receiving an SMB2 FLUSH Request', () => {
  it('succeeds for who may write, and for a pipe', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('a');
    expectStatus(await client.flush(fileId), 'STATUS_SUCCESS');
    const onPipes = await client.onTree('IPC$');
    expectStatus(await onPipes.flush((await onPipes.open('srvsvc')).fileId), 'STATUS_SUCCESS');
  });

  it('who may not write: STATUS_ACCESS_DENIED, on a file and on a directory', async () => {
    await using server = await serveFolder();
    server.put('a', '');
    const client = await connect(server, asBob);
    for (const name of ['a', '']) {
      const body = { desiredAccess: AccessMask.GENERIC_READ, createDisposition: CreateDisposition.FILE_OPEN };
      const { fileId } = await client.open(name, body);
      expectStatus(await client.flush(fileId), 'STATUS_ACCESS_DENIED');
    }
  });
});

describe('[MS-SMB2] 3.3.5.10 Receiving an SMB2 CLOSE Request', () => {
  it('tells the attributes if it is asked for them', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    for (const [flags, endOfFile] of [
      [0, 0n],
      [CloseFlags.POSTQUERY_ATTRIB, 5n],
    ] as const) {
      const { fileId } = await client.open('a');
      succeeded(await client.write(fileId, 'hello'));
      const response = decodeCloseResponse(succeeded(await client.close(fileId, flags)));
      assert.equal(response.flags, flags);
      assert.equal(response.endOfFile, endOfFile);
      assert.equal(response.lastWriteTime === 0n, flags === 0);
    }
  });

  it('a pipe has none, and is closed all the same', async () => {
    await using server = await serveFolder();
    const client = await connect(server, { share: 'IPC$' });
    const { fileId } = await client.open('srvsvc');
    const reply = await client.close(fileId, CloseFlags.POSTQUERY_ATTRIB);
    assert.equal(decodeCloseResponse(succeeded(reply)).flags, 0);
    expectStatus(await client.close(fileId), 'STATUS_FILE_CLOSED');
  });

  it('twice, and with a wrong half of the FileId: STATUS_FILE_CLOSED', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const { fileId } = await client.open('a');
    expectStatus(await client.close({ ...fileId, persistent: fileId.persistent + 1n }), 'STATUS_FILE_CLOSED');
    expectStatus(await client.close(fileId), 'STATUS_SUCCESS');
    expectStatus(await client.close(fileId), 'STATUS_FILE_CLOSED');
    expectStatus(await client.read(fileId), 'STATUS_FILE_CLOSED');
  });

  it('FILE_DELETE_ON_CLOSE: the file goes with the last open', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const first = await client.open('a', { createOptions: CreateOptions.FILE_DELETE_ON_CLOSE });
    const second = await client.open('a');
    succeeded(await client.close(first.fileId));
    expectStatus(await client.create('a'), 'STATUS_DELETE_PENDING');
    assert.deepEqual(server.names(), ['a']);
    succeeded(await client.close(second.fileId));
    assert.deepEqual(server.names(), []);
  });
});

describe('READ and WRITE of long messages, in memory that is used again', () => {
  const LENGTH = 100_000;
  const MEGABYTE = 1024 * 1024;
  const ROUNDS = 4;
  /** Bytes that tell their client and their place. */
  const piece = (mark: number, round: number) =>
    Buffer.alloc(LENGTH, Buffer.from(`${mark}/${round} is what this client wrote; `));

  for (const [name, protection] of [
    ['signed', { sign: true }],
    ['encrypted', { encrypt: true }],
  ] as const) {
    it(`${name}: each of several clients reads what it wrote, and each of its requests stays whole`, async () => {
      await using server = await serveFolder();
      const paid = { ...protection, header: { creditCharge: 2 } };
      const transfer = async (mark: number) => {
        const client = await connect(server);
        const { fileId } = await client.open(`file-${mark}`, {
          desiredAccess: AccessMask.GENERIC_READ | AccessMask.GENERIC_WRITE,
          createDisposition: CreateDisposition.FILE_OVERWRITE_IF,
        });
        for (let round = 0; round < ROUNDS; round++) {
          const offset = BigInt(round * LENGTH);
          const body = bodies.write(fileId, piece(mark, round), { offset });
          const { count } = decodeWriteResponse(succeeded(await client.request(Command.WRITE, body, paid)));
          assert.equal(count, LENGTH);
        }
        for (let round = 0; round < ROUNDS; round++) {
          const body = bodies.read(fileId, { offset: BigInt(round * LENGTH), length: LENGTH });
          const { data } = decodeReadResponse(succeeded(await client.request(Command.READ, body, paid)));
          assert.ok(data.equals(piece(mark, round)), `client ${mark}, round ${round}`);
        }
        // Half of a message and less: the rest of its memory holds other bytes.
        const body = bodies.read(fileId, { offset: BigInt(ROUNDS * LENGTH - 1000), length: LENGTH });
        const { data } = decodeReadResponse(succeeded(await client.request(Command.READ, body, paid)));
        assert.ok(data.equals(piece(mark, ROUNDS - 1).subarray(LENGTH - 1000)));
      };
      await Promise.all([1, 2].map(transfer));
    });
  }

  it('heldBytesPerAddress: memory of others that an announced length takes counts as held', async () => {
    const limit = 1.5 * MEGABYTE;
    await using server = await serveFolder({ limits: { heldBytesPerAddress: limit } });
    const first = await connect(server);
    const { fileId } = await first.open('file', {
      desiredAccess: AccessMask.GENERIC_WRITE,
      createDisposition: CreateDisposition.FILE_OVERWRITE_IF,
    });
    const paid = { header: { creditCharge: 16 } };
    succeeded(await first.request(Command.WRITE, bodies.write(fileId, Buffer.alloc(MEGABYTE)), paid));

    // A few bytes of a frame as long as that one, behind a request whose answer tells that they have come.
    const second = await connect(server);
    const echo = { command: Command.ECHO, messageId: second.smb.nextMessageId++, credits: 1 };
    const begun = frame(Buffer.alloc(MEGABYTE)).subarray(0, 100);
    second.smb.sendRaw(Buffer.concat([frame(encodeMessage(echo, encodeEchoRequest)), begun]));
    await second.smb.receive();

    const third = await connect(server);
    third.smb.sendRaw(frame(Buffer.alloc(MEGABYTE)).subarray(0, 0.75 * MEGABYTE));
    await third.smb.expectDisconnect();
    assert.equal(server.limitHits.get('heldBytesPerAddress'), 1);
  });
});
