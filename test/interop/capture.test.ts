import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Capture } from '../../src/capture/capture.js';
import { Cipher } from '../../src/smb2-codec/index.js';
import { serve } from '../session/support.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { login } from '../support/smb-client-login.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

describe('tshark on a capture of ours', () => {
  const folder = useTemporaryFolder();
  before(function () {
    requireProgram(this, 'tshark', false);
  });

  /** A login and a tree connect under each cipher, all of it encrypted that can be. */
  async function capture(ciphers: readonly number[]): Promise<{ file: string; keys: string[] }> {
    const file = join(folder(), `${ciphers.join('-')}.pcapng`);
    const chunks: Buffer[] = [];
    const keys: string[] = [];
    const runtime = new FixedRuntime();
    const tap = new Capture({
      runtime,
      write: (bytes) => chunks.push(bytes),
      writeKey: (line) => keys.push(line),
    });
    {
      await using server = await serve({ tap, policy: { encryption: 'required' } }, runtime);
      for (const cipher of ciphers) {
        const client = await server.negotiated({ ciphers: [cipher] });
        const session = await login(client);
        await client.treeConnect('disk', { session });
        await client.logoff({ session });
        client.close();
      }
      await server.records(ciphers.length);
    }
    writeFileSync(file, Buffer.concat(chunks));
    return { file, keys };
  }

  async function fields(
    file: string,
    filter: string,
    names: readonly string[],
    keys: readonly string[] = [],
  ) {
    const list = keys.flatMap((line) => {
      const [id = '', key = ''] = line.trim().split(',');
      return ['-o', `uat:smb2_seskey_list:${id},${key},"",""`];
    });
    const { stdout, stderr, code } = await run('tshark', [
      '-r',
      file,
      '-Y',
      filter,
      '-T',
      'fields',
      ...list,
      '-o',
      'tcp.check_checksum:TRUE',
      '-o',
      'ip.check_checksum:TRUE',
      ...names.flatMap((name) => ['-e', name]),
    ]);
    assert.equal(code, 0, stderr);
    return stdout.split('\n').filter((line) => line !== '');
  }

  it('finds nothing malformed, no wrong checksum, no gap, and the comments', async () => {
    const { file } = await capture([Cipher.AES_128_GCM]);
    const bad = '_ws.malformed || tcp.checksum_bad.expert || ip.checksum_bad.expert || tcp.analysis.flags';
    assert.deepEqual(await fields(file, bad, ['frame.number', '_ws.col.Info']), []);
    const comments = await fields(file, 'frame.comment', ['frame.comment']);
    assert.ok(comments.some((comment) => comment.includes('check nt-proof passed')));
    assert.ok(comments.some((comment) => comment.includes('login accepted')));
  });

  it('decrypts a session under each cipher with the exported key, and not without', async () => {
    const ciphers = [Cipher.AES_128_GCM, Cipher.AES_128_CCM, Cipher.AES_256_GCM, Cipher.AES_256_CCM];
    const { file, keys } = await capture(ciphers);
    const tree = 'smb2.cmd == 3';
    assert.deepEqual(await fields(file, tree, ['smb2.tree']), []);
    const decrypted = await fields(file, `${tree} && smb2.tree`, ['smb2.tree'], keys);
    assert.deepEqual(
      decrypted,
      ciphers.map(() => '\\\\server\\disk'),
    );
    assert.equal((await fields(file, 'smb2.cmd == 2', ['frame.number'], keys)).length, 2 * ciphers.length);
    assert.deepEqual(await fields(file, '_ws.malformed', ['frame.number'], keys), []);
  });
});
