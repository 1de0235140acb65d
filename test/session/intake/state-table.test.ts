import assert from 'node:assert/strict';
import type { Writer } from '../../../src/bytes/index.js';
import type { NtStatus } from '../../../src/constants/nt-status.js';
import {
  Command,
  encodeEchoRequest,
  encodeLogoffRequest,
  encodeTreeConnectRequest,
  encodeTreeDisconnectRequest,
  SecurityMode,
} from '../../../src/smb2-codec/index.js';
import type { ClientSession, RequestOptions, SmbClient } from '../../support/smb-client.js';
import { ClientLogin, login, tryLogin } from '../../support/smb-client-login.js';
import { close, create, watch } from '../file-requests.js';
import { expectServing, expectStatus, type Fixture, serve } from '../support.js';

type Status = keyof typeof NtStatus;
type Body = (w: Writer) => void;

/** Bodies that would be served if there were a session and a tree; where they would not, the state is judged first. */
const bodies: Partial<Record<keyof typeof Command, Body>> = {
  LOGOFF: encodeLogoffRequest,
  TREE_CONNECT: (w) => encodeTreeConnectRequest(w, { flags: 0, path: '\\\\server\\disk' }),
  TREE_DISCONNECT: encodeTreeDisconnectRequest,
  CREATE: create(),
  CLOSE: close(),
  FLUSH: (w) => w.u16(24).zero(22),
  READ: (w) => w.u16(49).zero(47),
  WRITE: (w) => w.u16(49).zero(47),
  LOCK: (w) => w.u16(48).zero(46),
  IOCTL: (w) => w.u16(57).zero(55),
  ECHO: encodeEchoRequest,
  QUERY_DIRECTORY: (w) => w.u16(33).zero(31),
  CHANGE_NOTIFY: watch(),
  QUERY_INFO: (w) => w.u16(41).zero(39),
  SET_INFO: (w) => w.u16(33).zero(31),
  OPLOCK_BREAK: (w) => w.u16(24).zero(22),
};
const commands = Object.entries(bodies);

/** A connection with a session id in some state, and how a request names it. */
interface Situation {
  readonly client: SmbClient;
  readonly request: RequestOptions;
}

interface State {
  readonly arrive: (fixture: Fixture) => Promise<Situation>;
  readonly expected: Status;
  /** Commands that are answered otherwise. */
  readonly except?: Partial<Record<keyof typeof Command, Status>>;
}

const unsigned = (sessionId: bigint, treeId = 1): RequestOptions => ({ treeId, header: { sessionId } });

async function afterLogin(fixture: Fixture): Promise<Situation & { session: ClientSession }> {
  const client = await fixture.negotiated();
  const session = await login(client);
  const { treeId } = (await client.treeConnect('disk', { session })).header;
  return { client, session, request: { session, treeId } };
}

