import type { ServerOptions } from '../../../src/server/options.js';
import {
  encodeEchoRequest,
  Command,
  encodeLogoffRequest,
  decodeCreateResponse,
} from '../../../src/smb2-codec/index.js';
import { Transcript } from '../../../src/transcript/transcript.js';
import { bodies } from '../../support/bodies.js';
import type { ClientSession } from '../../support/smb-client.js';
import { negotiateRequest } from '../../support/smb-client-login.js';
import { FuzzClient } from './fuzz-client.js';
import { FuzzLogin, NTLM_ONLY } from './fuzz-login.js';
import { FuzzedServer } from './fuzzed-server.js';

/** A frame of a client, as it was sent. */
export interface RecordedFrame {
  /** Counts connections from 0. */
  readonly connection: number;
  readonly bytes: Buffer;
}

/** A whole conversation. A server with the same clock and the same chance takes it again. */
export interface RecordedSession {
  readonly frames: readonly RecordedFrame[];
  /** The keys of its sessions, with which a changed frame is signed anew. */
  readonly sessions: ReadonlyMap<bigint, ClientSession>;
  readonly ciphers: ReadonlyMap<bigint, number>;
  /** The messages of both sides. */
  readonly messages: readonly Buffer[];
  /** The same conversation as the server writes it down for a replay. */
  readonly transcript: Buffer;
  /** Logins that succeed when nothing is changed. */
  readonly logins: number;
}

/** The parts of a conversation that differ from recording to recording. */
export interface Recipe {
  readonly dialects: readonly number[];
  readonly ciphers: readonly number[];
  readonly options?: Partial<ServerOptions>;
}

/** Records two clients on a server: logins, files, a pipe, a new proof, a second channel, a logoff. */
export async function recordSession({ dialects, ciphers, options = {} }: Recipe): Promise<RecordedSession> {
  let text = '';
  const transcript = new Transcript({ secrets: true, write: (line) => (text += line) });
  await using fuzzed = await FuzzedServer.start({ ...options, transcript });
  const frames: RecordedFrame[] = [];
  const clients: FuzzClient[] = [];
  const connect = async (): Promise<FuzzClient> => {
    const client = await FuzzClient.connect(fuzzed.port, fuzzed.wire);
    const connection = clients.push(client) - 1;
    const write = client.smb.sendRaw.bind(client.smb);
    client.smb.sendRaw = (bytes) => {
      frames.push({ connection, bytes: Buffer.from(bytes) });
      write(bytes);
    };
    await client.negotiate(negotiateRequest({ dialects, ciphers }));
    return client;
  };
  const first = await connect();
  const alice = await logIn(fuzzed, first, 'alice', 'secret');
  if (alice !== undefined) await useFiles(first, alice);
  const second = await connect();
  await logIn(fuzzed, second, 'bob', 'hunter2');
  await logIn(fuzzed, second, 'alice', 'wrong');
  if (alice !== undefined && dialects.some((dialect) => dialect >= 0x0300)) {
    const third = await connect();
    await logIn(fuzzed, third, 'alice', 'secret', { bind: alice });
    await logIn(fuzzed, first, 'alice', 'secret', { reauthenticate: alice });
    first.send(Command.LOGOFF, encodeLogoffRequest, { session: alice });
    await first.settle();
  }
  const logs = [...fuzzed.wire.connections.values()];
  const answers = logs.flatMap(({ responses }) => responses.map(({ message }) => message));
  for (const { smb } of clients) smb.close();
  await fuzzed.judge();
  const messages = [...frames.map(({ bytes }) => bytes.subarray(4)), ...answers];
  const { proven } = fuzzed.oracle;
  return {
    frames,
    sessions: new Map(fuzzed.wire.sessions),
    ciphers: new Map(fuzzed.wire.ciphers),
    messages,
    transcript: Buffer.from(text),
    logins: proven,
  };
}

async function logIn(
  fuzzed: FuzzedServer,
  client: FuzzClient,
  user: string,
  password: string,
  more: { readonly bind?: ClientSession; readonly reauthenticate?: ClientSession } = {},
): Promise<ClientSession | undefined> {
  const login = new FuzzLogin(client, {
    ntlm: { user, password, domain: '' },
    raw: false,
    mechTypes: NTLM_ONLY,
    previousSessionId: 0n,
    flags: 0,
    securityMode: 1,
    edit: (token) => token,
    request: () => ({}),
    ...more,
  });
  await login.first();
  const session = await login.second();
  if (session !== undefined) {
    fuzzed.wire.sessions.set(session.id, session);
    fuzzed.wire.ciphers.set(session.id, client.smb.settled.cipher);
  }
  return session;
}

async function useFiles(client: FuzzClient, session: ClientSession): Promise<void> {
  const ask = async (command: number, body: Parameters<FuzzClient['send']>[1], treeId = 0) => {
    client.send(command, body, { session, treeId });
    return client.answerTo(command);
  };
  const tree = await ask(Command.TREE_CONNECT, bodies.treeConnect('disk'));
  const treeId = tree?.readUInt32LE(36) ?? 0;
  const created = await ask(Command.CREATE, bodies.create('file'), treeId);
  if (created !== undefined && created.readUInt32LE(8) === 0) {
    const { fileId } = decodeCreateResponse(created);
    await ask(Command.WRITE, bodies.write(fileId, 'contents'), treeId);
    await ask(Command.READ, bodies.read(fileId), treeId);
    await ask(Command.QUERY_INFO, bodies.queryInfo(fileId, 18), treeId);
    await ask(Command.CLOSE, bodies.close(fileId), treeId);
  }
  const root = await ask(Command.CREATE, bodies.create('', { createOptions: 1 }), treeId);
  if (root !== undefined && root.readUInt32LE(8) === 0) {
    const { fileId } = decodeCreateResponse(root);
    await ask(Command.QUERY_DIRECTORY, bodies.queryDirectory(fileId), treeId);
    await ask(Command.CHANGE_NOTIFY, bodies.notify(fileId), treeId);
  }
  await ask(Command.ECHO, encodeEchoRequest);
}
