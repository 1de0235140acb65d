import { Writer } from '../../src/bytes/index.js';
import { type DialectName, dialectNames, dialectRevision } from '../../src/protection/dialect.js';
import { Command, encodeEchoRequest, encodeSmb1NegotiateRequest, frame } from '../../src/smb2-codec/index.js';
import {
  tryNegotiate,
  ClientLogin,
  login,
  type LoginOptions,
  type NegotiateOptions,
} from './smb-client-login.js';
import { type ClientSession, SmbClient } from './smb-client.js';
import { type Answers, WatchedClient } from './watched-client.js';

/** The account that both servers have. */
export interface Account {
  readonly user: string;
  readonly password: string;
}

/** Steps whose answers a test may want alone; by default all of them. */
export interface Wanted {
  readonly dialects?: readonly DialectName[];
  /** False: one connection at a time. */
  readonly elsewhere?: boolean;
}

/** NEGOTIATE requests that leave the server a choice. */
const offers: Readonly<Record<string, NegotiateOptions>> = {
  'ciphers, the weaker first': { ciphers: [1, 2, 3, 4], signingAlgorithms: [0, 1, 2] },
  'ciphers of 256 bits': { ciphers: [3, 4], signingAlgorithms: [1] },
  'AES-256-GCM or AES-128-CCM': { ciphers: [4, 1], signingAlgorithms: [0, 1] },
  'no ciphers': { ciphers: [], signingAlgorithms: [0] },
  'no capabilities': { capabilities: 0 },
  'no capabilities, 3.0': { capabilities: 0, dialects: [0x300] },
  'signing required': { securityMode: 3 },
  '65 dialects': { dialects: [...Array.from({ length: 64 }, (_, index) => 0x1000 + index), 0x210] },
  'unknown dialect': { dialects: [0x0999] },
  'no dialect': { dialects: [] },
  'no contexts': { negotiateContexts: [] },
};

const smb1Offers: Readonly<Record<string, readonly string[]>> = {
  'SMB 2.002': ['NT LM 0.12', 'SMB 2.002'],
  'SMB 2.???': ['NT LM 0.12', 'SMB 2.002', 'SMB 2.???'],
  'SMB1 alone': ['NT LM 0.12'],
};

/** Paths of TREE_CONNECT. `files` and `IPC$` are shares, and nobody may use `noperm`. */
const paths: Readonly<Record<string, string>> = {
  'a share': '\\\\server\\files',
  IPC$: '\\\\server\\IPC$',
  'no share of that name': '\\\\server\\nosuch',
  'a folder behind the share': '\\\\server\\files\\folder',
  'a share without access': '\\\\server\\noperm',
  'no host': '\\\\files',
  'no share': '\\\\server',
  'an empty share': '\\\\server\\',
  'no separators': 'server',
};

/** Everything that a server answers to the same requests, in the same order. */
export async function answersOf(port: number, account: Account, wanted: Wanted = {}): Promise<Answers> {
  const answers: Answers = new Map();
  for (const [title, offer] of Object.entries(offers)) {
    await withClient(port, 'NEGOTIATE', answers, (watched) =>
      watched.step(title, () => tryNegotiate(watched.client, offer)),
    );
  }
  for (const [title, offered] of Object.entries(smb1Offers)) {
    await withClient(port, 'SMB1 NEGOTIATE', answers, (watched) =>
      watched.step(title, () => {
        const w = new Writer(128);
        encodeSmb1NegotiateRequest(w, { dialects: [...offered] });
        watched.client.sendRaw(frame(w.finish()));
        return watched.client.receivePayload();
      }),
    );
  }
  for (const title of wanted.dialects ?? dialectNames) {
    const dialect = dialectRevision(title);
    await withClient(port, title, answers, (watched) => wholeSession(watched, dialect, account));
    await withClient(port, `${title}, a stranger`, answers, async (watched) => {
      await watched.step('NEGOTIATE', () => tryNegotiate(watched.client, { dialects: [dialect] }));
      await watched.step('ECHO', () => watched.client.echo());
    });
    await withClient(port, `${title}, before a login`, answers, (watched) =>
      beforeLogin(watched, dialect, account),
    );
    await withClient(port, `${title}, after LOGOFF`, answers, (watched) =>
      afterLogoff(watched, dialect, account),
    );
    await withClient(port, `${title}, an unknown name`, answers, (watched) =>
      oneLogin(watched, dialect, { user: 'nosuch', password: 'x' }),
    );
    await withClient(port, `${title}, anonymous`, answers, (watched) =>
      oneLogin(watched, dialect, { user: '', password: '', response: 'anonymous' }),
    );
  }
  if (wanted.elsewhere !== false) await fromElsewhere(port, answers, account);
  return answers;
}

/** Pairs of connections whose second one uses the session of the first. */
const pairs: Readonly<Record<string, NegotiateOptions>> = {
  '2.1': { dialects: [0x210] },
  '3.0': { dialects: [0x300] },
  '3.1.1 with AES-CMAC': { dialects: [0x311], signingAlgorithms: [1] },
};

