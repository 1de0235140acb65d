import {
  Command,
  encodeEchoRequest,
  encodeTreeDisconnectRequest,
  frame,
  HeaderFlags,
  SecurityMode,
} from '../../../src/smb2-codec/index.js';
import type { RequestOptions } from '../../support/smb-client.js';
import type { NegotiateOptions } from '../../support/smb-client-login.js';
import { bodies } from '../../support/bodies.js';
import type { Conversation, Talk } from '../conversation.js';
import type { Line } from '../line.js';

const profiles: Readonly<Record<string, NegotiateOptions>> = {
  '2.0.2': { dialects: [0x0202] },
  '2.1': { dialects: [0x0210] },
  '3.0': { dialects: [0x0300] },
  '3.0.2': { dialects: [0x0302] },
  '3.1.1': {},
  '3.1.1, AES-GMAC': { signingAlgorithms: [2] },
};

function echo(line: Line, name: string, options: RequestOptions) {
  return line.ask(`ECHO ${name}`, Command.ECHO, encodeEchoRequest, options);
}

async function signatures(talk: Talk): Promise<void> {
  for (const [name, negotiate] of Object.entries(profiles)) {
    const line = await talk.negotiated(negotiate);
    const session = await line.login(name);
    const { treeId } = (await line.tree(session)).options;
    const disconnect = (about: string, options: RequestOptions) =>
      line.ask(`TREE_DISCONNECT ${about}`, Command.TREE_DISCONNECT, encodeTreeDisconnectRequest, {
        session,
        treeId,
        ...options,
      });
    await echo(line, 'signed', { session });
    await echo(line, 'with a wrong signature', { session, sign: 'wrong' });
    await echo(line, 'unsigned', { session, sign: false });
    await echo(line, 'unsigned, with the flag', {
      session,
      sign: false,
      header: { flags: HeaderFlags.SIGNED },
    });
    await echo(line, 'signed, of a session nobody has', { session: { ...session, id: 0x4242n } });
    await echo(line, 'without a session, with the flag', { header: { flags: HeaderFlags.SIGNED } });
    await disconnect('with a wrong signature', { sign: 'wrong' });
    await disconnect('unsigned', { sign: false });
    await disconnect('signed, of a tree nobody has', { treeId: 77 });
    await disconnect('of no session', { sign: false, header: { sessionId: 0n } });
    await line.ask('TREE_CONNECT, unsigned', Command.TREE_CONNECT, bodies.treeConnect('disk'), {
      session,
      sign: false,
    });
  }
}

/** Each on a connection of its own: what is wrong with the transform ends it. */
const spoiled: Readonly<Record<string, (header: Buffer) => unknown>> = {
  'Flags 0': (header) => header.writeUInt16LE(0, 42),
  'a session nobody has': (header) => header.writeBigUInt64LE(0x4242n, 44),
  'an OriginalMessageSize too large': (header) => header.writeUInt32LE(header.readUInt32LE(36) + 1, 36),
  'an OriginalMessageSize of 0xffffffff': (header) => header.writeUInt32LE(0xffffffff, 36),
};

