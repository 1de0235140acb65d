import assert from 'node:assert/strict';
import { once } from 'node:events';
import type * as api from '../../src/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { CreateDisposition } from '../../src/smb2-codec/index.js';
import { FileClient } from '../session/commands/files/file-client.js';
import { Realm } from './in-another-realm.js';
import { SmbClient } from './smb-client.js';
import { login, negotiate, tryLogin } from './smb-client-login.js';

/*
 * Run by realm.test.ts in a process of its own: the server lives in another realm, with options made there; its client
 * does not. Prints what the server recorded.
 */

const realm = new Realm();
const index = new URL('../../src/index.js', import.meta.url);
const { createServer } = (await realm.import(index)) as unknown as typeof api;

const errors: unknown[] = [];
realm.context['log'] = (message: string, { error }: { readonly error: unknown }) =>
  errors.push(message, error);
/** The MD4 of “secret” in UTF-16LE. */
const ntHash = [...Buffer.from('878d8014606cda29677a44efa1353fc7', 'hex')].join();
const options = realm.evaluate(`({
  accounts: [{ name: 'alice', ntHash: Uint8Array.of(${ntHash}) }],
  shares: [{ name: 'files', temporary: true }],
  logger: { error: log, warn() {} },
})`) as api.ServerOptions;
assert.notEqual(Object.getPrototypeOf(options), Object.prototype);

const server = createServer(options);
const reasons: string[] = [];
server.on('attempt', ({ reason }) => reasons.push(reason));
const { port } = await server.listen();

const refused = await SmbClient.connect(port);
await negotiate(refused);
await tryLogin(refused, { password: 'wrong' });
refused.close();

const smb = await SmbClient.connect(port);
await negotiate(smb);
const session = await login(smb);
const { header } = await smb.treeConnect('files', { session });
const files = new FileClient(smb, session, header.treeId);
const { fileId } = await files.open('new.txt');
await files.write(fileId, 'hello');
const contents = await files.contents(fileId);
const missing = await files.create('missing.txt', { createDisposition: CreateDisposition.FILE_OPEN });
const taken = await files.create('new.txt', { createDisposition: CreateDisposition.FILE_CREATE });
smb.close();

server.on('attempt', realm.evaluate(`async () => { throw new TypeError('in a listener'); }`) as () => void);
const next = server.next('attempt');
const stranger = await SmbClient.connect(port);
stranger.close();
await next;
await server.close();
await once(process, 'beforeExit');

process.stdout.write(
  JSON.stringify({
    reasons,
    contents,
    missing: missing.status === NtStatus.STATUS_OBJECT_NAME_NOT_FOUND,
    taken: taken.status === NtStatus.STATUS_OBJECT_NAME_COLLISION,
    errors: errors.map(String),
  }),
);
