import { FileInformationClass } from '../../../src/smb2-codec/fscc/index.js';
import { Command, CtlCode, Dialect, HeaderFlags } from '../../../src/smb2-codec/index.js';
import { expectStatus } from '../support.js';
import { bodies, connect, succeeded } from '../commands/files/file-client.js';
import { serveFolder } from '../commands/files/shared-folder.js';

describe('[MS-SMB2] 3.3.5.2.10 ChannelSequence', () => {
  const at = (sequence: number, flags = 0) => ({ header: { status: sequence, flags } });
  const REPLAY = HeaderFlags.REPLAY_OPERATION;

  async function opened(dialect: number = Dialect.SMB_3_1_1) {
    const server = await serveFolder();
    const client = await connect(server, { negotiate: { dialects: [dialect] } });
    const { fileId } = await client.open('a');
    const write = (sequence: number, flags = 0) =>
      client.request(Command.WRITE, bodies.write(fileId, 'x'), at(sequence, flags));
    return { server, client, fileId, write };
  }

  it('a request of a sequence that is over: STATUS_FILE_NOT_AVAILABLE where it would change something', async () => {
    const { server, client, fileId, write } = await opened();
    await using _ = server;
    succeeded(await write(0));
    succeeded(await write(1));
    expectStatus(await write(0), 'STATUS_FILE_NOT_AVAILABLE');
    const eof = bodies.setInfo(fileId, FileInformationClass.END_OF_FILE, Buffer.alloc(8));
    expectStatus(await client.request(Command.SET_INFO, eof, at(0)), 'STATUS_FILE_NOT_AVAILABLE');
    const ioctl = bodies.ioctl(fileId, CtlCode.SRV_REQUEST_RESUME_KEY, Buffer.alloc(0));
    expectStatus(await client.request(Command.IOCTL, ioctl, at(0)), 'STATUS_FILE_NOT_AVAILABLE');
    succeeded(await client.request(Command.READ, bodies.read(fileId), at(0)));
    succeeded(await write(1));
  });

  it('the sequence wraps at 16 bits', async () => {
    const { server, write } = await opened();
    await using _ = server;
    for (const sequence of [0x7fff, 0xfffe, 1]) succeeded(await write(sequence));
    expectStatus(await write(0xfffe), 'STATUS_FILE_NOT_AVAILABLE');
  });

  it('a repetition succeeds once nothing of the past is under way', async () => {
    const { server, write } = await opened();
    await using _ = server;
    succeeded(await write(0));
    succeeded(await write(1, REPLAY));
    succeeded(await write(1, REPLAY));
    expectStatus(await write(0, REPLAY), 'STATUS_FILE_NOT_AVAILABLE');
  });

  it('before SMB 3 the field is no such thing', async () => {
    const { server, write } = await opened(Dialect.SMB_2_1);
    await using _ = server;
    for (const sequence of [5, 0, 9]) succeeded(await write(sequence));
  });
});