/** Answers to requests on a connection that name the session of another one. */
async function fromElsewhere(port: number, answers: Answers, account: Account): Promise<void> {
  for (const [title, offer] of Object.entries(pairs)) {
    const owner = await SmbClient.connect(port);
    await tryNegotiate(owner, offer);
    const session = await login(owner, account);
    await withClient(port, `${title}, from elsewhere`, answers, async (watched) => {
      const { client } = watched;
      await tryNegotiate(client, offer);
      const step = (name: string, act: () => Promise<unknown>) => watched.step(name, act, () => session);
      await step('TREE_CONNECT, signed', () => client.treeConnect('files', { session }));
      await step('TREE_CONNECT, wrongly signed', () =>
        client.treeConnect('files', { session, sign: 'wrong' }),
      );
      await step('TREE_CONNECT, unsigned', () => client.treeConnect('files', { session, sign: false }));
      await step('LOGOFF, signed', () => client.logoff({ session }));
      const bind = () => new ClientLogin(client, { ...account, bind: session });
      await step('binding, unsigned', () => bind().first({ sign: false }));
      await step('binding, wrongly signed', () => bind().first({ sign: 'wrong' }));
      await step('binding, wrong password', async () => {
        const binding = new ClientLogin(client, { ...account, password: 'wrong', bind: session });
        await binding.first();
        await binding.second();
      });
      await step('binding', async () => {
        const binding = bind();
        await binding.first();
        await binding.second();
      });
      await step('binding, again', () => bind().first());
    });
    owner.close();
  }
}

async function withClient(
  port: number,
  title: string,
  answers: Answers,
  use: (watched: WatchedClient) => Promise<unknown>,
): Promise<void> {
  const watched = await WatchedClient.connect(port, title, answers);
  try {
    await use(watched);
  } finally {
    watched.client.close();
  }
}

async function oneLogin(
  watched: WatchedClient,
  dialect: number,
  options: LoginOptions,
): Promise<ClientSession | undefined> {
  const { client } = watched;
  await watched.step('NEGOTIATE', () =>
    tryNegotiate(client, { dialects: [dialect], signingAlgorithms: [2, 1, 0] }),
  );
  const exchange = new ClientLogin(client, options);
  await watched.step('SESSION_SETUP, first', () => exchange.first());
  let session: ClientSession | undefined;
  await watched.step(
    'SESSION_SETUP, last',
    async () => (session = exchange.complete(await exchange.second())),
    () => session,
  );
  return session;
}

async function wholeSession(watched: WatchedClient, dialect: number, account: Account): Promise<void> {
  const { client } = watched;
  const session = await oneLogin(watched, dialect, account);
  if (session === undefined) throw new Error('the login failed');
  const step = (name: string, act: () => Promise<unknown>) => watched.step(name, act, () => session);
  for (const [title, path] of Object.entries(paths)) {
    await step(`TREE_CONNECT, ${title}`, () => client.treeConnect(path, { session }));
  }
  await step('ECHO, signed', () => client.echo({ session }));
  await step('ECHO, unsigned', () => client.echo({ session, sign: false }));
  await step('ECHO, without a SessionId', () => client.echo());
  await step('ECHO, wrongly signed', () => client.echo({ session, sign: 'wrong' }));
  await step('ECHO, of an unknown session', () => client.echo({ header: { sessionId: 0x1234n } }));
  await step('ECHO, credits 0', () => client.echo({ session, header: { credits: 0 } }));
  await step('ECHO, credits 1', () => client.echo({ session, header: { credits: 1 } }));
  await step('ECHO, credits 100 for 4', () =>
    client.echo({ session, header: { credits: 100, creditCharge: 4 } }),
  );
  const part = { command: Command.ECHO, body: encodeEchoRequest, options: { session } };
  await step('ECHO, twice in a compound', () => {
    client.sendCompound([part, part]);
    return client.receivePayload();
  });
  await step('ECHO, credits 20000', () => client.echo({ session, header: { credits: 20_000 } }));
  await step('TREE_CONNECT, unsigned', () => client.treeConnect('files', { session, sign: false }));
}

/** Answers to requests on sessions that there are not, or not yet. */
async function beforeLogin(watched: WatchedClient, dialect: number, account: Account): Promise<void> {
  const { client } = watched;
  await watched.step('NEGOTIATE', () => tryNegotiate(client, { dialects: [dialect] }));
  await watched.step('TREE_CONNECT', () => client.treeConnect('files', {}));
  await watched.step('LOGOFF', () => client.logoff({}));
  const exchange = new ClientLogin(client, { ...account, password: 'wrong' });
  await exchange.first();
  const begun = { header: { sessionId: exchange.sessionId } };
  await watched.step('ECHO, in mid-login', () => client.echo(begun));
  await watched.step('TREE_CONNECT, in mid-login', () => client.treeConnect('files', begun));
  await watched.step('SESSION_SETUP, wrong password', () => exchange.second());
  await watched.step('SESSION_SETUP, unknown session', () =>
    new ClientLogin(client, account).first({ header: { sessionId: 0x1234n } }),
  );
}

/** Answers to requests on a session that its client has ended. */
async function afterLogoff(watched: WatchedClient, dialect: number, account: Account): Promise<void> {
  const { client } = watched;
  const session = await oneLogin(watched, dialect, account);
  if (session === undefined) throw new Error('the login failed');
  const step = (name: string, act: () => Promise<unknown>) => watched.step(name, act, () => session);
  await step('LOGOFF', () => client.logoff({ session }));
  await step('LOGOFF, again', () => client.logoff({ session }));
  await step('LOGOFF, again, unsigned', () => client.logoff({ session, sign: false }));
  await step('TREE_CONNECT', () => client.treeConnect('files', { session }));
  await step('SESSION_SETUP', () => new ClientLogin(client, { ...account, reauthenticate: session }).first());
  await step('SESSION_SETUP, unsigned', () =>
    new ClientLogin(client, { ...account, reauthenticate: session }).first({ sign: false }),
  );
  await step('ECHO, signed', () => client.echo({ session }));
  await step('ECHO, unsigned', () => client.echo({ session, sign: false }));
  await step('ECHO, without a SessionId', () => client.echo());
}
