import { Command, encodeTreeDisconnectRequest, frame } from '../../../src/smb2-codec/index.js';
import { bodies } from '../../support/bodies.js';
import type { Conversation, Talk } from '../conversation.js';

const paths: readonly string[] = [
  '\\\\server\\disk',
  '\\\\SERVER\\DISK',
  '\\\\somewhere.else\\disk',
  '\\\\127.0.0.1\\IPC$',
  '\\\\server\\ipc$',
  '\\\\server\\nowhere',
  '\\\\server\\private',
  '\\\\server\\',
  '\\\\server',
  '\\server\\disk',
  '\\\\server\\disk\\below',
  '\\\\\\disk',
  `\\\\${'h'.repeat(256)}\\disk`,
  `\\\\server\\${'s'.repeat(81)}`,
];

export const trees: readonly Conversation[] = [
  {
    name: 'tree-connect',
    about:
      'TREE_CONNECT in each dialect: paths, shares nobody has or may not have; bodies that cannot be read',
    run: async (talk: Talk) => {
      for (const dialect of [0x0202, 0x0210, 0x0300, 0x0302, 0x0311]) {
        const line = await talk.negotiated({ dialects: [dialect] });
        const session = await line.login();
        const wanted = dialect === 0x0311 ? paths : paths.slice(0, 7);
        for (const path of wanted) {
          await line.ask(
            `TREE_CONNECT ${path.slice(0, 40)}`,
            Command.TREE_CONNECT,
            bodies.treeConnect(path),
            { session },
          );
        }
      }
      const line = await talk.negotiated();
      const session = await line.login('bob', { user: 'bob', password: 'hunter2' });
      for (const share of ['disk', 'private', 'IPC$']) {
        await line.ask(`TREE_CONNECT ${share} of bob`, Command.TREE_CONNECT, bodies.treeConnect(share), {
          session,
        });
      }
      for (const hex of [
        '',
        '0900',
        '08000000480000',
        '0900000048000500',
        '09000000480003000000',
        '0900000000000400',
        '090001004800040061006200',
      ]) {
        await line.ask(
          `TREE_CONNECT of the bytes ${hex || 'none'}`,
          Command.TREE_CONNECT,
          bodies.bytes(hex),
          { session },
        );
      }
    },
  },
  {
    name: 'tree-disconnect',
    about:
      'TREE_DISCONNECT: of trees there are and are not, twice, of another session; requests on what is gone',
    run: async (talk) => {
      const line = await talk.negotiated();
      const tree = await line.tree(await line.login());
      const { session, treeId } = tree.options;
      const file = await tree.open('a');
      const disconnect = (name: string, id: number, of = session) =>
        line.ask(`TREE_DISCONNECT ${name}`, Command.TREE_DISCONNECT, encodeTreeDisconnectRequest, {
          session: of,
          treeId: id,
        });
      for (const id of [0, 77, 0xffffffff]) await disconnect(`of ${id}`, id);
      const other = await line.login('bob', { user: 'bob', password: 'hunter2' });
      await disconnect('of another session', treeId, other);
      await line.ask('READ on the tree of another session', Command.READ, bodies.read(file), {
        session: other,
        treeId,
      });
      await tree.ask(
        'TREE_DISCONNECT that cannot be read',
        Command.TREE_DISCONNECT,
        bodies.bytes('05000000'),
      );
      await disconnect('of a tree', treeId);
      await disconnect('again', treeId);
      await tree.ask('READ after it', Command.READ, bodies.read(file));
      const next = await line.tree(session);
      await next.ask('READ of a file of the tree before', Command.READ, bodies.read(file));
      await next.open('a');
    },
  },
  {
    name: 'tree-limits',
    about: 'More trees, and more files, than a session may have; anonymous users who may come to IPC$ alone',
    options: { limits: { treesPerSession: 2, opensPerSession: 2 }, authPolicy: { anonymous: 'ipc' } },
    run: async (talk) => {
      const tree = await talk.tree();
      const { session } = tree.options;
      for (let i = 2; i <= 3; i++) {
        await tree.line.ask(`TREE_CONNECT ${i}`, Command.TREE_CONNECT, bodies.treeConnect('disk'), {
          session,
        });
      }
      for (const name of ['a', 'b', 'c']) await tree.create(name);
      const line = await talk.negotiated();
      const anonymous = await line.login('anonymous', { response: 'anonymous' });
      for (const share of ['IPC$', 'disk', 'nowhere']) {
        await line.ask(`TREE_CONNECT ${share} of nobody`, Command.TREE_CONNECT, bodies.treeConnect(share), {
          session: anonymous,
        });
      }
    },
  },
  {
    name: 'commands-without-session',
    about:
      'Every command without a session, with one that nobody has, without a tree, with a body that cannot be read',
    run: async (talk) => {
      const names = Object.entries(Command).filter(([name]) => !['NEGOTIATE', 'CANCEL'].includes(name));
      for (const [name, command] of names) {
        const line = await talk.negotiated();
        await line.ask(`${name} without a session`, command, bodies.bytes('04000000'));
      }
      const line = await talk.negotiated();
      const tree = await line.tree(await line.login());
      const { session } = tree.options;
      for (const [name, command] of names) {
        const header = { sessionId: 0x4242n };
        await line.ask(`${name} of a session nobody has`, command, bodies.bytes('04000000'), { header });
        await line.ask(`${name} without a tree`, command, bodies.bytes('04000000'), { session });
        if (command === Command.LOGOFF || command === Command.TREE_DISCONNECT) continue;
        await tree.ask(`${name} that cannot be read`, command, bodies.bytes('0300'));
      }
      for (const command of [0x13, 0xff, 0xffff])
        await tree.ask(`command ${command}`, command, bodies.bytes('04000000'));
      await line.raw('a command cut short', frame(Buffer.from('fe534d4240', 'hex')));
    },
  },
];
