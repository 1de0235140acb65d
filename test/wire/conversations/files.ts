import {
  AccessMask,
  CloseFlags,
  Command,
  CreateContextName,
  CreateOptions,
  encodeAllocationSize,
  encodeMaximalAccessRequest,
  LockFlags,
  NO_FILE_ID,
  type CreateRequest,
} from '../../../src/smb2-codec/index.js';
import { bodies } from '../../support/bodies.js';
import type { Conversation, Talk } from '../conversation.js';
import type { Tree } from '../line.js';

/** CreateDisposition ([MS-SMB2] 2.2.13). */
const dispositions = { SUPERSEDE: 0, OPEN: 1, CREATE: 2, OPEN_IF: 3, OVERWRITE: 4, OVERWRITE_IF: 5 } as const;

/** A CREATE, and a CLOSE where it succeeded. */
async function tryCreate(
  tree: Tree,
  about: string,
  name: string,
  body: Partial<CreateRequest> = {},
): Promise<void> {
  const reply = await tree.create(name, body, about);
  if (reply?.status !== 0) return;
  const message = reply.message;
  const fileId = { persistent: message.readBigUInt64LE(64 + 64), volatile: message.readBigUInt64LE(64 + 72) };
  await tree.close(fileId, CloseFlags.POSTQUERY_ATTRIB);
}

const contexts: Readonly<Record<string, Buffer>> = {
  [CreateContextName.QUERY_MAXIMAL_ACCESS]: encodeMaximalAccessRequest(undefined),
  [CreateContextName.QUERY_ON_DISK_ID]: Buffer.alloc(0),
  [CreateContextName.ALLOCATION_SIZE]: encodeAllocationSize(4096n),
  [CreateContextName.DURABLE_HANDLE_REQUEST]: Buffer.alloc(16),
  [CreateContextName.REQUEST_LEASE]: Buffer.alloc(32, 1),
  [CreateContextName.TIMEWARP_TOKEN]: Buffer.alloc(8, 1),
  [CreateContextName.EA_BUFFER]: Buffer.alloc(8),
  Whatever: Buffer.from('unknown'),
  abc: Buffer.alloc(0),
};

async function creations(talk: Talk): Promise<void> {
  const tree = await talk.tree();
  for (const [name, createDisposition] of Object.entries(dispositions)) {
    await tryCreate(tree, `${name}, not there`, `new ${name}`, { createDisposition });
    await tryCreate(tree, `${name}, there`, 'new OPEN_IF', { createDisposition });
  }
  await tryCreate(tree, 'another disposition', 'a', { createDisposition: 9 });
  await tryCreate(tree, 'a directory', 'folder', { createOptions: CreateOptions.FILE_DIRECTORY_FILE });
  await tryCreate(tree, 'a directory as a file', 'folder', { createOptions: 0x40 });
  await tryCreate(tree, 'a file as a directory', 'new OPEN_IF', {
    createOptions: CreateOptions.FILE_DIRECTORY_FILE,
  });
  await tryCreate(tree, 'below', 'folder\\Long name of a file.text');
  await tryCreate(tree, 'in another case', 'FOLDER\\long NAME of a file.text', { createDisposition: 1 });
  await tryCreate(tree, 'by its short name', 'folder\\LONGNA~1.TEX', { createDisposition: 1 });
  await tryCreate(tree, 'below nothing', 'nothing\\file');
  await tryCreate(tree, 'below a file', 'new OPEN_IF\\file');
  for (const name of [
    '\\a',
    '..\\a',
    'a\\..\\b',
    'a?',
    'a:stream',
    'con|',
    'x'.repeat(256),
    'a\\\\b',
    'folder\\',
  ]) {
    await tryCreate(tree, 'a name that is none', name);
  }
  await tryCreate(tree, 'hidden', 'hidden', { fileAttributes: 0x02 });
  await tryCreate(tree, 'read-only', 'read-only', { fileAttributes: 0x01 });
  await tryCreate(tree, 'read-only, for writing', 'read-only', { desiredAccess: AccessMask.GENERIC_WRITE });
  await tryCreate(tree, 'for MAXIMUM_ALLOWED', 'new OPEN_IF', { desiredAccess: AccessMask.MAXIMUM_ALLOWED });
  await tryCreate(tree, 'for nothing', 'new OPEN_IF', { desiredAccess: 0 });
  await tryCreate(tree, 'impersonation level 9', 'new OPEN_IF', { impersonationLevel: 9 });
  await tryCreate(tree, 'delete on close', 'brief', { createOptions: CreateOptions.FILE_DELETE_ON_CLOSE });
  await tryCreate(tree, 'by file id', 'new OPEN_IF', { createOptions: 0x2000 });
  for (const [name, data] of Object.entries(contexts)) {
    await tryCreate(tree, `context ${name}`, 'new OPEN_IF', { createContexts: [{ name, data }] });
  }
  const createContexts = Object.entries(contexts)
    .slice(0, 3)
    .map(([name, data]) => ({ name, data }));
  await tryCreate(tree, 'three contexts', 'new OPEN_IF', { createContexts });
  const held = await tree.open('held', { shareAccess: 0 });
  await tryCreate(tree, 'a sharing violation', 'held');
  await tree.close(held);
  const bob = await talk.tree('disk', { login: { user: 'bob', password: 'hunter2' } });
  await tryCreate(bob, 'for reading', 'held', {
    desiredAccess: AccessMask.GENERIC_READ,
    createDisposition: 1,
  });
  await tryCreate(bob, 'for writing', 'held');
  await tryCreate(bob, 'new', 'bobs', { desiredAccess: AccessMask.GENERIC_READ, createDisposition: 2 });
}

