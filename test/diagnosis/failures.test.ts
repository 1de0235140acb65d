import assert from 'node:assert/strict';
import { failureRecord, incidentRecord } from '../../src/diagnosis/output/samba-audit.js';
import { failureParagraph, incidentParagraph, noColours } from '../../src/diagnosis/output/paragraph.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import type { ServerOptions } from '../../src/server/options.js';
import { ShareError } from '../../src/shares/share-error.js';
import type { DiskShare } from '../../src/shares/share.js';
import {
  AccessMask,
  Command,
  CreateDisposition,
  CreateOptions,
  encodeCreateRequest,
  ImpersonationLevel,
  ShareAccess,
} from '../../src/smb2-codec/index.js';
import type { ClientSession, SmbClient } from '../support/smb-client.js';
import { login, type LoginOptions } from '../support/smb-client-login.js';
import { diskShare } from '../session/support.js';
import { type Fixture, serve } from '../session/support.js';

interface Wish {
  readonly name: string;
  readonly access?: number;
  readonly disposition?: number;
  readonly options?: number;
}

const write = { access: AccessMask.GENERIC_WRITE, disposition: CreateDisposition.FILE_OPEN_IF };
const directory = { options: CreateOptions.FILE_DIRECTORY_FILE };

/** A client on the share `disk`, and its CREATEs. */
async function connected(server: Fixture, options?: LoginOptions) {
  const client = await server.negotiated();
  const session = await login(client, options);
  const { header } = await client.treeConnect('disk', { session });
  return {
    client,
    session,
    create: (wish: Wish) => create(client, session, header.treeId, wish),
  };
}

function create(client: SmbClient, session: ClientSession, treeId: number, wish: Wish) {
  return client.request(
    Command.CREATE,
    (w) =>
      encodeCreateRequest(w, {
        requestedOplockLevel: 0,
        impersonationLevel: ImpersonationLevel.IMPERSONATION,
        desiredAccess: wish.access ?? AccessMask.GENERIC_READ,
        fileAttributes: 0,
        shareAccess: ShareAccess.FILE_SHARE_READ,
        createDisposition: wish.disposition ?? CreateDisposition.FILE_OPEN,
        createOptions: wish.options ?? 0,
        name: wish.name,
        createContexts: [],
      }),
    { session, header: { treeId } },
  );
}

/** A share on which every CREATE fails in the same way. */
function failing(status: NtStatus, code?: string): Partial<ServerOptions> {
  const cause = code && Object.assign(new Error('no'), { code, syscall: 'open', errno: -1 });
  const open: DiskShare['open'] = () => Promise.reject(new ShareError(status, cause));
  return { shares: [{ ...diskShare(), open }] };
}

const temporary: Partial<ServerOptions> = { shares: [{ name: 'disk', temporary: true }] };

