import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Capture } from '../support/capture.js';
import { requireProgram } from '../support/require-program.js';
import { alice, smbclient } from '../support/smbclient.js';
import { startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const protocols = ['SMB2_02', 'SMB2_10', 'SMB3_00', 'SMB3_02', 'SMB3_11'] as const;

describe('what tshark sees of a login', () => {
  const folder = useTemporaryFolder();
  before(function () {
    requireProgram(this, 'smbclient');
    requireProgram(this, 'tshark', false);
  });

  it('is free of malformed packets, in each dialect', async function () {
    await using server = await startCli(['--user', `${alice.name}:${alice.password}`, '--share', 'files']);
    const { port } = server;
    await using capture = new Capture(port, join(folder(), 'login.pcap'));
    if (!(await capture.sees())) this.skip();
    for (const protocol of protocols) {
      assert.equal((await smbclient({ port, protocol })).code, 0, protocol);
    }
    assert.ok(await capture.sees());
    const packets = await capture.finish();
    const logins = await packets(
      'smb2.cmd == 1 && tcp.srcport == 445 && smb2.nt_status == 0',
      'frame.number',
    );
    assert.equal(logins.length, protocols.length);
    assert.deepEqual(await packets('_ws.malformed', 'frame.number', '_ws.col.Info'), []);
  });
});
