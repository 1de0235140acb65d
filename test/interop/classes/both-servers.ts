import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from '../../../src/server/create-server.js';
import { AccessMask, CreateDisposition, Dialect, type FileId } from '../../../src/smb2-codec/index.js';
import { FileClient } from '../../session/commands/files/file-client.js';
import { expectStatus } from '../../session/support.js';
import { SmbClient } from '../../support/smb-client.js';
import { login, negotiate } from '../../support/smb-client-login.js';
import { Smbd } from '../../support/smbd.js';
import { observeControls, observeCreate, observeTransfer, observeValidate } from './command-structures.js';
import type { Observations } from './observations.js';
import {
  observeDirectoryClasses,
  observeFileClasses,
  observeSecurity,
  observeVolumeClasses,
} from './query-classes.js';

const password = 'secret';
/** Without asynchronous reads: their interim responses have a signature without its flag. */
const settings = ['read only = no', 'aio read size = 0', 'aio write size = 0', 'strict sync = no'];
const fileName = 'A long name.txt';
/** For what may leave a trace. */
const otherName = 'other';
const targets = { file: fileName, directory: 'sub', root: '' } as const;

/** The same questions to smbd and to our server, which share one folder. */
export async function observeBoth(): Promise<{ readonly smbd: Observations; readonly ours: Observations }> {
  await using smbd = await Smbd.start(password, settings);
  const folder = smbd.shared;
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, fileName), 'thirteen byte');
  writeFileSync(join(folder, otherName), 'thirteen byte');
  // A look changes no time of the last access that is newer than the last change.
  const now = Date.now() / 1000;
  for (const name of [fileName, 'sub', '']) utimesSync(join(folder, name), now + 3600, now - 3600);
  const observed = await observeServer(smbd.port);
  await using ours = createServer({
    accounts: [{ name: 'root', password }],
    shares: [{ name: 'files', path: folder }],
  });
  const { port } = await ours.listen();
  return { smbd: observed, ours: await observeServer(port) };
}

async function observeServer(port: number): Promise<Observations> {
  const client = await connect(port, Dialect.SMB_3_1_1);
  const found = new Map<string, string>();
  const collect = async (observed: AsyncIterable<[string, string]>): Promise<void> => {
    for await (const [path, value] of observed) found.set(path, value);
  };
  for (const [target, name] of Object.entries(targets)) {
    await collect(observeCreate(client, target, name));
    const fileId = await open(client, name);
    await collect(observeFileClasses(client, target, fileId));
    await collect(observeVolumeClasses(client, target, fileId));
    await collect(observeSecurity(client, target, fileId));
    if (target === 'root') await collect(observeDirectoryClasses(client, fileId, fileName));
    await client.close(fileId);
  }
  for (const [target, name] of Object.entries({ ...targets, file: otherName })) {
    const fileId = await open(client, name);
    await collect(observeControls(client, target, fileId));
    if (target === 'file') await collect(observeTransfer(client, target, fileId));
    await client.close(fileId);
  }
  const pipes = await client.onTree('IPC$');
  const { fileId: pipe } = await pipes.open('srvsvc', { createDisposition: CreateDisposition.FILE_OPEN });
  await collect(observeFileClasses(pipes, 'pipe', pipe));
  await collect(observeVolumeClasses(pipes, 'pipe', pipe));
  await collect(observeSecurity(pipes, 'pipe', pipe));
  client.smb.close();
  const older = await connect(port, Dialect.SMB_3_0);
  await collect(observeValidate(older));
  older.smb.close();
  return found;
}

async function connect(port: number, dialect: number): Promise<FileClient> {
  const smb = await SmbClient.connect(port);
  await negotiate(smb, { dialects: [dialect] });
  const session = await login(smb, { user: 'root', password });
  const reply = await smb.treeConnect('files', { session });
  expectStatus(reply, 'STATUS_SUCCESS');
  return new FileClient(smb, session, reply.header.treeId);
}

async function open(client: FileClient, name: string): Promise<FileId> {
  const body = { createDisposition: CreateDisposition.FILE_OPEN, desiredAccess: AccessMask.MAXIMUM_ALLOWED };
  return (await client.open(name, body)).fileId;
}
