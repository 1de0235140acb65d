import {
  Command,
  CtlCode,
  decodeIoctlResponse,
  encodePipeWaitRequest,
  type FileId,
  fscc,
} from '../../../src/smb2-codec/index.js';
import { NtlmClient } from '../../support/ntlm-client.js';
import { bodies } from '../../support/bodies.js';
import type { Conversation } from '../conversation.js';
import type { Tree } from '../line.js';
import {
  auth3,
  AuthLevel,
  bindTo,
  bindWith,
  protect,
  recordedRequest,
  recordedRequests,
} from '../rpc-pdus.js';

/** FSCTL_PIPE_TRANSCEIVE; what came back, or nothing. */
async function transceive(
  tree: Tree,
  name: string,
  fileId: FileId,
  input: Buffer,
  maxOutputResponse = 8192,
): Promise<Buffer> {
  const body = bodies.ioctl(CtlCode.PIPE_TRANSCEIVE, { fileId, input, maxOutputResponse });
  const reply = await tree.ask(`FSCTL_PIPE_TRANSCEIVE ${name}`, Command.IOCTL, body);
  return reply?.status === 0 ? decodeIoctlResponse(reply.message).output : Buffer.alloc(0);
}

function changed(pdu: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(pdu);
  copy[at] = value;
  return copy;
}

/** PDUs that are answered with a fault, a bind_nak, or the end of the pipe. */
function malformed(): readonly (readonly [string, Buffer])[] {
  const [bind, request] = [recordedRequest('bind'), recordedRequest('NetrShareEnum 1')];
  return [
    ['a request before a bind', request],
    ['a bind of version 4', changed(bind, 0, 4)],
    ['a bind of minor version 9', changed(bind, 1, 9)],
    ['a bind in big-endian', changed(bind, 4, 0)],
    ['a PDU type nobody knows', changed(bind, 2, 0x55)],
    ['a bind to no interface', bindTo('nothing')],
    ['a bind without contexts', changed(bind, 24, 0)],
    ['a PDU cut short', bind.subarray(0, 40)],
    ['bytes that are no PDU', Buffer.alloc(64, 0xee)],
    ['nothing', Buffer.alloc(0)],
  ];
}

