import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** Tests of Samba's suite for SMB2 servers, by their names behind `smb2.`, that a server of this kind has to pass. */
const tests: Readonly<Record<string, readonly string[]>> = {
  session: [
    'reconnect1',
    'reconnect2',
    'reauth1',
    'reauth2',
    'reauth3',
    'reauth6',
    'bind1',
    'bind_negative_smb202',
    'bind_negative_smb210s',
    'bind_negative_smb2to3s',
    'bind_negative_smb3to2s',
    'bind_negative_smb3to3s',
    'bind_negative_smb3signCtoGs',
    'bind_negative_smb3signHtoGs',
    'bind_negative_smb3signCtoHs',
    'bind_negative_smb3signHtoCs',
    'signing-hmac-sha-256',
    'signing-aes-128-cmac',
    'signing-aes-128-gmac',
    'encryption-aes-128-ccm',
    'encryption-aes-128-gcm',
    'encryption-aes-256-ccm',
    'encryption-aes-256-gcm',
    'ntlmssp_bug14932',
  ],
  credits: ['session_setup_credits_granted', 'single_req_credits_granted', 'skipped_mid'],
  compound: [
    'related1',
    'related2',
    'related5',
    'related6',
    'related8',
    'related9',
    'unrelated1',
    'invalid1',
    'invalid2',
    'invalid3',
    'interim1',
    'interim2',
    'compound-break',
    'create-write-close',
  ],
  compound_async: ['flush_close', 'flush_flush'],
  multichannel: ['generic.interface_info'],
  ioctl: ['copy_chunk_simple', 'copy_chunk_multi'],
  read: ['eof', 'access'],
  create: ['multi', 'delete', 'open'],
  dir: ['find', 'fixed', 'one', 'many', 'modify', 'sorted'],
  notify: [
    'dir',
    'tdis',
    'tdis1',
    'close',
    'logoff',
    'double',
    'overflow',
    'rec',
    'tcp',
    'file',
    'basedir',
    'rmdir1',
    'invalid-reauth',
  ],
  lock: ['zerobyteread', 'auto-unlock', 'async', 'cancel', 'contend'],
  oplock: ['exclusive1', 'batch1'],
  '': ['tcon', 'mkdir', 'openattr', 'sharemode', 'deny'],
};

describe('smbtorture', () => {
  const folder = useTemporaryFolder();
  let server: RunningCli;
  before(async function () {
    requireProgram(this, 'smbtorture', false);
    const file = join(folder(), 'smb2.json');
    writeFileSync(
      file,
      JSON.stringify({
        accounts: [alice],
        shares: [{ name: 'files', temporary: true }],
        // Some tests re-authenticate as nobody, and some want as many credits as Samba grants.
        policy: { anonymous: 'accept' },
        limits: { credits: 8192 },
      }),
    );
    server = await startCli(['--config', file]);
  });
  after(async () => {
    await server?.[Symbol.asyncDispose]();
  });

  for (const [suite, names] of Object.entries(tests)) {
    for (const name of names) {
      const test = ['smb2', suite, name].filter(Boolean).join('.');
      it(test, async () => {
        const target = ['//127.0.0.1/files', '-p', `${server.port}`, '-U', `${alice.name}%${alice.password}`];
        const { code, stdout } = await run('smbtorture', [...target, test]);
        assert.equal(code, 0, stdout);
        assert.match(stdout, /^success: /m, 'it was not skipped');
      });
    }
  }

  it('nothing of it was an error of the server’s', () => {
    assert.equal(server.log.includes('internal error'), false, server.log);
  });
});
