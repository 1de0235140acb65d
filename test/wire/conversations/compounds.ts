import {
  Command,
  encodeEchoRequest,
  encodeLogoffRequest,
  encodeTreeDisconnectRequest,
  frame,
  fscc,
  HeaderFlags,
  type Writer,
} from '../../../src/smb2-codec/index.js';
import type { RequestOptions } from '../../support/smb-client.js';
import { bodies } from '../../support/bodies.js';
import type { Conversation } from '../conversation.js';
import type { Tree } from '../line.js';

interface Part {
  readonly command: number;
  readonly body: (w: Writer) => void;
  readonly options?: RequestOptions;
}

const related = { flags: HeaderFlags.RELATED_OPERATIONS };
const allOnes = { ...related, sessionId: 0xffff_ffff_ffff_ffffn, treeId: 0xffffffff };

/** A later part of a related compound. */
const then = (command: number, body: (w: Writer) => void, options: RequestOptions = {}): Part => ({
  command,
  body,
  options: { header: allOnes, ...options },
});

const echo: Part = { command: Command.ECHO, body: encodeEchoRequest };
const create = (name: string, options: RequestOptions = {}): Part => ({
  command: Command.CREATE,
  body: bodies.create(name),
  options,
});
const missing = (name: string): Part => ({
  command: Command.CREATE,
  body: bodies.create(name, { createDisposition: 1 }),
});
const close = then(Command.CLOSE, bodies.close());
const read = then(Command.READ, bodies.read());
const all = { persistent: 0xffff_ffff_ffff_ffffn, volatile: 0xffff_ffff_ffff_ffffn };
const query = then(Command.QUERY_INFO, bodies.queryInfo(all, fscc.FileInformationClass.ALL));

function compound(tree: Tree, name: string, parts: readonly Part[], frames = 1) {
  const whole = parts.map(({ options, ...part }) => ({ ...part, options: { ...tree.options, ...options } }));
  return tree.line.exchange(`compound: ${name}`, () => tree.line.smb.sendCompound(whole), {
    frames,
    waits: true,
  });
}

const unrelated: Readonly<Record<string, readonly Part[]>> = {
  'two ECHOs': [echo, echo],
  'each fails by itself': [
    echo,
    missing('missing'),
    { command: Command.TREE_DISCONNECT, body: encodeTreeDisconnectRequest, options: { treeId: 77 } },
    create('a'),
  ],
  'a wrong signature in its midst': [echo, { ...echo, options: { sign: 'wrong' } }, echo],
  'an unsigned request in its midst': [echo, { ...echo, options: { sign: false } }, echo],
  'a command that is none': [echo, { command: 0xff, body: encodeEchoRequest }, echo],
  'a body that cannot be read': [echo, { command: Command.ECHO, body: bodies.bytes('05000000') }, echo],
  'answers that need padding': [missing('x'), echo, missing('y'), echo],
  'twenty ECHOs': Array.from({ length: 20 }, () => echo),
};

const chains: Readonly<Record<string, readonly Part[]>> = {
  'CREATE, CLOSE': [create('a'), close],
  'CREATE, QUERY_INFO, CLOSE': [create('a'), query, close],
  'CREATE, WRITE, READ, FLUSH, CLOSE': [
    create('b'),
    then(Command.WRITE, bodies.write(all, 'in a compound')),
    read,
    then(Command.FLUSH, bodies.flush()),
    close,
  ],
  'CREATE of a directory, QUERY_DIRECTORY, CLOSE': [
    { command: Command.CREATE, body: bodies.create('', { desiredAccess: 0x80000000, createOptions: 1 }) },
    then(Command.QUERY_DIRECTORY, bodies.queryDirectory()),
    close,
  ],
  'TREE_CONNECT, CREATE, CLOSE': [
    { command: Command.TREE_CONNECT, body: bodies.treeConnect('disk'), options: { treeId: 0 } },
    then(Command.CREATE, bodies.create('a')),
    close,
  ],
  'a TREE_CONNECT that fails, CREATE': [
    { command: Command.TREE_CONNECT, body: bodies.treeConnect('nowhere'), options: { treeId: 0 } },
    then(Command.CREATE, bodies.create('a')),
    close,
  ],
  'a CREATE that fails, QUERY_INFO, CLOSE': [missing('missing'), query, close],
  'a second CREATE that fails': [
    create('a'),
    then(Command.CREATE, bodies.create('missing', { createDisposition: 1 })),
    read,
    close,
  ],
  'without any file': [echo, close, read],
  'behind a CLOSE': [create('a'), close, read, close],
  'a wrong signature behind a CREATE': [
    create('a'),
    then(Command.READ, bodies.read(), { sign: 'wrong' }),
    close,
  ],
  'an ECHO in its midst': [create('a'), then(Command.ECHO, encodeEchoRequest), close],
  'with ids of its own': [
    create('a'),
    { command: Command.CLOSE, body: bodies.close(), options: { header: related } },
  ],
};