async function transforms(talk: Talk): Promise<void> {
  for (const cipher of [1, 2, 3, 4]) {
    const line = await talk.negotiated({ ciphers: [cipher] });
    const session = await line.login(`cipher ${cipher}`);
    await echo(line, 'encrypted', { session, encrypt: true });
    await echo(line, 'in the clear', { session });
    await line.ask('TREE_CONNECT, encrypted', Command.TREE_CONNECT, bodies.treeConnect('disk'), {
      session,
      encrypt: true,
    });
    const other = await line.login(`cipher ${cipher}, bob`, { user: 'bob', password: 'hunter2' });
    await echo(line, 'encrypted, of another session', { session: other, encrypt: true });
    const transformed = line.smb.encrypted(
      line.smb.message(Command.ECHO, encodeEchoRequest, { session }),
      session,
    );
    transformed[60]! ^= 1;
    await line.raw('ECHO, encrypted, with a bit changed', frame(transformed));
  }
  for (const [name, change] of Object.entries(spoiled)) {
    const line = await talk.negotiated();
    const session = await line.login();
    const message = line.smb.message(Command.ECHO, encodeEchoRequest, { session });
    await line.raw(
      `a transform with ${name}`,
      frame(line.smb.encrypted(message, session, (header) => void change(header))),
    );
  }
  for (const sessionId of [0n, 0x4242n]) {
    const line = await talk.negotiated();
    const session = await line.login();
    await echo(line, `encrypted, with SessionId ${sessionId} inside`, {
      session,
      encrypt: true,
      header: { sessionId },
    });
  }
  for (const inside of ['00', 'ff534d42', 'fd534d42', 'fe534d42']) {
    const line = await talk.negotiated();
    const session = await line.login();
    const payload = Buffer.alloc(40);
    payload.write(inside, 'hex');
    await line.raw(`a transform around ${inside}`, frame(line.smb.encrypted(payload, session)));
  }
  const short = await talk.negotiated();
  await short.login();
  await short.raw(
    'a transform without contents',
    frame(Buffer.concat([Buffer.from('fd534d42', 'hex'), Buffer.alloc(48)])),
  );
}

export const protections: readonly Conversation[] = [
  {
    name: 'signatures',
    about: 'Signed, wrongly signed and unsigned requests in each dialect; ids nobody has',
    run: signatures,
  },
  {
    name: 'signatures-required',
    about: 'The same where the server requires signing',
    options: { policy: { signing: 'required' } },
    run: signatures,
  },
  {
    name: 'signatures-client-required',
    about:
      'Unsigned requests of clients that said in SESSION_SETUP, or in NEGOTIATE, that they require signing',
    run: async (talk) => {
      const required = SecurityMode.SIGNING_REQUIRED;
      const line = await talk.negotiated({ securityMode: required });
      const session = await line.login();
      await echo(line, 'unsigned', { session, sign: false });
      const other = await talk.negotiated();
      const strict = await other.login('alice, with signing required', { securityMode: required });
      await echo(other, 'unsigned', { session: strict, sign: false });
      await echo(other, 'signed', { session: strict });
    },
  },
  {
    name: 'transforms',
    about: 'Encrypted requests with each cipher, and transforms for which the connection ends',
    run: transforms,
  },
  {
    name: 'sealed-share',
    about: 'A share that is encrypted: trees and files inside and outside of the encryption, in each dialect',
    run: async (talk) => {
      for (const [name, negotiate] of Object.entries(profiles)) {
        const line = await talk.negotiated(negotiate);
        const session = await line.login(name);
        await line.ask(
          'TREE_CONNECT sealed in the clear',
          Command.TREE_CONNECT,
          bodies.treeConnect('sealed'),
          { session },
        );
        if (line.smb.settled.cipher === 0) continue;
        const tree = await line.tree(session, 'sealed', { encrypt: true });
        const file = await tree.open('sealed file');
        await tree.ask('WRITE', Command.WRITE, bodies.write(file, 'sealed'));
        await tree.ask('READ in the clear', Command.READ, bodies.read(file), { encrypt: false });
        await tree.ask('READ, encrypted', Command.READ, bodies.read(file));
        await tree.ask('READ, encrypted and signed inside', Command.READ, bodies.read(file), {
          header: { flags: HeaderFlags.SIGNED },
        });
        await tree.close(file);
      }
    },
  },
  {
    name: 'encryption-off',
    about: 'Transforms and encrypted shares where the server does not encrypt',
    options: { policy: { encryption: 'off' }, shares: [{ name: 'disk', temporary: true }] },
    run: async (talk) => {
      const line = await talk.negotiated();
      const session = await line.login();
      await echo(line, 'signed', { session });
      await line.raw(
        'a transform',
        frame(Buffer.concat([Buffer.from('fd534d42', 'hex'), Buffer.alloc(120, 1)])),
      );
    },
  },
];