async function reading(talk: Talk, dialect: number): Promise<void> {
  const tree = await talk.tree('disk', { negotiate: { dialects: [dialect] } });
  const file = await tree.open('file');
  const read = (about: string, body: Parameters<typeof bodies.read>[1]) =>
    tree.ask(`READ ${about}`, Command.READ, bodies.read(file, body));
  const write = (about: string, data: string, body: Parameters<typeof bodies.write>[2]) =>
    tree.ask(`WRITE ${about}`, Command.WRITE, bodies.write(file, data, body));
  await read('of an empty file', {});
  await write('from 0', 'twelve bytes', {});
  await write('behind the end', 'more', { offset: 100n });
  await write('of nothing', '', {});
  await write('at the greatest offset', 'x', { offset: 0x7fffffffffffffffn });
  await write('at offset -1', 'x', { offset: 0xffffffffffffffffn });
  await write('through', 'through', { flags: 1 });
  await write('on an RDMA channel', 'rdma', { channel: 1 });
  await read('of it', {});
  await read('of five bytes from 3', { offset: 3n, length: 5 });
  await read('of nothing', { length: 0 });
  await read('behind the end', { offset: 4096n });
  await read('with a minimum that is not there', { minimumCount: 4096 });
  await read('unbuffered', { flags: 1 });
  await read('with Padding', { padding: 0x60 });
  await read('on an RDMA channel', { channel: 1 });
  await read('of too much', { length: 0x7fffffff });
  await tree.ask('FLUSH', Command.FLUSH, bodies.flush(file));
  await tree.ask('CLOSE with attributes', Command.CLOSE, bodies.close(file, CloseFlags.POSTQUERY_ATTRIB));
  await tree.ask('CLOSE again', Command.CLOSE, bodies.close(file));
  for (const [name, fileId] of [
    ['of no file', NO_FILE_ID],
    ['of a file nobody has', { persistent: 1n, volatile: 1n }],
  ] as const) {
    await tree.ask(`READ ${name}`, Command.READ, bodies.read(fileId));
    await tree.ask(`WRITE ${name}`, Command.WRITE, bodies.write(fileId, 'x'));
    await tree.ask(`FLUSH ${name}`, Command.FLUSH, bodies.flush(fileId));
    await tree.ask(`CLOSE ${name}`, Command.CLOSE, bodies.close(fileId));
  }
  const root = await tree.open('', { desiredAccess: AccessMask.GENERIC_READ, createOptions: 1 });
  await tree.ask('READ of a directory', Command.READ, bodies.read(root));
  await tree.ask('WRITE to a directory', Command.WRITE, bodies.write(root, 'x'));
  await tree.ask('FLUSH of a directory', Command.FLUSH, bodies.flush(root));
  await tree.close(root);
  const readable = await tree.open('file', { desiredAccess: AccessMask.GENERIC_READ });
  await tree.ask('WRITE without the right', Command.WRITE, bodies.write(readable, 'x'));
  await tree.ask('FLUSH without the right', Command.FLUSH, bodies.flush(readable));
}

