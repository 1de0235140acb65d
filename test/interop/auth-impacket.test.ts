import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { run } from '../support/run.js';
import { startCli } from '../support/start-cli.js';

const python = '/usr/bin/python3';

/** Logs in with the given dialect and says whether as a guest; prints the NTSTATUS of a refusal. */
const script = `
import sys
from impacket.smbconnection import SMBConnection, SessionError
port, dialect, user, password = int(sys.argv[1]), int(sys.argv[2], 16), sys.argv[3], sys.argv[4]
client = SMBConnection('127.0.0.1', '127.0.0.1', sess_port=port, preferredDialect=dialect)
try:
    client.login(user, password)
    print('guest' if client.isGuestSession() else 'user')
except SessionError as error:
    print(hex(error.getErrorCode()))
`;

describe('impacket, which sends neither MIC and, in 2.x, negotiates neither SIGN nor SEAL', () => {
  before(function () {
    if (spawnSync(python, ['-c', 'import impacket']).status !== 0) this.skip();
  });

  for (const dialect of ['0x202', '0x210', '0x300', '0x311']) {
    it(`${dialect}: logs in under the default policy, which requires 128 bits`, async () => {
      await using server = await startCli(['--user', 'alice:secret', '--share', 'files']);
      const login = async (...credentials: string[]) => {
        const args = ['-c', script, String(server.port), dialect, ...credentials];
        return (await run(python, args)).stdout.trim();
      };
      assert.equal(await login('alice', 'secret'), 'user');
      assert.equal(await login('alice', 'wrong'), '0xc000006d');
      assert.equal(await login('mallory', 'secret'), '0xc000006d');
    });
  }
});
