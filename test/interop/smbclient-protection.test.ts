import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { alice, smbclient, type SmbclientOptions } from '../support/smbclient.js';
import { startCli, type OutputRecord, type RunningCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** The part of a login's record that tells how its messages were protected. */
interface Diagnosis {
  readonly reason: string;
  readonly negotiation: { readonly cipher?: string; readonly signingAlgorithm?: string };
  readonly protection: { readonly signing: string; readonly encryption: string; readonly used?: string };
}

const encrypted = '--client-protection=encrypt';
const signed = '--client-protection=sign';

describe('smbclient: how messages are protected', () => {
  const folder = useTemporaryFolder();
  before(function () {
    requireProgram(this, 'smbclient');
  });

  /** A server with alice and the share `files`, and what else is given. */
  function serve(configuration: object = {}): Promise<RunningCli> {
    const file = join(folder(), 'smb2.json');
    const shares = [{ name: 'files', temporary: true }];
    writeFileSync(file, JSON.stringify({ accounts: [alice], shares, ...configuration }));
    return startCli(['--config', file]);
  }

  /** The record of the server's only login, once smbclient has done its work and left. */
  async function loginOf(server: RunningCli, options: Omit<SmbclientOptions, 'port'>): Promise<Diagnosis> {
    const { code, stdout } = await smbclient({ port: server.port, commands: 'mkdir d; rmdir d', ...options });
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '' });
    const record = await server.record(({ type }) => type === 'Authentication');
    return diagnosisOf(record);
  }

  function diagnosisOf(record: OutputRecord): Diagnosis {
    return (record['Authentication'] as { diagnosis: Diagnosis }).diagnosis;
  }

  for (const protocol of ['SMB3_00', 'SMB3_02', 'SMB3_11']) {
    it(`${protocol} is encrypted when the client wants it`, async () => {
      await using server = await serve();
      const { protection } = await loginOf(server, { protocol, args: [encrypted] });
      assert.equal(protection.used, 'encrypted');
    });
  }

  for (const cipher of ['AES-128-CCM', 'AES-128-GCM', 'AES-256-CCM', 'AES-256-GCM']) {
    it(`${cipher} serves a client that has no other`, async () => {
      await using server = await serve();
      const args = [encrypted, `--option=client smb3 encryption algorithms=${cipher}`];
      const { negotiation, protection } = await loginOf(server, { protocol: 'SMB3_11', args });
      assert.deepEqual([negotiation.cipher, protection.used], [cipher, 'encrypted']);
    });
  }

  const signingNames = {
    'HMAC-SHA256': 'HMAC-SHA256',
    'AES-128-CMAC': 'AES-CMAC',
    'AES-128-GMAC': 'AES-GMAC',
  };
  for (const [theirs, ours] of Object.entries(signingNames)) {
    it(`${theirs} signs for a client that has no other`, async () => {
      await using server = await serve();
      const args = [signed, `--option=client smb3 signing algorithms=${theirs}`];
      const { negotiation, protection } = await loginOf(server, { protocol: 'SMB3_11', args });
      assert.deepEqual([negotiation.signingAlgorithm, protection.used], [ours, 'signed']);
    });
  }

  it('policy.encryption required encrypts for a client that did not ask', async () => {
    await using server = await serve({ policy: { encryption: 'required' } });
    for (const protocol of ['SMB3_00', 'SMB3_02', 'SMB3_11']) {
      const { protection } = await loginOf(server, { protocol });
      assert.deepEqual([protection.encryption, protection.used], ['required', 'encrypted'], protocol);
    }
  });

  it('policy.encryption required refuses a client whose dialect has none', async () => {
    await using server = await serve({ policy: { encryption: 'required' } });
    const { code, stdout } = await smbclient({ port: server.port, protocol: 'SMB2_10' });
    assert.deepEqual([code, stdout], [1, 'session setup failed: NT_STATUS_ACCESS_DENIED\n']);
    const record = await server.record(({ type }) => type === 'Authentication');
    assert.equal(diagnosisOf(record).reason, 'encryption-required');
  });

  it('policy.signing required signs every dialect', async () => {
    await using server = await serve({ policy: { signing: 'required' } });
    const { protection } = await loginOf(server, { protocol: 'SMB2_02' });
    assert.deepEqual([protection.signing, protection.used], ['required', 'signed']);
  });

  it('a share that demands encryption gets it, and refuses a client that has none', async () => {
    await using server = await serve({ shares: [{ name: 'files', temporary: true, encrypt: true }] });
    const { port } = server;
    const served = await smbclient({ port, protocol: 'SMB3_11', commands: 'mkdir d; rmdir d' });
    assert.deepEqual([served.code, served.stdout], [0, '']);
    const refused = await smbclient({ port, protocol: 'SMB2_10' });
    assert.deepEqual([refused.code, refused.stdout], [1, 'tree connect failed: NT_STATUS_ACCESS_DENIED\n']);
  });
});