async function locking(talk: Talk): Promise<void> {
  const { EXCLUSIVE_LOCK, SHARED_LOCK, UNLOCK, FAIL_IMMEDIATELY } = LockFlags;
  const tree = await talk.tree();
  const [one, two] = [await tree.open('file'), await tree.open('file')];
  const element = (flags: number, offset = 0n, length = 10n) => ({ offset, length, flags });
  const lock = (about: string, file: typeof one, ...elements: ReturnType<typeof element>[]) =>
    tree.ask(`LOCK ${about}`, Command.LOCK, bodies.lock(file, elements));
  await tree.ask('WRITE', Command.WRITE, bodies.write(one, 'contents of a file'));
  await lock('exclusively', one, element(EXCLUSIVE_LOCK | FAIL_IMMEDIATELY));
  await lock('of another open', two, element(EXCLUSIVE_LOCK | FAIL_IMMEDIATELY));
  await lock('shared, of another open', two, element(SHARED_LOCK | FAIL_IMMEDIATELY, 5n));
  await lock('behind it', two, element(SHARED_LOCK | FAIL_IMMEDIATELY, 10n));
  await tree.ask('READ under the lock', Command.READ, bodies.read(two));
  await tree.ask('WRITE under the lock', Command.WRITE, bodies.write(two, 'x'));
  await lock('unlocking another range', one, element(UNLOCK, 1n));
  await lock('unlocking', one, element(UNLOCK));
  await lock('unlocking again', one, element(UNLOCK));
  await lock(
    'of two ranges',
    one,
    element(EXCLUSIVE_LOCK | FAIL_IMMEDIATELY, 20n),
    element(EXCLUSIVE_LOCK | FAIL_IMMEDIATELY, 40n),
  );
  await lock('of nothing', one);
  await lock('with wrong flags', one, element(EXCLUSIVE_LOCK | SHARED_LOCK));
  await lock('without flags', one, element(0));
  await lock(
    'of a range beyond the last byte',
    one,
    element(EXCLUSIVE_LOCK | FAIL_IMMEDIATELY, 0xffffffffffffffffn, 2n),
  );
  await lock('of no file', NO_FILE_ID, element(EXCLUSIVE_LOCK | FAIL_IMMEDIATELY));
  const wait = { frames: 1, waits: true };
  const waiting = await tree.ask(
    'LOCK that waits',
    Command.LOCK,
    bodies.lock(two, [element(EXCLUSIVE_LOCK, 20n)]),
    wait,
  );
  const { asyncId, messageId } = waiting?.header ?? { asyncId: 0n, messageId: 0n };
  await tree.ask('CANCEL of it', Command.CANCEL, bodies.bytes('04000000'), {
    header: { asyncId, messageId },
  });
  await tree.ask(
    'LOCK that waits again',
    Command.LOCK,
    bodies.lock(two, [element(EXCLUSIVE_LOCK, 40n)]),
    wait,
  );
  await tree.ask('LOCK unlocking, which grants it', Command.LOCK, bodies.lock(one, [element(UNLOCK, 40n)]), {
    frames: 2,
    waits: true,
  });
  await tree.ask(
    'LOCK with a sequence',
    Command.LOCK,
    bodies.lock(one, [element(EXCLUSIVE_LOCK | FAIL_IMMEDIATELY, 60n)], 0x11),
  );
  await tree.ask(
    'LOCK with the same sequence',
    Command.LOCK,
    bodies.lock(one, [element(EXCLUSIVE_LOCK | FAIL_IMMEDIATELY, 60n)], 0x11),
  );
  await tree.close(one);
  await tree.close(two);
}

export const files: readonly Conversation[] = [
  {
    name: 'create',
    about: 'CREATE and CLOSE: dispositions, names, options, contexts, rights',
    run: creations,
  },
  ...[0x0202, 0x0300, 0x0311].map((dialect) => ({
    name: `read-write-${dialect.toString(16)}`,
    about: 'READ, WRITE, FLUSH and CLOSE at their edges, of directories, of files nobody has',
    run: (talk: Talk) => reading(talk, dialect),
  })),
  { name: 'lock', about: 'LOCK: granted, refused, waiting, cancelled, repeated', run: locking },
];
