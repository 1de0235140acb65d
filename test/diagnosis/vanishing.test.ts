import assert from 'node:assert/strict';
import type { SmbClient } from '../support/smb-client.js';
import { login, negotiate } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

/** Lets so many bytes out and then ends the connection. */
function endAfter(client: SmbClient, bytes: number): void {
  const write = client.socket.write.bind(client.socket);
  let left = bytes;
  client.socket.write = (chunk: Uint8Array) => {
    const part = chunk.subarray(0, left);
    left -= part.length;
    if (part.length > 0) write(part);
    if (part.length < chunk.length) client.socket.end();
    return true;
  };
}

const story = async (client: SmbClient): Promise<void> => {
  await negotiate(client);
  const session = await login(client);
  await client.treeConnect('disk', { session });
};

/** No divisor of the alignment of messages: every kind of place is met. */
const STEP = 3;

describe('a client that vanishes in the middle of a byte stream', () => {
  it('leaves exactly one record, in order, with a reason that fits the place', async () => {
    await using server = await serve();
    const whole = await server.connect();
    await story(whole);
    const length = whole.socket.bytesWritten;
    await server.records(1);
    const reasons: string[] = [];
    for (let bytes = 0; bytes < length; bytes += STEP) {
      const client = await server.connect();
      endAfter(client, bytes);
      await assert.rejects(story(client));
      const records = await server.records(reasons.length + 2);
      assert.equal(records.length, reasons.length + 2);
      assert.equal(records.at(-1)?.id, records.length);
      const reason = records.at(-1)?.reason ?? '';
      if (reason !== reasons.at(-1)) assert.ok(!reasons.includes(reason), `${reason} again at ${bytes}`);
      reasons.push(reason);
    }
    assert.deepEqual(
      [...new Set(reasons)],
      ['left-without-a-word', 'left-after-negotiate', 'left-after-challenge', 'left-after-success'],
    );
    assert.equal(server.attempts.length, server.completed.length);
  });
});
