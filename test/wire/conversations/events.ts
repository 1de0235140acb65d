import {
  AccessMask,
  ChangeNotifyFlags,
  Command,
  CompletionFilter,
  CtlCode,
  decodeCreateResponse,
  decodeIoctlResponse,
  encodeCopyChunkRequest,
  encodeTreeDisconnectRequest,
  encodeValidateNegotiateInfoRequest,
  NO_FILE_ID,
  OplockLevel,
} from '../../../src/smb2-codec/index.js';
import type { Reply } from '../../support/smb-client.js';
import { bodies } from '../../support/bodies.js';
import type { Conversation, Talk } from '../conversation.js';
import { succeeded, type Tree } from '../line.js';

const asRoot = { desiredAccess: AccessMask.GENERIC_READ, createOptions: 1 };
const waits = { frames: 1, waits: true } as const;

function cancel(tree: Tree, { header }: Reply | { header: { asyncId?: bigint; messageId: bigint } }) {
  const { asyncId, messageId } = header;
  return tree.ask('CANCEL', Command.CANCEL, bodies.bytes('04000000'), {
    header: { messageId, ...(asyncId !== undefined && { asyncId }) },
  });
}

async function watching(talk: Talk): Promise<void> {
  const tree = await talk.tree();
  const other = await talk.tree();
  const root = await tree.open('', asRoot);
  const watch = (about: string, ...[filter, flags, length]: [number?, number?, number?]) =>
    tree.ask(
      `CHANGE_NOTIFY ${about}`,
      Command.CHANGE_NOTIFY,
      bodies.notify(root, filter, flags, length),
      waits,
    );
  const interim = await watch('to be cancelled');
  if (interim !== undefined) await cancel(tree, interim);
  await watch('of names');
  await other.create('new', {}, 'which is told');
  await tree.line.receive();
  await watch('of more');
  const file = await other.open('second');
  await tree.line.receive();
  await other.close(file);
  await watch('into too little room', undefined, 0, 4);
  await other.create('a long name', {}, 'which does not fit');
  await tree.line.receive();
  await watch('without a filter', 0);
  await watch('of too much', undefined, 0, 0x7fffffff);
  const blind = await tree.open('', { ...asRoot, desiredAccess: AccessMask.FILE_READ_ATTRIBUTES });
  await tree.ask('CHANGE_NOTIFY without the right', Command.CHANGE_NOTIFY, bodies.notify(blind));
  const plain = await tree.open('new');
  await tree.ask('CHANGE_NOTIFY of a file', Command.CHANGE_NOTIFY, bodies.notify(plain));
  await tree.ask('CHANGE_NOTIFY of no file', Command.CHANGE_NOTIFY, bodies.notify(NO_FILE_ID));
  const deep = await tree.open('', asRoot);
  const filter = CompletionFilter.FILE_NOTIFY_CHANGE_FILE_NAME | CompletionFilter.FILE_NOTIFY_CHANGE_DIR_NAME;
  await tree.ask(
    'CHANGE_NOTIFY of the tree',
    Command.CHANGE_NOTIFY,
    bodies.notify(deep, filter, ChangeNotifyFlags.WATCH_TREE),
    waits,
  );
  await tree.ask('CLOSE of what is watched', Command.CLOSE, bodies.close(deep), { frames: 2 });
  await tree.ask('CHANGE_NOTIFY until the end', Command.CHANGE_NOTIFY, bodies.notify(root), waits);
  await tree.ask('TREE_DISCONNECT', Command.TREE_DISCONNECT, encodeTreeDisconnectRequest, { frames: 3 });
}

async function oplocks(talk: Talk): Promise<void> {
  const {
    SMB2_OPLOCK_LEVEL_II: II,
    SMB2_OPLOCK_LEVEL_EXCLUSIVE: EXCLUSIVE,
    SMB2_OPLOCK_LEVEL_BATCH: BATCH,
    SMB2_OPLOCK_LEVEL_LEASE: LEASE,
    SMB2_OPLOCK_LEVEL_NONE: NONE,
  } = OplockLevel;
  const holder = await talk.tree();
  const other = await talk.tree();
  for (const requestedOplockLevel of [II, EXCLUSIVE, BATCH, LEASE, NONE, 0x77]) {
    const file = await holder.open('file', { requestedOplockLevel }, `oplock ${requestedOplockLevel}`);
    await holder.close(file);
  }
  const acknowledge = (fileId: typeof NO_FILE_ID, oplockLevel: number, about = '') =>
    holder.ask(
      `OPLOCK_BREAK ${about}to ${oplockLevel}`,
      Command.OPLOCK_BREAK,
      bodies.oplockBreak({ kind: 'oplock', oplockLevel, fileId }),
    );
  for (const kept of [II, NONE, BATCH]) {
    const file = await holder.open('file', { requestedOplockLevel: BATCH }, 'a batch oplock');
    await other.ask('CREATE of the same file', Command.CREATE, bodies.create('file'), waits);
    await holder.line.receive();
    await acknowledge(file, kept);
    const [opened] = await other.line.receive();
    succeeded(opened);
    await acknowledge(file, NONE, 'again ');
    await holder.close(file);
    await other.close(decodeCreateResponse(opened.message).fileId);
  }
  const closed = await holder.open('file', { requestedOplockLevel: NONE }, 'none');
  await acknowledge(closed, II, 'of none ');
  await acknowledge(NO_FILE_ID, II, 'of no file ');
  const leaseKey = Buffer.alloc(16, 3);
  await holder.ask(
    'OPLOCK_BREAK of a lease',
    Command.OPLOCK_BREAK,
    bodies.oplockBreak({ kind: 'lease', leaseKey, leaseState: 0 }),
  );
  await holder.ask(
    'OPLOCK_BREAK that cannot be read',
    Command.OPLOCK_BREAK,
    bodies.bytes('1900000000000000'),
  );
}

