import {
  Command,
  encodeEchoRequest,
  encodeLogoffRequest,
  SecurityMode,
} from '../../../src/smb2-codec/index.js';
import type { ClientSession } from '../../support/smb-client.js';
import { ClientLogin, type LoginOptions, type NegotiateOptions } from '../../support/smb-client-login.js';
import { bodies } from '../../support/bodies.js';
import type { Conversation, Talk } from '../conversation.js';
import { succeeded } from '../line.js';

const asBob: LoginOptions = { user: 'bob', password: 'hunter2' };

/** A binding that is refused or not. */
interface Attempt {
  /** NEGOTIATE of the session's connection. */
  readonly first?: NegotiateOptions;
  /** NEGOTIATE of the connection that would join; as the first by default. */
  readonly second?: NegotiateOptions;
  readonly login?: LoginOptions;
  /** The session's own login. */
  readonly owner?: LoginOptions;
  /** The session as the second connection believes it to be. */
  readonly spoil?: (session: ClientSession) => ClientSession;
}

async function attempt(talk: Talk, name: string, options: Attempt): Promise<void> {
  const first = await talk.negotiated(options.first);
  const session = await first.login('the session', options.owner);
  const second = await talk.negotiated(options.second ?? options.first);
  const bind = options.spoil?.(session) ?? session;
  const { login, reply } = await second.tryLogin(name, { bind, ...options.login });
  if (reply?.status === 0) {
    const channel = login.complete(reply);
    await second.ask('TREE_CONNECT on the channel', Command.TREE_CONNECT, bodies.treeConnect('disk'), {
      session: channel,
    });
  }
  await first.ask('TREE_CONNECT on the first connection', Command.TREE_CONNECT, bodies.treeConnect('disk'), {
    session,
  });
}

const keyless = (session: ClientSession): ClientSession => ({
  ...session,
  keys: { ...session.keys, signing: Buffer.alloc(16) },
});

const accepted: Readonly<Record<string, Attempt>> = {
  '3.0': { first: { dialects: [0x0300] } },
  '3.0.2': { first: { dialects: [0x0302] } },
  '3.1.1': {},
  '3.1.1, bare NTLM': { login: { raw: true } },
  '3.1.1, AES-GMAC and AES-256-GCM': { first: { signingAlgorithms: [2], ciphers: [4] } },
  'AES-CMAC to HMAC-SHA256': { first: { signingAlgorithms: [0] }, second: { signingAlgorithms: [1] } },
  'HMAC-SHA256 to AES-CMAC': { first: { signingAlgorithms: [1] }, second: { signingAlgorithms: [0] } },
  'with another session key': { login: { randomSessionKey: Buffer.alloc(16, 0x66) } },
  'that demands signing': { login: { securityMode: SecurityMode.SIGNING_REQUIRED } },
};

const refused: Readonly<Record<string, Attempt>> = {
  'of another dialect': { first: { dialects: [0x0302] }, second: { dialects: [0x0300] } },
  'on 2.1': { second: { dialects: [0x0210] } },
  'on 2.1, unsigned': { second: { dialects: [0x0210] }, login: { request: { sign: false } } },
  'on 2.1 of a session of 2.1': { first: { dialects: [0x0210] } },
  'on 3.0.2 of a session of 2.1': { first: { dialects: [0x0210] }, second: { dialects: [0x0302] } },
  'of AES-CMAC to AES-GMAC': { first: { signingAlgorithms: [2] }, second: { signingAlgorithms: [1] } },
  'of AES-GMAC to HMAC-SHA256': { first: { signingAlgorithms: [0] }, second: { signingAlgorithms: [2] } },
  'of AES-GMAC to AES-CMAC': { first: { signingAlgorithms: [1] }, second: { signingAlgorithms: [2] } },
  'of another cipher': { first: { ciphers: [2] }, second: { ciphers: [1] } },
  unsigned: { login: { request: { sign: false } } },
  'with a wrong signature': { login: { request: { sign: 'wrong' } } },
  'of another ClientGuid': { second: { clientGuid: Buffer.alloc(16, 9) } },
  'to a session nobody has': { spoil: (session) => ({ ...session, id: 0x4242n }) },
  'with a wrong key': { spoil: keyless },
  'with a wrong key, AES-GMAC': { first: { signingAlgorithms: [2] }, spoil: keyless },
  'of another user': { login: asBob },
  'of a guest': { login: { user: 'nobody' } },
  'of an anonymous user': { login: { response: 'anonymous' } },
  'with a wrong password': { login: { password: 'wrong' } },
  'to an anonymous session': { owner: { response: 'anonymous' } },
  'to a guest': { owner: { user: 'nobody' } },
};

