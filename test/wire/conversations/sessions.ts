import { Command, encodeLogoffRequest, SecurityMode } from '../../../src/smb2-codec/index.js';
import type { ClientSession } from '../../support/smb-client.js';
import { ClientLogin, type LoginOptions } from '../../support/smb-client-login.js';
import { bodies } from '../../support/bodies.js';
import type { Conversation, Talk } from '../conversation.js';
import type { Line } from '../line.js';

const asBob: LoginOptions = { user: 'bob', password: 'hunter2' };

function treeConnect(line: Line, session: ClientSession, who = 'alice') {
  return line.ask(`TREE_CONNECT disk of ${who}`, Command.TREE_CONNECT, bodies.treeConnect('disk'), {
    session,
  });
}

function logoff(line: Line, session: ClientSession, name = 'LOGOFF') {
  return line.ask(name, Command.LOGOFF, encodeLogoffRequest, { session });
}

/** Two connections of one client, and a session of the first. */
async function reauthenticated(talk: Talk, options: LoginOptions, dialect = 0x0311): Promise<void> {
  const line = await talk.negotiated({ dialects: [dialect] });
  const session = await line.login();
  await treeConnect(line, session);
  await line.tryLogin('alice again', { reauthenticate: session, ...options });
  await treeConnect(line, session);
}

export const sessions: readonly Conversation[] = [
  {
    name: 'reauthentication',
    about: 'Logins on a session that is valid: accepted in each dialect, and each way to be refused',
    run: async (talk) => {
      for (const dialect of [0x0202, 0x0210, 0x0300, 0x0302, 0x0311])
        await reauthenticated(talk, {}, dialect);
      const ways: readonly LoginOptions[] = [
        { password: 'wrong' },
        asBob,
        { raw: true },
        { request: { sign: false } },
        { request: { sign: 'wrong' } },
        { request: { encrypt: true } },
        { user: 'disabled' },
      ];
      for (const way of ways) await reauthenticated(talk, way);
    },
  },
  {
    name: 'reauthentication-midway',
    about: 'Requests between the legs of a login on a session that is valid, and the end of it there',
    run: async (talk) => {
      const line = await talk.negotiated();
      const session = await line.login();
      const login = new ClientLogin(line.smb, { reauthenticate: session });
      await line.step('SESSION_SETUP again, first leg', () => login.first());
      await treeConnect(line, session);
      await line.ask('ECHO', Command.ECHO, bodies.bytes('04000000'), { session });
      await line.step('SESSION_SETUP again, second leg', () => login.second());
      await treeConnect(line, session);
      const other = new ClientLogin(line.smb, { reauthenticate: session });
      await line.step('SESSION_SETUP a third time, first leg', () => other.first());
      await logoff(line, session, 'LOGOFF between the legs');
      await line.step('SESSION_SETUP a third time, second leg', () => other.second());
    },
  },
  {
    name: 'expired-session',
    about: 'Requests on a session that has expired, and the login that renews it',
    options: { policy: { sessionLifetimeSeconds: 60 } },
    run: async (talk) => {
      const line = await talk.negotiated();
      const tree = await line.tree(await line.login());
      const { session } = tree.options;
      const file = await tree.open('a');
      talk.runtime.advance(60_000);
      await tree.ask('READ', Command.READ, bodies.read(file));
      await tree.create('b');
      await treeConnect(line, session);
      await tree.ask('LOCK', Command.LOCK, bodies.lock(file, [{ offset: 0n, length: 1n, flags: 2 }]));
      await tree.ask('ECHO', Command.ECHO, bodies.bytes('04000000'));
      await tree.close(file);
      await line.tryLogin('alice again', { reauthenticate: session });
      await treeConnect(line, session);
      talk.runtime.advance(60_000);
      await logoff(line, session);
    },
  },
  {
    name: 'previous-session',
    about:
      'PreviousSessionId: of the same user, of another one, of nobody, its own, in a login that is refused',
    run: async (talk) => {
      const old = await talk.negotiated();
      const [first, second] = [await old.login(), await old.login('alice, twice')];
      const bobs = await old.login('bob', asBob);
      const line = await talk.negotiated();
      await line.tryLogin('alice with a wrong password instead of the first', {
        previousSessionId: first.id,
        password: 'wrong',
      });
      await treeConnect(old, first);
      const next = await talk.negotiated();
      const session = await next.login('alice instead of the first', { previousSessionId: first.id });
      await treeConnect(old, first);
      await treeConnect(old, second, 'alice, twice');
      await next.login('alice instead of bob', { previousSessionId: bobs.id });
      await treeConnect(old, bobs, 'bob');
      await next.login('alice instead of nobody', { previousSessionId: 0x4242n });
      await next.tryLogin('alice again instead of the second', {
        reauthenticate: session,
        previousSessionId: second.id,
      });
      await treeConnect(old, second, 'alice, twice');
      await next.tryLogin('alice again instead of herself', {
        reauthenticate: session,
        previousSessionId: session.id,
      });
      await treeConnect(next, session);
    },
  },
  {
    name: 'logoff',
    about:
      'LOGOFF: of a session, of a second one of the connection, twice, unsigned, with a body that cannot be read',
    run: async (talk) => {
      for (const dialect of [0x0202, 0x0210, 0x0300, 0x0302, 0x0311]) {
        const line = await talk.negotiated({ dialects: [dialect] });
        const [alices, bobs] = [await line.login(), await line.login('bob', asBob)];
        await treeConnect(line, alices);
        await line.ask('LOGOFF, unsigned', Command.LOGOFF, encodeLogoffRequest, {
          session: bobs,
          sign: false,
        });
        await line.ask('LOGOFF that cannot be read', Command.LOGOFF, bodies.bytes('05000000'), {
          session: alices,
        });
        await logoff(line, alices);
        await logoff(line, alices, 'LOGOFF again');
        await treeConnect(line, alices);
        await treeConnect(line, bobs, 'bob');
      }
    },
  },
  {
    name: 'two-logins',
    about: 'Two logins of one connection in turns, and a login begun on another connection',
    run: async (talk) => {
      const line = await talk.negotiated();
      const [one, two] = [new ClientLogin(line.smb), new ClientLogin(line.smb, asBob)];
      await line.step('SESSION_SETUP alice, first leg', () => one.first());
      await line.step('SESSION_SETUP bob, first leg', () => two.first());
      const theirs = await line.step('SESSION_SETUP bob, second leg', () => two.second());
      const ours = await line.step('SESSION_SETUP alice, second leg', () => one.second());
      if (ours !== undefined) await treeConnect(line, one.complete(ours));
      if (theirs !== undefined) await treeConnect(line, two.complete(theirs), 'bob');
      const begun = new ClientLogin(line.smb, { securityMode: SecurityMode.SIGNING_REQUIRED });
      await line.step('SESSION_SETUP with signing required, first leg', () => begun.first());
      const intruder = await talk.negotiated();
      const stolen = new ClientLogin(intruder.smb);
      await intruder.step('SESSION_SETUP, first leg', () => stolen.first());
      const header = { sessionId: begun.sessionId };
      await intruder.step('SESSION_SETUP for the login of another connection', () =>
        stolen.second({ header }),
      );
      const reply = await line.step('SESSION_SETUP with signing required, second leg', () => begun.second());
      if (reply === undefined) return;
      const session = begun.complete(reply);
      await treeConnect(line, session);
      await line.ask('ECHO, unsigned', Command.ECHO, bodies.bytes('04000000'), { session, sign: false });
    },
  },
];
