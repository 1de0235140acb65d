import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { createServer } from '../../src/server/create-server.js';
import { alice } from '../session/support.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate } from '../support/smb-client-login.js';

/** The error that was not caught while `work` ran. Mocha's own listener, which fails the test, waits meanwhile. */
async function uncaughtWhile(work: () => Promise<void>): Promise<unknown[]> {
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => void uncaught.push(error);
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', note);
  try {
    await work();
  } finally {
    process.off('uncaughtException', note);
    for (const listener of listeners) process.on('uncaughtException', listener);
  }
  return uncaught;
}

async function logInTo(port: number): Promise<void> {
  const client = await SmbClient.connect(port);
  await negotiate(client);
  await login(client);
  client.close();
}

describe('a listener that fails', () => {
  const assertion = new assert.AssertionError({ message: 'the reason was another', actual: 1, expected: 2 });
  const waysToFail: Record<string, () => unknown> = {
    'at once': () => {
      throw assertion;
    },
    later: () => Promise.reject(assertion),
    'with a promise of a library': runInNewContext(
      '() => ({ then: (resolve, reject) => reject(assertion) })',
      { assertion },
    ) as () => unknown,
  };

  for (const [how, listener] of Object.entries(waysToFail)) {
    it(`${how} is an uncaught exception, and keeps the event from nobody`, async () => {
      const heard: string[] = [];
      const uncaught = await uncaughtWhile(async () => {
        await using server = createServer({ accounts: [alice] });
        server.on('attempt', listener);
        server.on('attempt', ({ reason }) => heard.push(reason));
        const { port } = await server.listen();
        await logInTo(port);
        await logInTo(port);
        await server.close();
      });
      assert.deepEqual(uncaught, [assertion, assertion]);
      assert.deepEqual(heard, ['accepted', 'accepted']);
    });

    it(`${how} is an error for the logger where there is one`, async () => {
      const logged: unknown[] = [];
      const uncaught = await uncaughtWhile(async () => {
        const logger = {
          error: (message: string, { error }: { readonly error: unknown }) => logged.push([message, error]),
          warn: () => {},
        };
        await using server = createServer({ accounts: [alice], logger });
        server.on('attempt', listener);
        await logInTo((await server.listen()).port);
        await server.close();
      });
      assert.deepEqual(uncaught, []);
      assert.deepEqual(logged, [["a listener for 'attempt' failed", assertion]]);
    });
  }
});