export const bindings: readonly Conversation[] = [
  ...Object.entries({ accepted, refused }).map(([name, table]) => ({
    name: `binding-${name}`,
    about: `A second channel: each way to be ${name}, and the session afterwards`,
    options: { authPolicy: { guest: 'unknown-users', anonymous: 'accept' } } as const,
    run: async (talk: Talk) => {
      for (const [way, options] of Object.entries(table)) await attempt(talk, `binding ${way}`, options);
    },
  })),
  {
    name: 'binding-channels',
    about:
      'What two channels have in common: trees, the end of the session, its keys; requests between the legs',
    run: async (talk) => {
      const first = await talk.negotiated();
      const session = await first.login();
      const tree = await first.tree(session);
      const file = await tree.open('a');
      const second = await talk.negotiated();
      const begun = new ClientLogin(second.smb, { bind: session });
      await second.step('SESSION_SETUP, binding, first leg', () => begun.first());
      await second.ask('TREE_CONNECT between the legs', Command.TREE_CONNECT, bodies.treeConnect('disk'), {
        session,
      });
      const last = await second.step('SESSION_SETUP, binding, second leg', () => begun.second());
      succeeded(last);
      const channel = begun.complete(last);
      const { treeId } = tree.options;
      await second.ask('WRITE on the channel', Command.WRITE, bodies.write(file, 'by another way'), {
        session: channel,
        treeId,
      });
      await tree.ask('READ on the first', Command.READ, bodies.read(file));
      await second.ask('ECHO, encrypted', Command.ECHO, encodeEchoRequest, {
        session: channel,
        encrypt: true,
      });
      const mixed = { ...channel, keys: session.keys };
      await second.ask('ECHO with the key of the first channel', Command.ECHO, encodeEchoRequest, {
        session: mixed,
      });
      await second.tryLogin('binding, twice', { bind: channel });
      await first.tryLogin('binding to itself', { bind: session });
      await second.tryLogin('alice again on the channel', { reauthenticate: channel });
      const third = await talk.negotiated();
      await third.ask(
        'TREE_CONNECT where it is not joined',
        Command.TREE_CONNECT,
        bodies.treeConnect('disk'),
        { session },
      );
      await second.ask('LOGOFF on the channel', Command.LOGOFF, encodeLogoffRequest, { session: channel });
      await tree.ask('READ after it', Command.READ, bodies.read(file));
      await third.tryLogin('binding to what is gone', { bind: session });
    },
  },
  {
    name: 'binding-encrypted',
    about: 'A second channel of a session that is encrypted, and of one that has expired',
    options: { policy: { encryption: 'required', sessionLifetimeSeconds: 60 } },
    run: async (talk) => {
      const first = await talk.negotiated();
      const session = await first.login();
      const second = await talk.negotiated();
      const channel = await second.login('binding', { bind: session });
      await second.tree(channel);
      await second.ask('TREE_CONNECT in the clear', Command.TREE_CONNECT, bodies.treeConnect('disk'), {
        session: channel,
        encrypt: false,
      });
      talk.runtime.advance(60_000);
      const third = await talk.negotiated();
      await third.tryLogin('binding to a session that has expired', { bind: session });
    },
  },
];