export const pipes: readonly Conversation[] = [
  {
    name: 'srvsvc',
    about: 'srvsvc and wkssvc: the requests of Samba’s client, unknown calls and stubs that cannot be read',
    run: async (talk) => {
      const tree = await talk.tree('IPC$');
      const srvsvc = await tree.open('srvsvc');
      const wkssvc = await tree.open('wkssvc');
      await transceive(tree, 'bind to wkssvc', wkssvc, bindTo('wkssvc'));
      for (const [name, request] of recordedRequests) {
        await transceive(tree, name, name.startsWith('NetrWksta') ? wkssvc : srvsvc, request);
      }
      await transceive(
        tree,
        'a context nobody bound',
        srvsvc,
        changed(recordedRequest('NetrShareEnum 1'), 20, 9),
      );
      await transceive(tree, 'bind again', srvsvc, recordedRequest('bind'));
    },
  },
  {
    name: 'srvsvc-people',
    about: 'NetrShareEnum, NetrSessionEnum and NetrServerGetInfo of bob, a guest and an anonymous user',
    options: { authPolicy: { guest: 'unknown-users', anonymous: 'ipc' } },
    run: async (talk) => {
      for (const login of [
        { user: 'bob', password: 'hunter2' },
        { user: 'nobody' },
        { response: 'anonymous' },
      ] as const) {
        const tree = await talk.tree('IPC$', { login });
        const pipe = await tree.open('srvsvc');
        for (const name of ['bind', 'NetrShareEnum 1', 'NetrSessionEnum 1', 'NetrServerGetInfo 101']) {
          await transceive(tree, name, pipe, recordedRequest(name));
        }
      }
    },
  },
  {
    name: 'pipe-read-write',
    about:
      'A pipe by WRITE and READ, in pieces, into too little room, with nothing to read; its classes; PIPE_WAIT',
    run: async (talk) => {
      const tree = await talk.tree('IPC$');
      const pipe = await tree.open('srvsvc');
      const read = (length: number) =>
        tree.ask(`READ of ${length} bytes`, Command.READ, bodies.read(pipe, { length }));
      await read(1024);
      await tree.ask('WRITE of a bind', Command.WRITE, bodies.write(pipe, recordedRequest('bind')));
      await read(1024);
      await read(1024);
      const request = recordedRequest('NetrShareEnum 1');
      await tree.ask('WRITE of half a request', Command.WRITE, bodies.write(pipe, request.subarray(0, 50)));
      await read(1024);
      await tree.ask('WRITE of the other half', Command.WRITE, bodies.write(pipe, request.subarray(50)));
      for (const length of [100, 100, 4096, 100]) await read(length);
      await transceive(tree, 'into 64 bytes', pipe, request, 64);
      await read(4096);
      await tree.ask('FLUSH', Command.FLUSH, bodies.flush(pipe));
      await tree.ask('READ unbuffered', Command.READ, bodies.read(pipe, { flags: 1 }));
      const { FileInformationClass: C } = fscc;
      for (const name of ['PIPE', 'PIPE_LOCAL', 'PIPE_REMOTE', 'STANDARD', 'ALL', 'NAME'] as const) {
        await tree.ask(`QUERY_INFO ${name}`, Command.QUERY_INFO, bodies.queryInfo(pipe, C[name]));
      }
      await tree.ask(
        'QUERY_INFO of the volume',
        Command.QUERY_INFO,
        bodies.queryInfo(pipe, 1, { infoType: 2 }),
      );
      await tree.ask('SET_INFO PIPE', Command.SET_INFO, bodies.setInfo(pipe, C.PIPE, Buffer.alloc(8)));
      await tree.ask('QUERY_DIRECTORY', Command.QUERY_DIRECTORY, bodies.queryDirectory(pipe));
      await tree.ask('LOCK', Command.LOCK, bodies.lock(pipe, [{ offset: 0n, length: 1n, flags: 0x12 }]));
      await tree.ask('CHANGE_NOTIFY', Command.CHANGE_NOTIFY, bodies.notify(pipe));
      await tree.ask('FSCTL_PIPE_PEEK', Command.IOCTL, bodies.ioctl(CtlCode.PIPE_PEEK, { fileId: pipe }));
      for (const name of ['srvsvc', 'nothing']) {
        const input = encodePipeWaitRequest({ timeout: undefined, name });
        await tree.ask(`FSCTL_PIPE_WAIT ${name}`, Command.IOCTL, bodies.ioctl(CtlCode.PIPE_WAIT, { input }));
      }
      await tree.ask(
        'FSCTL_PIPE_WAIT that cannot be read',
        Command.IOCTL,
        bodies.ioctl(CtlCode.PIPE_WAIT, { input: Buffer.alloc(3) }),
      );
      await tree.ask('CLOSE', Command.CLOSE, bodies.close(pipe, 1));
      for (const name of ['', 'nothing', '\\srvsvc', 'SRVSVC', 'lsarpc', 'samr'])
        await tree.create(name, {}, 'a pipe');
      await tree.create('srvsvc', { impersonationLevel: 3 }, 'with delegation');
    },
  },
  {
    name: 'rpc-malformed',
    about: 'PDUs for which there is a fault, a bind_nak or no answer, each on a pipe of its own',
    run: async (talk) => {
      const tree = await talk.tree('IPC$');
      for (const [name, pdu] of malformed()) {
        const pipe = await tree.open('srvsvc');
        await transceive(tree, name, pipe, pdu);
        await transceive(tree, `a bind after ${name}`, pipe, recordedRequest('bind'));
      }
    },
  },
  {
    name: 'rpc-login',
    about: 'A bind that logs in with NTLM: each level, a wrong password, a wrong signature',
    run: async (talk) => {
      const tree = await talk.tree('IPC$');
      for (const [name, level] of Object.entries(AuthLevel)) {
        for (const password of ['secret', 'wrong']) {
          const pipe = await tree.open('srvsvc');
          const client = new NtlmClient({ user: 'alice', password, domain: '', flags: 0xe2088235 });
          const bindAck = await transceive(
            tree,
            `bind, ${name}, password ${password}`,
            pipe,
            bindWith(client, level),
          );
          if (bindAck.length === 0) continue;
          await tree.ask(
            'WRITE of an AUTH3',
            Command.WRITE,
            bodies.write(pipe, auth3(client, level, bindAck)),
          );
          const protectedWith = protect(client, level);
          await transceive(tree, 'NetrShareEnum 1', pipe, protectedWith(recordedRequest('NetrShareEnum 1')));
          const wrong = protectedWith(recordedRequest('NetrServerGetInfo 101'));
          await transceive(
            tree,
            'NetrServerGetInfo 101 with a bit changed',
            pipe,
            changed(wrong, wrong.length - 1, wrong.at(-1)! ^ 1),
          );
        }
      }
      const other = await tree.open('srvsvc');
      const client = new NtlmClient({ user: 'alice', password: 'secret', domain: '' });
      const bind = bindWith(client, AuthLevel.INTEGRITY);
      const trailer = bind.length - client.negotiateMessage.length - 8;
      await transceive(tree, 'bind with a mechanism nobody has', other, changed(bind, trailer, 0x44));
      await transceive(
        tree,
        'bind with a level nobody has',
        await tree.open('srvsvc'),
        changed(bind, trailer + 1, 9),
      );
    },
  },
];
