import {
  AccessMask,
  Command,
  type FileId,
  fscc,
  InfoType,
  QueryDirectoryFlags,
  SecurityInformation,
  Writer,
} from '../../../src/smb2-codec/index.js';
import { bodies } from '../../support/bodies.js';
import type { Conversation, Talk } from '../conversation.js';
import type { Tree } from '../line.js';

const { FileInformationClass: C, FsInformationClass: Fs } = fscc;
const asRoot = { desiredAccess: AccessMask.GENERIC_READ, createOptions: 1 };

/** Seconds since 1970 as a FILETIME. */
const fileTime = (seconds: number): bigint => (BigInt(seconds) + 11_644_473_600n) * 10_000_000n;

function written(write: (w: Writer) => void): Buffer {
  const w = new Writer(64);
  write(w);
  return w.finish();
}

/** QUERY_INFO of every class there is, and of some there are not. */
async function everyClass(tree: Tree, name: string, fileId: FileId): Promise<void> {
  for (const [title, value] of [...Object.entries(C), ['UNKNOWN', 200] as const]) {
    await tree.ask(`QUERY_INFO ${title} of ${name}`, Command.QUERY_INFO, bodies.queryInfo(fileId, value));
  }
  for (const [title, value] of [...Object.entries(Fs), ['UNKNOWN', 200] as const]) {
    const body = { infoType: InfoType.FILESYSTEM };
    await tree.ask(
      `QUERY_INFO FS ${title} of ${name}`,
      Command.QUERY_INFO,
      bodies.queryInfo(fileId, value, body),
    );
  }
  const { OWNER, GROUP, DACL, SACL } = SecurityInformation;
  for (const additionalInformation of [0, OWNER, GROUP, DACL, OWNER | GROUP | DACL, SACL]) {
    const body = { infoType: InfoType.SECURITY, additionalInformation };
    await tree.ask(
      `QUERY_INFO security ${additionalInformation} of ${name}`,
      Command.QUERY_INFO,
      bodies.queryInfo(fileId, 0, body),
    );
  }
  await tree.ask(
    `QUERY_INFO quota of ${name}`,
    Command.QUERY_INFO,
    bodies.queryInfo(fileId, 0, { infoType: InfoType.QUOTA }),
  );
  await tree.ask(
    `QUERY_INFO type 9 of ${name}`,
    Command.QUERY_INFO,
    bodies.queryInfo(fileId, 0, { infoType: 9 }),
  );
}

async function querying(talk: Talk): Promise<void> {
  const tree = await talk.tree();
  await tree.put('Some file with a name.text', 'twelve bytes');
  const file = await tree.open('Some file with a name.text');
  await everyClass(tree, 'a file', file);
  await everyClass(tree, 'a directory', await tree.open('', asRoot));
  for (const length of [0, 1, 7, 39, 40, 100, 103]) {
    for (const [title, value] of [
      ['BASIC', C.BASIC],
      ['ALL', C.ALL],
    ] as const) {
      await tree.ask(
        `QUERY_INFO ${title} into ${length} bytes`,
        Command.QUERY_INFO,
        bodies.queryInfo(file, value, { outputBufferLength: length }),
      );
    }
  }
  const security = { infoType: InfoType.SECURITY, additionalInformation: 7, outputBufferLength: 4 };
  await tree.ask('QUERY_INFO security into 4 bytes', Command.QUERY_INFO, bodies.queryInfo(file, 0, security));
  const blind = await tree.open('Some file with a name.text', { desiredAccess: AccessMask.DELETE });
  for (const value of [C.BASIC, C.STANDARD, C.EA, C.ALL]) {
    await tree.ask(
      `QUERY_INFO ${value} without the right`,
      Command.QUERY_INFO,
      bodies.queryInfo(blind, value),
    );
  }
  const old = await talk.tree('disk', { negotiate: { dialects: [0x0210] } });
  const same = await old.open('Some file with a name.text');
  await old.ask(
    'QUERY_INFO NORMALIZED_NAME in 2.1',
    Command.QUERY_INFO,
    bodies.queryInfo(same, C.NORMALIZED_NAME),
  );
  await old.ask(
    'QUERY_INFO security into 4 bytes in 2.1',
    Command.QUERY_INFO,
    bodies.queryInfo(same, 0, security),
  );
}

