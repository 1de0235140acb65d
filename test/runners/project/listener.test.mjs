import assert from 'node:assert/strict';
import { connect } from 'node:net';
import * as nodeTest from 'node:test';
import { createServer } from 'smb2-auth-server';

const test = globalThis.test ?? globalThis.it ?? nodeTest.test;

/** Both must fail: an assertion in a listener is one of the test. */
const failures = {
  'at once': () => assert.fail('the listener at once'),
  later: async () => assert.fail('the listener later'),
};

for (const [how, fail] of Object.entries(failures)) {
  test(`a listener that fails ${how}`, async () => {
    const server = createServer({ accounts: [] });
    const { host, port } = await server.listen();
    server.on('attempt', fail);
    const attempt = server.next('attempt');
    connect(port, host).end('GET / HTTP/1.1\r\n\r\n').resume();
    await attempt;
    await server.close();
  });
}
