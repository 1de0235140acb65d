import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dialect } from '../../src/smb2-codec/index.js';
import { impacketScript, python, requireImpacket } from '../support/impacket.js';
import { run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { startCli, type RunningCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/**
 * Not 3.1.1: under NTLM, impacket 0.10 leaves NEGOTIATE out of the hash it derives its signing key from, and no server
 * lets it in.
 */
const dialects = [
  ['2.0.2', Dialect.SMB_2_0_2],
  ['2.1', Dialect.SMB_2_1],
  ['3.0', Dialect.SMB_3_0],
] as const;

describe('impacket', () => {
  const folder = useTemporaryFolder();
  let server: RunningCli | undefined;

  before(async function () {
    await requireImpacket(this);
    const file = join(folder(), 'smb2.json');
    const shares = [{ name: 'files', temporary: true }];
    writeFileSync(file, JSON.stringify({ accounts: [alice], shares, policy: { signing: 'required' } }));
    server = await startCli(['--config', file]);
  });
  after(() => server?.stop());

  for (const [name, dialect] of dialects) {
    it(`logs in, lists shares, writes and reads a file in ${name}`, async () => {
      const script = impacketScript('impacket-client.py');
      const args = [script, String(server?.port), name, alice.name, alice.password];
      const { code, stdout, stderr } = await run(python, args);
      assert.equal(code, 0, stderr);
      assert.deepEqual(JSON.parse(stdout), {
        dialect,
        shares: ['IPC$', 'files'],
        server: 'SMB2AUTH',
        domain: 'WORKGROUP',
        names: ['.', '..', 'written.bin'],
        intact: true,
      });
    });
  }
});