async function setting(talk: Talk): Promise<void> {
  const tree = await talk.tree();
  const file = await tree.open('file');
  await tree.ask('WRITE', Command.WRITE, bodies.write(file, 'contents'));
  const set = (about: string, value: number, buffer: Buffer, body = {}) =>
    tree.ask(`SET_INFO ${about}`, Command.SET_INFO, bodies.setInfo(file, value, buffer, body));
  const look = () => tree.ask('QUERY_INFO ALL', Command.QUERY_INFO, bodies.queryInfo(file, C.ALL));
  const times = { creationTime: fileTime(1_000_000_000), lastAccessTime: fileTime(1_050_000_000) };
  const basic = {
    ...times,
    lastWriteTime: fileTime(1_100_000_000),
    changeTime: fileTime(1_150_000_000),
    fileAttributes: 0x22,
  };
  await set(
    'BASIC',
    C.BASIC,
    written((w) => fscc.encodeFileBasicInformation(w, basic)),
  );
  await look();
  await set('BASIC of nothing', C.BASIC, Buffer.alloc(40));
  await set('BASIC, cut short', C.BASIC, Buffer.alloc(12));
  for (const size of [4n, 6n, 1n << 63n]) {
    await set(
      `END_OF_FILE ${size}`,
      C.END_OF_FILE,
      written((w) => fscc.encodeFileEndOfFileInformation(w, size)),
    );
  }
  for (const size of [4096n, 2n, 1n << 52n]) {
    await set(
      `ALLOCATION ${size}`,
      C.ALLOCATION,
      written((w) => fscc.encodeFileAllocationInformation(w, size)),
    );
  }
  await look();
  const rename = (fileName: string, replaceIfExists = false, rootDirectory = 0n) =>
    set(
      `RENAME to ${fileName}`,
      C.RENAME,
      written((w) => fscc.encodeFileRenameInformation(w, { replaceIfExists, rootDirectory, fileName })),
    );
  await tree.put('other', 'other');
  await rename('renamed');
  await rename('other');
  await rename('other', true);
  await rename('nowhere\\file');
  await rename('..\\file');
  await rename('rooted', false, 1n);
  await look();
  await set(
    'POSITION',
    C.POSITION,
    written((w) => fscc.encodeFilePositionInformation(w, 5n)),
  );
  await set('MODE', C.MODE, Buffer.alloc(4));
  await set('a class that cannot be set', C.ALL, Buffer.alloc(100));
  await set('a class nobody knows', 200, Buffer.alloc(8));
  await set('LINK', C.LINK, Buffer.alloc(24));
  await set('FS CONTROL', 6, Buffer.alloc(48), { infoType: InfoType.FILESYSTEM });
  await set('security', 0, Buffer.alloc(20), { infoType: InfoType.SECURITY, additionalInformation: 4 });
  await set('quota', 0, Buffer.alloc(20), { infoType: InfoType.QUOTA });
  for (const pending of [true, false, true]) {
    await set(
      `DISPOSITION ${pending}`,
      C.DISPOSITION,
      written((w) => fscc.encodeFileDispositionInformation(w, pending)),
    );
  }
  await tree.create('other');
  await tree.close(file);
  await tree.create('other', { createDisposition: 1 });
}

async function listing(talk: Talk): Promise<void> {
  const tree = await talk.tree();
  for (const name of ['a.txt', 'b.txt', 'A name longer than eight.text', 'ü']) await tree.put(name, name);
  await tree.close(await tree.open('folder', { createOptions: 1 }));
  const classes = [
    'DIRECTORY',
    'FULL_DIRECTORY',
    'BOTH_DIRECTORY',
    'NAMES',
    'ID_BOTH_DIRECTORY',
    'ID_FULL_DIRECTORY',
    'ID_EXTD_DIRECTORY',
    'BASIC',
  ] as const;
  for (const name of classes) {
    const root = await tree.open('', asRoot);
    for (const about of ['all', 'the rest']) {
      await tree.ask(
        `QUERY_DIRECTORY ${name}, ${about}`,
        Command.QUERY_DIRECTORY,
        bodies.queryDirectory(root, { fileInformationClass: C[name] }),
      );
    }
    await tree.close(root);
  }
  const root = await tree.open('', asRoot);
  const query = (about: string, body: Parameters<typeof bodies.queryDirectory>[1]) =>
    tree.ask(`QUERY_DIRECTORY ${about}`, Command.QUERY_DIRECTORY, bodies.queryDirectory(root, body));
  const { RETURN_SINGLE_ENTRY, RESTART_SCANS, REOPEN, INDEX_SPECIFIED } = QueryDirectoryFlags;
  await query('one entry', { flags: RETURN_SINGLE_ENTRY });
  await query('into 300 bytes', { outputBufferLength: 300 });
  await query('into 10 bytes', { outputBufferLength: 10 });
  await query('*.txt, restarted', { flags: RESTART_SCANS, fileName: '*.txt' });
  await query('again', {});
  await query('?.TXT, reopened', { flags: REOPEN, fileName: '?.TXT' });
  await query('what is not there', { flags: REOPEN, fileName: 'missing' });
  await query('a name in another case', { flags: REOPEN, fileName: 'B.TXT' });
  await query('by index', { flags: INDEX_SPECIFIED, fileIndex: 1 });
  await query('a name that is none', { flags: REOPEN, fileName: 'a\\b' });
  await query('too much', { outputBufferLength: 0x7fffffff });
  const file = await tree.open('a.txt');
  await tree.ask('QUERY_DIRECTORY of a file', Command.QUERY_DIRECTORY, bodies.queryDirectory(file));
  const blind = await tree.open('', { ...asRoot, desiredAccess: AccessMask.FILE_READ_ATTRIBUTES });
  await tree.ask('QUERY_DIRECTORY without the right', Command.QUERY_DIRECTORY, bodies.queryDirectory(blind));
}

export const information: readonly Conversation[] = [
  {
    name: 'query-info',
    about: 'QUERY_INFO of every class, of a file and a directory, into too little room',
    run: querying,
  },
  {
    name: 'set-info',
    about: 'SET_INFO: times, sizes, names, deletion, and what cannot be set',
    run: setting,
  },
  {
    name: 'query-directory',
    about: 'QUERY_DIRECTORY of each class, patterns, flags and rooms',
    run: listing,
  },
];
