import { Writer } from '../../src/bytes/index.js';
import { AccessMask } from '../../src/constants/access-mask.js';
import { ntStatusName } from '../../src/constants/nt-status.js';
import {
  CreateDisposition,
  CreateOptions,
  CtlCode,
  decodeCreateResponse,
  decodeIoctlResponse,
  fscc,
  InfoType,
} from '../../src/smb2-codec/index.js';
import { FileClient } from '../session/commands/files/file-client.js';
import type { Account } from './server-answers.js';
import { login, negotiate } from './smb-client-login.js';
import { type Reply, SmbClient } from './smb-client.js';

/** Paths of CREATE; `a` is a file, and `d` a directory. */
const paths = [
  'nosuch\\..\\a',
  'd\\..\\a',
  'd\\e\\..\\..\\a',
  'd\\..',
  'd\\..\\',
  'd\\..\\..',
  'd\\..\\..\\a',
  'd\\..\\..\\files\\a',
  '..',
  '..\\a',
  '..\\..\\..\\etc\\passwd',
  'd\\...\\a',
  'd\\..a',
  '\\..\\a',
  '\\a',
  '\\d\\..\\a',
  'd\\\\..\\a',
];

/** What a server says to requests about files: status by step. */
export async function fileAnswersOf(port: number, account: Account): Promise<Record<string, string>> {
  const smb = await SmbClient.connect(port);
  try {
    await negotiate(smb, { dialects: [0x210] });
    const session = await login(smb, account);
    const { header } = await smb.treeConnect('files', { session });
    return await ask(new FileClient(smb, session, header.treeId));
  } finally {
    smb.close();
  }
}

async function ask(client: FileClient): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const take = (step: string, { status }: Reply): void => void (answers[step] = ntStatusName(status));
  const existing = {
    createDisposition: CreateDisposition.FILE_OPEN,
    desiredAccess: AccessMask.FILE_READ_DATA,
  };
  const directory = await client.open('d', { createOptions: CreateOptions.FILE_DIRECTORY_FILE });
  await client.close(directory.fileId);
  const { fileId } = await client.open('a');
  for (const path of paths) {
    const reply = await client.create(path, existing);
    take(`CREATE ${path}`, reply);
    if (reply.status === 0) await client.close(decodeCreateResponse(reply.message).fileId);
  }
  const { fileId: moved } = await client.open('m', { desiredAccess: AccessMask.DELETE });
  for (const fileName of ['..\\m', 'd\\..\\..\\m', 'd\\..\\n']) {
    const w = new Writer(64);
    fscc.encodeFileRenameInformation(w, { replaceIfExists: false, rootDirectory: 0n, fileName });
    const renamed = await client.setInfo(moved, fscc.FileInformationClass.RENAME, w.finish());
    take(`rename ${fileName}`, renamed);
  }
  await client.close(moved);
  take('CREATE n', await client.create('n', existing));

  const state = await client.ioctl(fileId, CtlCode.GET_COMPRESSION);
  take('GET_COMPRESSION', state);
  answers['compression'] =
    state.status === 0 ? decodeIoctlResponse(state.message).output.toString('hex') : '';
  take('GET_COMPRESSION, 1 byte', await client.ioctl(fileId, CtlCode.GET_COMPRESSION, Buffer.alloc(0), 1));
  for (const format of ['0000', '0100', '0200', '00', ''])
    take(
      `SET_COMPRESSION ${format}`,
      await client.ioctl(fileId, CtlCode.SET_COMPRESSION, Buffer.from(format, 'hex')),
    );
  const { fileId: reads } = await client.open('a', existing);
  take('SET_COMPRESSION, reading', await client.ioctl(reads, CtlCode.SET_COMPRESSION, Buffer.alloc(2)));
  for (const room of [4096, 64, 63, 0]) {
    const id = await client.ioctl(fileId, CtlCode.CREATE_OR_GET_OBJECT_ID, Buffer.alloc(0), room);
    take(`CREATE_OR_GET_OBJECT_ID, ${room} bytes`, id);
    if (id.status === 0) answers[`${room} bytes`] = `${decodeIoctlResponse(id.message).output.length}`;
  }
  const volume = { infoType: InfoType.FILESYSTEM };
  take(
    'FileFsObjectIdInformation',
    await client.queryInfo(fileId, fscc.FsInformationClass.OBJECT_ID, volume),
  );
  return answers;
}