async function copying(talk: Talk): Promise<void> {
  const tree = await talk.tree();
  await tree.put('source', 'contents of the source');
  const [source, target] = [await tree.open('source'), await tree.open('target')];
  const ioctl = (about: string, ctlCode: number, body: Parameters<typeof bodies.ioctl>[1] = {}) =>
    tree.ask(`IOCTL ${about}`, Command.IOCTL, bodies.ioctl(ctlCode, body));
  await ioctl('resume key into 4 bytes', CtlCode.SRV_REQUEST_RESUME_KEY, {
    fileId: source,
    maxOutputResponse: 4,
  });
  const reply = await ioctl('resume key', CtlCode.SRV_REQUEST_RESUME_KEY, { fileId: source });
  if (reply?.status !== 0) return;
  const sourceKey = decodeIoctlResponse(reply.message).output.subarray(0, 24);
  const chunk = (sourceOffset: bigint, targetOffset: bigint, length: number) => ({
    sourceOffset,
    targetOffset,
    length,
  });
  const copy = (
    about: string,
    key: Buffer,
    chunks: ReturnType<typeof chunk>[],
    ctlCode: number = CtlCode.SRV_COPYCHUNK,
  ) =>
    ioctl(`copy ${about}`, ctlCode, {
      fileId: target,
      input: encodeCopyChunkRequest({ sourceKey: key, chunks }),
    });
  await copy('of two chunks', sourceKey, [chunk(0n, 0n, 8), chunk(9n, 8n, 6)]);
  await copy('by the other code', sourceKey, [chunk(0n, 100n, 8)], CtlCode.SRV_COPYCHUNK_WRITE);
  await copy('of nothing', sourceKey, []);
  await copy('behind the end', sourceKey, [chunk(1000n, 0n, 8)]);
  await copy('of too much', sourceKey, [chunk(0n, 0n, 0x7fffffff)]);
  await copy(
    'with too many chunks',
    sourceKey,
    Array.from({ length: 300 }, () => chunk(0n, 0n, 1)),
  );
  await copy('from a source nobody has', Buffer.alloc(24, 9), [chunk(0n, 0n, 8)]);
  await ioctl('copy that cannot be read', CtlCode.SRV_COPYCHUNK, { fileId: target, input: Buffer.alloc(10) });
  for (const [name, ctlCode] of Object.entries(CtlCode)) {
    await ioctl(`${name} of a file`, ctlCode, { fileId: target });
    if (name !== 'VALIDATE_NEGOTIATE_INFO') await ioctl(`${name} of no file`, ctlCode);
  }
  await ioctl('nobody knows', 0x00119999, { fileId: target });
  await ioctl('that is no FSCTL', CtlCode.SRV_REQUEST_RESUME_KEY, { fileId: source, flags: 0 });
  await ioctl('of too much', CtlCode.SRV_REQUEST_RESUME_KEY, {
    fileId: source,
    maxOutputResponse: 0x7fffffff,
  });
  await ioctl('interfaces into 8 bytes', CtlCode.QUERY_NETWORK_INTERFACE_INFO, { maxOutputResponse: 8 });
}

async function validating(talk: Talk): Promise<void> {
  for (const dialect of [0x0202, 0x0210, 0x0300, 0x0302, 0x0311]) {
    const ways = {
      'as it was': {},
      'with another GUID': { guid: Buffer.alloc(16, 1) },
      'with other capabilities': { capabilities: 0 },
      'with another mode': { securityMode: 2 },
      'with other dialects': { dialects: [0x0202] },
    };
    for (const [about, change] of Object.entries(ways)) {
      const tree = await talk.tree('IPC$', { negotiate: { dialects: [dialect] } });
      const { capabilities, clientGuid: guid, securityMode, dialects } = tree.line.smb.settled;
      const input = encodeValidateNegotiateInfoRequest({
        capabilities,
        guid,
        securityMode,
        dialects,
        ...change,
      });
      await tree.ask(
        'IOCTL network interfaces',
        Command.IOCTL,
        bodies.ioctl(CtlCode.QUERY_NETWORK_INTERFACE_INFO),
      );
      await tree.ask(
        `IOCTL validating ${about}`,
        Command.IOCTL,
        bodies.ioctl(CtlCode.VALIDATE_NEGOTIATE_INFO, { input }),
      );
    }
  }
  const tree = await talk.tree('IPC$', { negotiate: { dialects: [0x0300] } });
  await tree.ask('IOCTL validating nothing', Command.IOCTL, bodies.ioctl(CtlCode.VALIDATE_NEGOTIATE_INFO));
}

export const events: readonly Conversation[] = [
  {
    name: 'change-notify',
    about: 'CHANGE_NOTIFY: told, cancelled, closed, disconnected, refused',
    run: watching,
  },
  {
    name: 'oplocks',
    about: 'Oplocks granted and broken, and acknowledgments nobody asked for',
    run: oplocks,
  },
  { name: 'ioctl-files', about: 'IOCTL: copies, and every code of a file and of no file', run: copying },
  {
    name: 'ioctl-negotiate',
    about: 'IOCTL: network interfaces, and the negotiation validated',
    run: validating,
  },
];
