import assert from 'node:assert/strict';
import { Command, encodeSessionSetupRequest } from '../../src/smb2-codec/index.js';
import type { SmbClient } from '../support/smb-client.js';
import { login, tryLogin } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

/** A SESSION_SETUP that cannot be read. */
async function malformed(client: SmbClient): Promise<void> {
  await client.request(Command.SESSION_SETUP, (w) => w.u16(25).zero(10));
}

describe('attempts and tree connects that are alike', () => {
  it('have a record each up to the tenth, then the hundredth, and the last in the end', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    for (let sent = 0; sent < 123; sent++) await malformed(client);
    await server.records(11);
    client.close();
    const records = await server.records(12);
    assert.deepEqual(
      records.map(({ count }) => count),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 123],
    );
    assert.deepEqual(
      server.attempts.map(({ id }) => id),
      records.map(({ id }) => id),
    );
    assert.ok(records.every(({ reason, omitted }) => reason === 'request-malformed' && omitted === 0));
    assert.deepEqual(records.at(-1)?.next, ['the client left']);
    assert.match(records.at(-1)?.explanation ?? '', /It happened 123 times so far\.$/);
    assert.doesNotMatch(records[0]?.explanation ?? '', /times/);
  });

  it('a login in which somebody named himself has a record of its own, always', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    for (let wrong = 0; wrong < 25; wrong++) await tryLogin(client, { user: 'mallory', password: 'x' });
    for (let sent = 0; sent < 50; sent++) await malformed(client);
    await login(client);
    const records = await server.records(25 + 10);
    client.close();
    const all = await server.records(25 + 10 + 2);
    assert.equal(
      records.filter(({ reason, count }) => reason === 'unknown-account' && count === 1).length,
      25,
    );
    assert.deepEqual(
      all.slice(-2).map(({ reason, count }) => [reason, count]),
      [
        ['left-after-success', 1],
        ['request-malformed', 50],
      ],
    );
  });

  it('another connection, another reason: counted for itself', async () => {
    await using server = await serve();
    const first = await server.negotiated();
    const second = await server.negotiated();
    for (let sent = 0; sent < 11; sent++) await malformed(first);
    await malformed(second);
    await first.request(Command.SESSION_SETUP, (w) =>
      encodeSessionSetupRequest(w, {
        flags: 0,
        securityMode: 1,
        capabilities: 0,
        previousSessionId: 0n,
        securityBuffer: Buffer.from('junk'),
      }),
    );
    const records = await server.records(12);
    assert.deepEqual(
      records.slice(10).map(({ count }) => count),
      [1, 1],
    );
  });

  it('the same TREE_CONNECT of a session: each up to the hundredth; another path is told at once', async () => {
    await using server = await serve();
    const client = await server.negotiated();
    const session = await login(client);
    for (let sent = 0; sent < 150; sent++) await client.treeConnect('none', { session });
    server.runtime.advance(2000);
    await client.treeConnect('disk', { session });
    await server.treeRecords(101);
    client.close();
    const trees = await server.treeRecords(102);
    assert.deepEqual(
      trees.slice(99).map(({ share, count }) => [share, count]),
      [
        ['none', 100],
        ['disk', 1],
        ['none', 150],
      ],
    );
  });
});
