import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveSid, machineSidOf } from '../../src/auth/identity.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { startCli, type RunningCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const MACHINE = machineSidOf('SMB2AUTH');

/** smbcacls and net connect to port 445 alone: an address that nobody else uses. */
const ADDRESS = '127.0.0.145';

const login = ['-U', `${alice.name}%${alice.password}`, '-s', '/dev/null'];

describe('names for SIDs', () => {
  const folder = useTemporaryFolder();
  let server: RunningCli | undefined;
  const configuration = (listen: object): string[] => {
    const file = join(folder(), 'smb2.json');
    const settings = {
      listen,
      accounts: [{ ...alice, groups: ['staff'] }],
      groups: { staff: {} },
      shares: [{ name: 'files', temporary: true }],
      policy: { anonymous: 'accept', guest: 'unknown-users' },
    };
    writeFileSync(file, JSON.stringify(settings));
    return ['--config', file];
  };

  describe('with rpcclient', () => {
    before(async function () {
      requireProgram(this, 'rpcclient');
      server = await startCli(configuration({}));
    });
    after(() => server?.stop());

    const sid = deriveSid(MACHINE, 'alice');
    const staff = deriveSid(MACHINE, 'staff', 'group');
    const ask = async (command: string, credentials: readonly string[] = login, protection = '') => {
      const target = [`ncacn_np:127.0.0.1${protection}`, '-p', `${server?.port}`];
      const { stdout, stderr } = await run('rpcclient', [...target, ...credentials, '-c', command]);
      return `${stdout}${stderr}`;
    };

    const commands: readonly (readonly [command: string, expected: RegExp])[] = [
      ['lookupnames alice', new RegExp(`^alice ${sid} \\(User: 1\\)$`, 'm')],
      ['lookupnames SMB2AUTH\\\\ALICE', new RegExp(`${sid} \\(User: 1\\)$`, 'm')],
      ['lookupnames staff', new RegExp(`^staff ${staff} \\(Local Group: 4\\)$`, 'm')],
      ['lookupnames_level 1 alice', new RegExp(`^alice ${sid}`, 'm')],
      ['lookupnames nobody', /NT_STATUS_NONE_MAPPED/],
      [
        `lookupsids ${sid} ${staff}`,
        new RegExp(`^${sid} SMB2AUTH\\\\alice \\(1\\)\n${staff} SMB2AUTH\\\\staff`, 'm'),
      ],
      ['lookupsids S-1-1-0 S-1-5-32-546', /^S-1-1-0 \\Everyone \(5\)\nS-1-5-32-546 BUILTIN\\Guests \(4\)$/m],
      ['lookupsids S-1-5-11 S-1-5-21-9-9-9-1', /Authenticated Users \(5\)\nS-1-5-21-9-9-9-1 \*unknown\*/],
      ['lookupnames4 alice', /NT_STATUS_ACCESS_DENIED/],
      ['lookupsids3 S-1-1-0', /NT_STATUS_ACCESS_DENIED/],
      ['lsaquery', /^Domain Name: WORKGROUP\nDomain Sid: \(NULL SID\)$/m],
      ['lsaquery 5', new RegExp(`^Domain Name: SMB2AUTH\nDomain Sid: ${MACHINE}$`, 'm')],
      ['lsaquery 12', /^Domain NetBios Name: WORKGROUP$/m],
      ['getusername', /^Account Name: alice, Authority Name: SMB2AUTH$/m],
      ['netfileenum 3', /^\\PIPE\\srvsvc$/m],
      ['netdiskenum', /^$/],
      ['netconnenum 1', /^$/],
    ];
    for (const [command, expected] of commands) {
      it(command, async () => assert.match(await ask(command), expected));
    }

    it('also where the bind is protected', async () => {
      for (const protection of ['[sign]', '[seal]', '[seal,spnego]', '[sign,bigendian]']) {
        assert.match(await ask('lookupnames alice', login, protection), new RegExp(sid), protection);
      }
    });

    it('tells nothing to guests and anonymous clients', async () => {
      for (const credentials of [
        ['-U', 'stranger%whatever', '-s', '/dev/null'],
        ['-N', '-U', '%', '-s', '/dev/null'],
      ]) {
        for (const command of ['lookupnames alice', `lookupsids ${sid}`, 'lsaquery 5']) {
          const answer = await ask(command, credentials);
          assert.match(answer, /NT_STATUS_ACCESS_DENIED/, `${credentials[1]}: ${command}: ${answer}`);
          assert.equal(answer.includes(MACHINE), false);
        }
      }
    });
  });

  describe('with smbcacls and net', () => {
    before(async function () {
      for (const program of ['smbcacls', 'net', 'smbclient']) requireProgram(this, program, false);
      if (process.getuid?.() !== 0) this.skip();
      server = await startCli([...configuration({ host: ADDRESS }), '--port', '445']);
    });
    after(() => server?.stop());

    it('smbcacls shows the owner of a file by his name', async () => {
      const args = [`//${ADDRESS}/files`, '-p', '445', ...login, '-c', 'mkdir folder'];
      assert.equal((await run('smbclient', args)).code, 0);
      const { code, stdout } = await run('smbcacls', [`//${ADDRESS}/files`, 'folder', ...login]);
      assert.equal(code, 0);
      assert.match(stdout, /^OWNER:SMB2AUTH\\alice$/m);
      assert.match(stdout, /^ACL:SMB2AUTH\\alice:ALLOWED\//m);
    });

    it('net rpc lists shares and open files', async () => {
      const net = (...args: string[]) => run('net', ['rpc', ...args, '-S', ADDRESS, ...login]);
      assert.match((await net('share', 'list')).stdout, /^files$/m);
      assert.match((await net('file')).stdout, /^\d+\s+alice\s+0x03\s+0\s+\\PIPE\\srvsvc$/m);
    });
  });
});