describe('what fails on a share is told', () => {
  const cases: readonly (readonly [string, Partial<ServerOptions>, Wish, RegExp])[] = [
    [
      'share-read-only',
      { shares: [diskShare({ accessOf: () => 'read' })] },
      { name: 'scan.pdf', ...write },
      /CREATE of “scan\.pdf” on share “disk”: STATUS_ACCESS_DENIED\.$/,
    ],
    [
      'folder-not-found',
      temporary,
      { name: 'scans\\a.pdf', ...write },
      /“scans\\a\.pdf” on share “disk”: STATUS_OBJECT_PATH_NOT_FOUND/,
    ],
    ['folder-not-found', temporary, { name: 'scans', ...directory }, /STATUS_OBJECT_NAME_NOT_FOUND/],
    [
      'disk-refused',
      failing(NtStatus.STATUS_ACCESS_DENIED, 'EACCES'),
      { name: 'a.pdf', ...write },
      /STATUS_ACCESS_DENIED, EACCES of the operating system\.$/,
    ],
    [
      'disk-refused',
      failing(NtStatus.STATUS_ACCESS_DENIED, 'EACCES'),
      { name: '', ...directory },
      /The CREATE of the root on share “disk”: STATUS_ACCESS_DENIED, EACCES/,
    ],
    ['file-access-denied', failing(NtStatus.STATUS_ACCESS_DENIED), { name: 'a', ...write }, /“a”/],
    ['disk-full', failing(NtStatus.STATUS_DISK_FULL, 'ENOSPC'), { name: 'a', ...write }, /ENOSPC/],
    ['file-in-use', failing(NtStatus.STATUS_SHARING_VIOLATION), { name: 'a' }, /SHARING_VIOLATION/],
    ['file-name-invalid', temporary, { name: 'a:b:c?', ...write }, /OBJECT_NAME_INVALID/],
    [
      'file-request-failed',
      { ...temporary, limits: { opensPerSession: 0 } },
      { name: 'a', ...write },
      /INSUFFICIENT_RESOURCES/,
    ],
  ];
  for (const [reason, options, wish, says] of cases) {
    it(`${reason}: ${JSON.stringify(wish.name)}`, async () => {
      await using server = await serve(options);
      await (await connected(server)).create(wish);
      const [record] = await server.failureRecords(1);
      assert.ok(record);
      assert.deepEqual([record.reason, record.share, record.path], [reason, 'disk', wish.name]);
      assert.match(record.explanation, says);
      assert.deepEqual([record.identity?.account, record.attempt, record.count], ['alice', 1, 1]);
    });
  }

  it('but not that a client looks whether there is a file', async () => {
    await using server = await serve(temporary);
    const { create: open } = await connected(server);
    await open({ name: 'desktop.ini' });
    await open({ name: 'missing', ...directory });
    const [first] = await server.failureRecords(1);
    assert.equal(first?.path, 'missing');
  });

  it('as a line of JSON and as a paragraph', async () => {
    await using server = await serve(temporary);
    await (await connected(server)).create({ name: 'sc\u202eans', ...directory });
    const [record] = await server.failureRecords(1);
    assert.ok(record);
    const line: unknown = JSON.parse(JSON.stringify(failureRecord(record)));
    assert.ok(typeof line === 'object' && line !== null && 'Failure' in line && 'type' in line);
    assert.equal(line.type, 'Failure');
    const { command, share, path, status, account, diagnosis } = line.Failure as Record<string, unknown>;
    assert.deepEqual(
      [command, share, path, status, account],
      ['CREATE', 'disk', 'sc\u202eans', 'NT_STATUS_OBJECT_NAME_NOT_FOUND', 'alice'],
    );
    const { reason, count, systemCode } = diagnosis as Record<string, unknown>;
    assert.deepEqual([reason, count, systemCode], ['folder-not-found', 1, null]);

    const text = failureParagraph({ ...record, count: 10, omitted: 3 }, { colours: noColours, width: 90 });
    assert.match(text, /FAILED {2}CREATE of “disk\\sc\\u\{202e\}ans” for “alice”\s+\[folder-not-found, /);
    assert.match(text, /STATUS_OBJECT_NAME_NOT_FOUND, 10 times\]/);
    assert.match(text, /3 others of this connection were left out/);
    assert.match(text, /→ Create the folder/);
  });
});

describe('what is told of a connection stays in proportion', () => {
  it('the same failure is told the first, tenth and hundredth time, and in the end', async () => {
    await using server = await serve(temporary);
    const { client, create: open } = await connected(server);
    for (let i = 0; i < 123; i++) await open({ name: 'scans', ...directory });
    client.close();
    const records = await server.failureRecords(4);
    assert.deepEqual(
      records.map(({ count }) => count),
      [1, 10, 100, 123],
    );
    assert.match(records[3]?.explanation ?? '', /It happened 123 times so far\.$/);
  });

  it('a thousand different ones are counted', async () => {
    await using server = await serve(temporary);
    const { client, create: open } = await connected(server);
    for (let i = 0; i < 1000; i++) await open({ name: `scans ${i}`, ...directory });
    client.close();
    const all = await server.failureRecords(52);
    await server.close();
    assert.equal(all.length, 52);
    assert.equal(all.reduce((sum, { omitted }) => sum + omitted, 0) + all.length, 1000);
  });
});

describe('what becomes of a session', () => {
  it('its end by time is an incident, not a refusal of the client', async () => {
    await using server = await serve({ policy: { sessionLifetimeSeconds: 60 } });
    const { client, session } = await connected(server);
    server.runtime.advance(60_000);
    await client.treeConnect('disk', { session });
    const [incident] = await server.incidentRecords(1);
    assert.ok(incident);
    assert.deepEqual([incident.reason, incident.command], ['session-expired', undefined]);
    assert.match(incident.explanation, /“SMB2AUTH\\alice”/);
    assert.match(
      incidentParagraph(incident, { colours: noColours, width: 90 }),
      /EXPIRED {2}the session of “alice” from 127\.0\.0\.1/,
    );
  });

  it('also before anything was done with it', async () => {
    await using server = await serve({ policy: { sessionLifetimeSeconds: 60 } });
    const client = await server.negotiated();
    const session = await login(client);
    server.runtime.advance(60_000);
    await client.treeConnect('disk', { session });
    assert.equal((await server.incidentRecords(1))[0]?.reason, 'session-expired');
    assert.deepEqual((await server.records(1))[0]?.next, ['session over: expired']);
  });

  it('a request that names none, or another, on a connection where somebody is logged in', async () => {
    await using server = await serve();
    const { client } = await connected(server);
    await client.treeConnect('disk', { header: { sessionId: 0n } });
    const [incident] = await server.incidentRecords(1);
    assert.ok(incident);
    assert.deepEqual([incident.reason, incident.command], ['session-not-found', 'TREE_CONNECT']);
    assert.match(incident.explanation, /Its TREE_CONNECT was refused: it names no session\./);
    assert.ok('Incident' in incidentRecord(incident));
  });
});
