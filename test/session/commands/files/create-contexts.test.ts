import assert from 'node:assert/strict';
import { NtStatus } from '../../../../src/constants/nt-status.js';
import { encodeFileFullEaInformation } from '../../../../src/smb2-codec/fscc/index.js';
import {
  AccessMask,
  type CreateContext,
  CreateContextName,
  CreateDisposition,
  CreateOptions,
  type CreateRequest,
  decodeMaximalAccessResponse,
  decodeOnDiskId,
  encodeAllocationSize,
  encodeMaximalAccessRequest,
  encodeTimewarpToken,
  OplockLevel,
} from '../../../../src/smb2-codec/index.js';
import { asBob, expectStatus } from '../../support.js';
import { connect } from './file-client.js';
import { serveFolder } from './shared-folder.js';

const { FILE_OPEN, FILE_OPEN_IF, FILE_OVERWRITE } = CreateDisposition;

describe('[MS-SMB2] 3.3.5.9.1 to 3.3.5.9.14 create contexts', () => {
  const open = async (createContexts: readonly CreateContext[], more: Partial<CreateRequest> = {}) => {
    await using server = await serveFolder();
    server.put('a', 'contents');
    const client = await connect(server);
    return await client.create('a', { createContexts, ...more });
  };

  it('3.3.5.9.5 MxAc: the truth about a file, a read-only one, and a reader', async () => {
    await using server = await serveFolder();
    server.put('a', '');
    const writer = await connect(server);
    const reader = await connect(server, asBob);
    const maximalAccess = async (client: typeof writer, name: string) => {
      const { createContexts } = await client.open(name, {
        desiredAccess: AccessMask.READ_CONTROL,
        createDisposition: FILE_OPEN,
        createContexts: [{ name: 'MxAc', data: encodeMaximalAccessRequest(undefined) }],
      });
      assert.deepEqual(
        createContexts.map(({ name: context }) => context),
        ['MxAc'],
      );
      return decodeMaximalAccessResponse(createContexts[0]?.data ?? Buffer.alloc(0));
    };
    const success = { queryStatus: NtStatus.STATUS_SUCCESS };
    assert.deepEqual(await maximalAccess(writer, 'a'), { ...success, maximalAccess: 0x001f01ff });
    assert.deepEqual(await maximalAccess(reader, 'a'), { ...success, maximalAccess: 0x001200a9 });
  });

  it('3.3.5.9.5 MxAc with the ChangeTime of the file: STATUS_NONE_MAPPED', async () => {
    await using server = await serveFolder();
    server.put('a', '');
    const client = await connect(server);
    const { changeTime } = await client.open('a');
    for (const [timestamp, queryStatus] of [
      [changeTime, NtStatus.STATUS_NONE_MAPPED],
      [changeTime + 1n, NtStatus.STATUS_SUCCESS],
    ] as const) {
      const data = encodeMaximalAccessRequest(timestamp);
      const { createContexts } = await client.open('a', { createContexts: [{ name: 'MxAc', data }] });
      const answer = decodeMaximalAccessResponse(createContexts[0]?.data ?? Buffer.alloc(0));
      assert.equal(answer.queryStatus, queryStatus);
      assert.equal(answer.maximalAccess === 0, queryStatus === NtStatus.STATUS_NONE_MAPPED);
    }
  });

  it('QFid: the same for the same file, another for another', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const idOf = async (name: string) => {
      const createContexts = [{ name: CreateContextName.QUERY_ON_DISK_ID, data: Buffer.alloc(0) }];
      const response = await client.open(name, { createContexts });
      return decodeOnDiskId(response.createContexts[0]?.data ?? Buffer.alloc(0));
    };
    const [a, again, b] = [await idOf('a'), await idOf('A'), await idOf('b')];
    assert.deepEqual(a, again);
    assert.notEqual(a.diskFileId, b.diskFileId);
    assert.equal(a.volumeId, b.volumeId);
  });

  it('leases, durable handles, security descriptors and unknown contexts are ignored', async () => {
    await using server = await serveFolder();
    const client = await connect(server);
    const response = await client.open('a', {
      requestedOplockLevel: OplockLevel.SMB2_OPLOCK_LEVEL_LEASE,
      createContexts: [
        { name: CreateContextName.REQUEST_LEASE, data: Buffer.alloc(52, 7) },
        { name: CreateContextName.DURABLE_HANDLE_REQUEST, data: Buffer.alloc(16) },
        { name: CreateContextName.DURABLE_HANDLE_REQUEST_V2, data: Buffer.alloc(32) },
        { name: CreateContextName.SD_BUFFER, data: Buffer.alloc(20) },
        { name: CreateContextName.AAPL, data: Buffer.alloc(24) },
        { name: 'Zzzz', data: Buffer.alloc(3) },
      ],
    });
    assert.deepEqual(response.createContexts, []);
    assert.equal(response.oplockLevel, OplockLevel.SMB2_OPLOCK_LEVEL_NONE);
  });

  for (const [why, context, status] of [
    [
      'a durable handle to come back to',
      { name: CreateContextName.DURABLE_HANDLE_RECONNECT, data: Buffer.alloc(16) },
      'STATUS_OBJECT_NAME_NOT_FOUND',
    ],
    [
      'a durable handle of version 2',
      { name: CreateContextName.DURABLE_HANDLE_RECONNECT_V2, data: Buffer.alloc(36) },
      'STATUS_OBJECT_NAME_NOT_FOUND',
    ],
    [
      'a snapshot',
      { name: CreateContextName.TIMEWARP_TOKEN, data: encodeTimewarpToken(1n) },
      'STATUS_OBJECT_NAME_NOT_FOUND',
    ],
    ['a name of three letters', { name: 'ABC', data: Buffer.alloc(0) }, 'STATUS_INVALID_PARAMETER'],
    ['half a time stamp', { name: 'MxAc', data: Buffer.alloc(4) }, 'STATUS_INVALID_PARAMETER'],
  ] as const) {
    it(`${why}: ${status}`, async () => expectStatus(await open([context]), status));
  }

  it('3.3.5.9.1 ExtA: no file has extended attributes', async () => {
    const attribute = { flags: 0, eaName: 'user', eaValue: Buffer.from('x') };
    const { data } = encodeFileFullEaInformation([attribute], 1024);
    const context = { name: CreateContextName.EA_BUFFER, data };
    expectStatus(await open([context], { createDisposition: FILE_OPEN }), 'STATUS_SUCCESS');
    expectStatus(await open([context], { createDisposition: FILE_OPEN_IF }), 'STATUS_EAS_NOT_SUPPORTED');
    const ignorant = { createDisposition: FILE_OPEN, createOptions: CreateOptions.FILE_NO_EA_KNOWLEDGE };
    expectStatus(await open([context], ignorant), 'STATUS_ACCESS_DENIED');
  });

  it('3.3.5.9.3 AlSi: more than the disk holds is STATUS_DISK_FULL, and ignored where nothing is created', async () => {
    const context = { name: CreateContextName.ALLOCATION_SIZE, data: encodeAllocationSize(1n << 52n) };
    expectStatus(await open([context], { createDisposition: FILE_OVERWRITE }), 'STATUS_DISK_FULL');
    expectStatus(await open([context], { createDisposition: FILE_OPEN }), 'STATUS_SUCCESS');
  });
});
