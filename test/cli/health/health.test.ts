import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCli } from '../../support/start-cli.js';

/** Asks a program that answers as it likes. */
async function askWhere(answer: RequestListener): Promise<{ code: number | null; stdout: string }> {
  const program = createServer(answer).listen(0, '127.0.0.1');
  await once(program, 'listening');
  try {
    return await runCli(['health', String((program.address() as AddressInfo).port)]);
  } finally {
    program.closeAllConnections();
    program.close();
  }
}

describe('health', () => {
  it('reads the beginning of an answer that has no end', async () => {
    let written = 0;
    const { code, stdout } = await askWhere((_, response) => {
      const write = (): void => {
        while (response.writable && response.write('\u001b[31mx'.repeat(10_000))) written += 1;
      };
      response.on('drain', write);
      write();
    });
    assert.equal(code, 0);
    assert.match(stdout, /^(?:\\u\{1b\}\[31mx)+\\?[u{1b}[31m]*\n$/);
    assert.ok(stdout.length < 4000, String(stdout.length));
    assert.ok(written < 1000, String(written));
  });

  it('fails where a part of the server is away, and says which', async () => {
    const answered = await askWhere((_, response) => response.writeHead(503).end('domain: away\n'));
    assert.deepEqual([answered.code, answered.stdout], [1, 'domain: away\n']);
  });
});
