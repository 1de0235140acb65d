import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { startCli, type RunningCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** How the bind is protected, in the words of rpcclient's binding strings. */
const protections = ['', '[packet]', '[sign]', '[sign,spnego]', '[seal]', '[seal,spnego]'];

const commands: readonly (readonly [command: string, expected: RegExp])[] = [
  ['srvinfo', /platform_id\s+:\s+500/],
  ['netshareenumall', /netname: files\n\tremark:\tof the test/],
  ['netshareenumall 502', /netname: files[^]*max_uses:\t-1/],
  ['netsharegetinfo files 1005', /^flags: 0x0$/m],
  ['netremotetod', /^$/],
  ['netsessenum', /Received 1 entries/],
  ['netnamevalidate files 9', /^$/],
  ['netnamevalidate a/b 9', /WERR_INVALID_NAME/],
  ['wkssvc_wkstagetinfo', /^$/],
];

describe('rpcclient', () => {
  const folder = useTemporaryFolder();
  let server: RunningCli | undefined;

  before(async function () {
    requireProgram(this, 'rpcclient');
    const file = join(folder(), 'smb2.json');
    const shares = [{ name: 'files', temporary: true, comment: 'of the test' }];
    writeFileSync(file, JSON.stringify({ accounts: [alice], shares }));
    server = await startCli(['--config', file]);
  });
  after(() => server?.stop());

  for (const protection of protections) {
    it(`calls srvsvc and wkssvc${protection === '' ? '' : ` with ${protection}`}`, async () => {
      for (const [command, expected] of commands) {
        const login = [
          '-U',
          `${alice.name}%${alice.password}`,
          '-p',
          String(server?.port),
          '-s',
          '/dev/null',
        ];
        const { stdout, stderr } = await run('rpcclient', [
          `ncacn_np:127.0.0.1${protection}`,
          ...login,
          '-c',
          command,
        ]);
        assert.match(`${stdout}${stderr}`, expected, command);
      }
    });
  }
});
