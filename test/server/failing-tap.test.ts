import assert from 'node:assert/strict';
import type { ConnectionTap, Tap } from '../../src/facts/tap.js';
import { createServer } from '../../src/server/create-server.js';
import { alice } from '../session/support.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate } from '../support/smb-client-login.js';

const failure = new Error('the disk is full');

function fail(): never {
  throw failure;
}

/** Logs in through a server with a tap; what the logger was told, and the reasons of the attempts. */
async function logInPast(tap: Tap) {
  const logged: [message: string, error: unknown][] = [];
  const heard: string[] = [];
  await using server = createServer({
    accounts: [alice],
    tap,
    logger: {
      error: (message: string, { error }: { readonly error: unknown }) => logged.push([message, error]),
      warn: () => {},
    },
  });
  server.on('attempt', ({ reason }) => heard.push(reason));
  const { port } = await server.listen();
  const client = await SmbClient.connect(port);
  await negotiate(client);
  await login(client);
  client.close();
  await server.close();
  return { logged, heard };
}

describe('a tap that fails', () => {
  const sees: ConnectionTap = { received: () => {}, sent: () => {}, closed: () => {} };
  const taps: Record<string, Tap> = {
    'when a connection is opened': { connectionOpened: fail },
    'when bytes arrive': { connectionOpened: () => ({ ...sees, received: fail }) },
    'when bytes are sent': { connectionOpened: () => ({ ...sees, sent: fail }) },
    'with a session key': { connectionOpened: () => ({ ...sees, sessionKey: fail }) },
    'when a connection is closed': { connectionOpened: () => ({ ...sees, closed: fail }) },
    'later, as an async function': {
      connectionOpened: () => ({ ...sees, received: () => Promise.reject(failure) as unknown as undefined }),
    },
  };
  for (const [when, tap] of Object.entries(taps)) {
    it(`${when} is an internal error, and its clients log in`, async () => {
      const { logged, heard } = await logInPast(tap);
      assert.deepEqual(heard, ['accepted']);
      assert.deepEqual(logged[0], ['internal error while showing bytes to the tap', failure]);
    });
  }

  it('when it annotates is an internal error, and keeps nothing from the records', async () => {
    const { logged, heard } = await logInPast({
      connectionOpened: () => sees,
      annotating: () => ({ connectionOpened: fail }),
    });
    assert.deepEqual(heard, ['accepted']);
    assert.deepEqual(logged, [['internal error while annotating', failure]]);
  });
});
