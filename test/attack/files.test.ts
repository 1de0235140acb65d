import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileId } from '../../src/smb2-codec/index.js';
import { Command, decodeCreateResponse, Dialect, OplockLevel } from '../../src/smb2-codec/index.js';
import { FileInformationClass } from '../../src/smb2-codec/fscc/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { encodePdu, PfcFlags } from '../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { bodies, FileClient, succeeded } from '../session/commands/files/file-client.js';
import { bindOf } from '../rpc/support/rpc-client.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate } from '../support/smb-client-login.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const DIRECTORY = { createOptions: 1, desiredAccess: 0x81 } as const;
const OPEN = 1;
const OPEN_IF = 3;

/**
 * A client that is logged in tries to do harm to the others. The watchdog in the server fails each of these when a
 * turn of its event loop takes too long.
 */
describe('a hostile client of files and pipes', () => {
  const folder = useTemporaryFolder();
  let server: RunningCli;
  let data: string;
  const clients: SmbClient[] = [];
  const connect = async (user: string, share = 'data'): Promise<FileClient> => {
    const smb = await SmbClient.connect(server.port);
    clients.push(smb);
    await negotiate(smb, { dialects: [Dialect.SMB_2_1] });
    const session = { ...(await login(smb, { user, password: 'secret' })), sign: false };
    const reply = await smb.treeConnect(share, { session, header: { credits: 512 } });
    succeeded(reply);
    return new FileClient(smb, session, reply.header.treeId);
  };

  beforeEach(async () => {
    data = join(folder(), `data${Date.now()}`);
    mkdirSync(data);
    const file = join(folder(), 'smb2.json');
    const accounts = ['alice', 'bob'].map((name) => ({ name, password: 'secret' }));
    // The server itself removes what is deeper than a path can be long.
    const shares = [
      { name: 'data', path: data },
      { name: 'deep', temporary: true },
    ];
    writeFileSync(file, JSON.stringify({ accounts, shares }));
    server = await startCli(['--config', file]);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await server[Symbol.asyncDispose]();
  });

  /** Makes directories in directories; the path of the last. */
  const nest = async (client: FileClient, depth: number, name: string): Promise<string> => {
    const path: string[] = [];
    for (let i = 0; i < depth; i++) {
      path.push(name);
      const body = { ...DIRECTORY, createDisposition: OPEN_IF };
      const { fileId } = await client.open(path.join('\\'), body);
      await client.close(fileId);
    }
    return path.join('\\');
  };

  it('with many CREATEs of deep paths leaves the others their turns', async () => {
    const alice = await connect('alice', 'deep');
    const bob = await connect('bob', 'deep');
    const path = await nest(alice, 100, 'd');
    const count = 200;
    for (let i = 0; i < count; i++) alice.send(Command.CREATE, bodies.create(path, DIRECTORY));
    // From the first answer on the server is busy with the others.
    let answered = 0;
    const next = async () => {
      if ((await alice.smb.receive()).status !== NtStatus.STATUS_PENDING) answered++;
    };
    await next();
    const all = (async () => {
      for (let i = answered; i < count; i = answered) await next();
    })();
    await bob.open('x', { createDisposition: OPEN_IF });
    assert.ok(answered < count / 2, `${answered} of alice's were served before the one of bob`);
    await all;
  });

  it('with patterns made to take long keeps nobody waiting', async () => {
    for (let i = 0; i < 200; i++) writeFileSync(join(data, `${i}`.padStart(4, '0') + 'a'.repeat(251)), '');
    const alice = await connect('alice');
    const fileName = `${'<a'.repeat(127)}b`;
    const opens: FileId[] = [];
    for (let i = 0; i < 40; i++) opens.push((await alice.open('', DIRECTORY)).fileId);
    for (const fileId of opens) {
      alice.send(Command.QUERY_DIRECTORY, bodies.queryDirectory(fileId, { fileName }));
    }
    for (let i = 0; i < opens.length; i++) {
      assert.equal((await alice.smb.receive()).status, NtStatus.STATUS_NO_SUCH_FILE);
    }
  });

  it('with names in another case among ten thousand keeps nobody waiting', async () => {
    for (let i = 0; i < 10_000; i++) writeFileSync(join(data, `${i}${'b'.repeat(200)}`), '');
    const alice = await connect('alice');
    for (const name of ['X~AAAAAA', `7${'B'.repeat(200)}`]) {
      const reply = await alice.create(name, { createDisposition: OPEN });
      const final = reply.status === NtStatus.STATUS_PENDING ? await alice.smb.receive() : reply;
      const isThere = name.startsWith('7');
      assert.equal(final.status, isThere ? NtStatus.STATUS_SUCCESS : NtStatus.STATUS_OBJECT_NAME_NOT_FOUND);
    }
  });

  it('with a thousand watches of long paths keeps nobody waiting, and holds little', async () => {
    const alice = await connect('alice', 'deep');
    const path = await nest(alice, 120, `é${'a'.repeat(120)}`);
    const { fileId } = await alice.open(`${path}\\f`, {
      desiredAccess: 0x12019f,
      createDisposition: OPEN_IF,
    });
    for (let i = 0; i < 1000; i++) {
      const watched = (await alice.open('', DIRECTORY)).fileId;
      const interim = await alice.begin(Command.CHANGE_NOTIFY, bodies.notify(watched, 0x17f, 1));
      alice.cancel(interim);
      assert.equal((await alice.final(interim)).status, NtStatus.STATUS_CANCELLED);
    }
    const before = await server.watchdog.memory();
    for (let i = 1; i <= 100; i++) {
      const basic = Buffer.alloc(40);
      basic.writeBigUInt64LE(132_000_000_000_000_000n + BigInt(i));
      succeeded(await alice.setInfo(fileId, FileInformationClass.BASIC, basic));
    }
    const after = await server.watchdog.memory();
    assert.ok(after.heapUsed - before.heapUsed < 8 * 1024 * 1024);
  });

  it('with thousands of oplocks on one file keeps nobody waiting for their breaks', async () => {
    const alice = await connect('alice');
    const count = 1500;
    let last: FileId | undefined;
    for (let i = 0; i < count; i++) {
      const reply = await alice.open('op', {
        desiredAccess: 0x12019f,
        createDisposition: OPEN_IF,
        requestedOplockLevel: OplockLevel.SMB2_OPLOCK_LEVEL_II,
      });
      last = reply.fileId;
    }
    alice.send(Command.WRITE, bodies.write(last!, 'x'));
    const commands = new Map<number, number>();
    for (let i = 0; i < count + 1; i++) {
      const { command } = (await alice.smb.receive()).header;
      commands.set(command, (commands.get(command) ?? 0) + 1);
    }
    assert.equal(commands.get(Command.OPLOCK_BREAK), count);
    assert.equal(commands.get(Command.WRITE), 1);
  });

  it('with fragments of one byte makes pipes hold little, and with all instances leaves others theirs', async () => {
    const alice = await connect('alice', 'IPC$');
    const bob = await connect('bob', 'IPC$');
    const bind = encodePdu({
      flags: PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG,
      callId: 1,
      body: bindOf(SRVSVC),
    });
    const fragment = (flags: number) => {
      const body = { kind: 'request', allocHint: 0, contextId: 0, opnum: 15, stub: Buffer.alloc(1) } as const;
      return encodePdu({ flags, callId: 2, body });
    };
    const first = Buffer.concat([
      fragment(PfcFlags.FIRST_FRAG),
      ...Array.from({ length: 1999 }, () => fragment(0)),
    ]);
    const before = await heldBy(server);
    for (let i = 0; i < 20; i++) {
      const { fileId } = await alice.open('srvsvc');
      for (const bytes of [bind, first]) succeeded(await alice.write(fileId, bytes));
    }
    // Some of what was served is garbage only a moment later.
    await until('the pipes hold little', async () => (await heldBy(server)) - before < 20 * 64 * 1024);
    let instances = 20;
    for (; instances < 300; instances++) {
      const reply = await alice.create('srvsvc');
      if (reply.status !== NtStatus.STATUS_SUCCESS) break;
      decodeCreateResponse(reply.message);
    }
    assert.equal(instances, 256);
    await bob.open('srvsvc');
  });
});

/** Bytes of memory that a server uses, the garbage apart. */
async function heldBy({ watchdog }: RunningCli): Promise<number> {
  await watchdog.memory();
  const { heapUsed, arrayBuffers } = await watchdog.memory();
  return heapUsed + arrayBuffers;
}