export const compounds: readonly Conversation[] = [
  {
    name: 'compound-unrelated',
    about: 'Compounds of requests that have nothing to do with each other',
    run: async (talk) => {
      const tree = await talk.tree();
      for (const [name, parts] of Object.entries(unrelated)) await compound(tree, name, parts);
      const session = await tree.line.login('bob', { user: 'bob', password: 'hunter2' });
      const connect = { command: Command.TREE_CONNECT, body: bodies.treeConnect('disk') };
      await compound(tree, 'of two sessions', [connect, { ...connect, options: { session } }]);
      const { treeId } = tree.options;
      await compound(tree, 'LOGOFF in its midst', [
        echo,
        { command: Command.LOGOFF, body: encodeLogoffRequest },
        { ...connect, options: { treeId } },
      ]);
    },
  },
  {
    name: 'compound-related',
    about: 'Compounds of requests that go on with what is before them, and fail with it',
    run: async (talk) => {
      for (const dialect of [0x0202, 0x0311]) {
        const tree = await talk.tree('disk', { negotiate: { dialects: [dialect] } });
        for (const [name, parts] of Object.entries(chains)) await compound(tree, name, parts);
      }
    },
  },
  {
    name: 'compound-encrypted',
    about: 'Compounds inside a transform, and where every session is encrypted',
    options: { policy: { encryption: 'required' } },
    run: async (talk) => {
      const tree = await talk.tree();
      for (const name of ['CREATE, QUERY_INFO, CLOSE', 'a CREATE that fails, QUERY_INFO, CLOSE']) {
        await compound(tree, name, chains[name] ?? []);
      }
      const clear = { options: { encrypt: false } };
      await compound(tree, 'in the clear', [
        { ...echo, ...clear },
        { ...create('a'), ...clear },
      ]);
    },
  },
  {
    name: 'compound-edges',
    about:
      'Compounds that begin as related, have wrong offsets, a wait at the end or in the midst, too many requests',
    run: async (talk) => {
      const first = await talk.tree();
      // A refusal of the first is not signed.
      const refused = (name: string, parts: readonly Part[]) =>
        first.line.raw(`compound: ${name}`, frameOf(first, parts));
      await refused('related from the first', [{ ...echo, options: { header: related } }, echo]);
      await refused('a CREATE related from the first', [
        { ...create('a'), options: { header: related } },
        close,
      ]);
      const root = await first.open('', { desiredAccess: 0x80000000, createOptions: 1 });
      await compound(first, 'CHANGE_NOTIFY at the end', [
        echo,
        { command: Command.CHANGE_NOTIFY, body: bodies.notify(root) },
      ]);
      await compound(first, 'CHANGE_NOTIFY in the midst', [
        { command: Command.CHANGE_NOTIFY, body: bodies.notify(root) },
        echo,
      ]);
      await first.ask('CLOSE of what is watched', Command.CLOSE, bodies.close(root), { frames: 2 });
      for (const [name, offset] of [
        ['misaligned', 70],
        ['beyond the message', 4096],
        ['before the header ends', 8],
      ] as const) {
        const tree = await talk.tree();
        const message = tree.line.smb.message(Command.ECHO, encodeEchoRequest, tree.options);
        message.writeUInt32LE(offset, 20);
        await tree.line.raw(`NextCommand ${name}`, frame(Buffer.concat([message, Buffer.alloc(4), message])));
      }
      const many = await talk.tree();
      const ids = Array.from({ length: 600 }, () => ({ ...echo, options: { sign: false } }));
      await many.line.raw('a compound of 600 ECHOs', frameOf(many, ids), 1);
    },
  },
];

/** As `sendCompound` sends it, but for credits: there are not enough. */
function frameOf(tree: Tree, parts: readonly Part[]): Buffer {
  const sent: Buffer[] = [];
  const { smb } = tree.line;
  const sendRaw = smb.sendRaw.bind(smb);
  smb.sendRaw = (bytes) => void sent.push(bytes);
  smb.sendCompound(
    parts.map(({ options, ...part }) => ({ ...part, options: { ...tree.options, ...options } })),
  );
  smb.sendRaw = sendRaw;
  return Buffer.concat(sent);
}