const states: Record<string, State> = {
  'SessionId 0 while another session exists': {
    arrive: async (fixture) => {
      const { client } = await afterLogin(fixture);
      return { client, request: unsigned(0n) };
    },
    expected: 'STATUS_USER_SESSION_DELETED',
    except: { ECHO: 'STATUS_SUCCESS' },
  },
  'a SessionId nobody has': {
    arrive: async (fixture) => {
      const { client } = await afterLogin(fixture);
      return { client, request: unsigned(0x4242n) };
    },
    expected: 'STATUS_USER_SESSION_DELETED',
  },
  'after the first leg': {
    arrive: async (fixture) => {
      const client = await fixture.negotiated();
      const exchange = new ClientLogin(client);
      await exchange.first();
      return { client, request: unsigned(exchange.sessionId) };
    },
    expected: 'SEC_E_UNSUPPORTED_FUNCTION',
    except: {
      LOGOFF: 'STATUS_SUCCESS',
      CLOSE: 'STATUS_NETWORK_NAME_DELETED',
      LOCK: 'STATUS_NETWORK_NAME_DELETED',
    },
  },
  'after a failed login': {
    arrive: async (fixture) => {
      const { client } = await afterLogin(fixture);
      const { header } = await tryLogin(client, { password: 'wrong' });
      return { client, request: unsigned(header.sessionId) };
    },
    expected: 'STATUS_USER_SESSION_DELETED',
  },
  'after a failed re-authentication': {
    arrive: async (fixture) => {
      const { client, session, request } = await afterLogin(fixture);
      await login(client);
      await tryLogin(client, { reauthenticate: session, password: 'wrong' });
      return { client, request };
    },
    expected: 'STATUS_USER_SESSION_DELETED',
  },
  'after LOGOFF': {
    arrive: async (fixture) => {
      const { client, session, request } = await afterLogin(fixture);
      await login(client);
      await client.logoff({ session });
      return { client, request };
    },
    expected: 'STATUS_USER_SESSION_DELETED',
  },
  'the session of another connection, signed': {
    arrive: async (fixture) => {
      const { request } = await afterLogin(fixture);
      const { client } = await afterLogin(fixture);
      return { client, request };
    },
    expected: 'STATUS_USER_SESSION_DELETED',
  },
  'the session of another connection, unsigned': {
    arrive: async (fixture) => {
      const { session, request } = await afterLogin(fixture);
      const { client } = await afterLogin(fixture);
      return { client, request: unsigned(session.id, request.treeId) };
    },
    expected: 'STATUS_USER_SESSION_DELETED',
  },
  'the session of another connection, unsigned where signing is required': {
    arrive: async (fixture) => {
      const securityMode = SecurityMode.SIGNING_REQUIRED;
      const owner = await fixture.negotiated({ securityMode });
      const session = await login(owner, { securityMode });
      const { client } = await afterLogin(fixture);
      return { client, request: unsigned(session.id) };
    },
    expected: 'STATUS_USER_SESSION_DELETED',
  },
  'between the legs of a binding': {
    arrive: async (fixture) => {
      const { session, request } = await afterLogin(fixture);
      const { client } = await afterLogin(fixture);
      await new ClientLogin(client, { bind: session }).first();
      return { client, request };
    },
    expected: 'STATUS_USER_SESSION_DELETED',
  },
  'an expired session': {
    arrive: async (fixture) => {
      const situation = await afterLogin(fixture);
      fixture.runtime.advance(3600_000);
      return situation;
    },
    expected: 'STATUS_NETWORK_SESSION_EXPIRED',
    except: { LOGOFF: 'STATUS_SUCCESS', CLOSE: 'STATUS_FILE_CLOSED', LOCK: 'STATUS_FILE_CLOSED' },
  },
  'an expired session that is being re-authenticated': {
    arrive: async (fixture) => {
      const situation = await afterLogin(fixture);
      fixture.runtime.advance(3600_000);
      await new ClientLogin(situation.client, { reauthenticate: situation.session }).first();
      return situation;
    },
    expected: 'STATUS_NETWORK_SESSION_EXPIRED',
    except: { LOGOFF: 'STATUS_SUCCESS', CLOSE: 'STATUS_FILE_CLOSED', LOCK: 'STATUS_FILE_CLOSED' },
  },
  'a valid session without a tree': {
    arrive: async (fixture) => {
      const { client, session } = await afterLogin(fixture);
      return { client, request: { session, treeId: 77 } };
    },
    expected: 'STATUS_NETWORK_NAME_DELETED',
    except: { LOGOFF: 'STATUS_SUCCESS', TREE_CONNECT: 'STATUS_SUCCESS', ECHO: 'STATUS_SUCCESS' },
  },
  'a valid session, unsigned where signing is required': {
    arrive: async (fixture) => {
      const { client, session, request } = await afterLogin(fixture);
      await login(client, { reauthenticate: session, securityMode: 2 });
      return { client, request: { ...request, sign: false } };
    },
    expected: 'STATUS_ACCESS_DENIED',
  },
};

describe('nothing that needs a session is served without a valid one ([MS-SMB2] 3.3.5.2.9, 3.3.5.2.11)', () => {
  for (const [name, { arrive, expected, except = {} }] of Object.entries(states)) {
    describe(name, () => {
      for (const [command, body] of commands) {
        const status = except[command as keyof typeof Command] ?? expected;
        it(`${command}: ${status}`, async () => {
          await using fixture = await serve({ policy: { sessionLifetimeSeconds: 3600 } });
          const { client, request } = await arrive(fixture);
          const reply = await client.request(Command[command as keyof typeof Command], body, request);
          expectStatus(reply, status);
        });
      }
    });
  }

  it('a connection without any session: ECHO disconnects (3.3.5.17), the others are refused', async () => {
    await using fixture = await serve();
    for (const [command, body] of commands) {
      const client = await fixture.negotiated();
      client.send(Command[command as keyof typeof Command], body, { treeId: 1 });
      if (command === 'ECHO') await client.expectDisconnect();
      else expectStatus(await client.receive(), 'STATUS_USER_SESSION_DELETED');
    }
    await expectServing(fixture);
  });

  it('every command is in the table, but the three that need no session and the one that servers send', () => {
    const others = ['NEGOTIATE', 'SESSION_SETUP', 'CANCEL', 'SERVER_TO_CLIENT_NOTIFICATION'];
    assert.deepEqual([...Object.keys(bodies), ...others].sort(), Object.keys(Command).sort());
  });
});
