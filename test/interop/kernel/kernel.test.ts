import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialectLabel } from '../../../src/diagnosis/names.js';
import { startCli, type RunningCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { type Attempt, attempts, policies } from './attempts.js';
import { boot, type MountResult, requireMachine } from './emulated-machine.js';

type ServerName = keyof typeof policies;

/** The members that the tests read of a line that our server writes. */
interface Line {
  readonly workstation: string | null;
  readonly diagnosis: {
    readonly reason: string;
    readonly connection: number;
    readonly clientShows: { readonly linux: string };
    readonly negotiation: { readonly dialect?: string } | null;
    readonly login: { readonly purpose: string } | null;
    readonly share?: string;
  };
}

const password = 'Pa55w0rd!';
const accounts = [
  { name: 'alice', password },
  { name: 'dora', password, status: 'disabled' },
  { name: 'lou', password, status: 'locked' },
  { name: 'eve', password, status: 'password-expired' },
  { name: 'max', password, status: 'must-change-password' },
];

describe("Linux's own SMB client, cifs.ko, in an emulated machine", () => {
  const folder = useTemporaryFolder();
  const servers = new Map<ServerName, RunningCli>();
  let results: readonly MountResult[] = [];

  before(async function () {
    requireMachine(this);
    // Ten seconds to boot, one or two for a mount; a machine that other tests keep busy takes its time.
    this.timeout(480_000);
    mkdirSync(join(folder(), 'shared'));
    mkdirSync(join(folder(), 'machine'));
    writeFileSync(join(folder(), 'shared', 'Grüße.txt'), 'from the server');
    for (const name of Object.keys(policies) as ServerName[]) servers.set(name, await serve(name));
    const mounts = attempts.map(({ server = 'plain', share = 'files', options }) => ({
      port: servers.get(server)!.port,
      share,
      options: optionsOf(options),
    }));
    results = await boot(join(folder(), 'machine'), mounts);
  });
  after(async () => {
    for (const server of servers.values()) await server.stop();
  });

  function serve(name: ServerName): Promise<RunningCli> {
    const access = { '*': 'write', guest: 'write', anonymous: 'write' };
    const path = 'shared';
    const shares = [
      { name: 'files', path, access },
      { name: 'secret', path, access, encrypt: true },
      { name: 'closed', path, access: { '*': 'none' } },
    ];
    const file = join(folder(), `${name}.json`);
    writeFileSync(file, JSON.stringify({ accounts, shares, policy: policies[name] }));
    return startCli(['--config', file]);
  }

  const lines = (type: 'Authentication' | 'Authorization', server: ServerName): Line[] =>
    servers
      .get(server)!
      .records.filter((record) => record.type === type)
      .map((record) => record[type] as Line);

  for (const [index, attempt] of attempts.entries()) {
    const { server = 'plain', share = 'files', options, mounted, refused } = attempt;
    const title = `${server}: ${share} with ${options || 'no options'}`;

    it(`${title}: ${mounted === undefined ? `error ${refused?.errno}` : 'mounts'}`, () => {
      const { commands: _, log, ...outcome } = results[index]!;
      assert.deepEqual(outcome, expectedOf(attempt), log);

      const workstation = `attempt-${index + 1}`;
      const logins = lines('Authentication', server).filter((line) =>
        // A client that did not come as far as its login has not told its name.
        isBeforeLogin(attempt) ? line.diagnosis.reason === refused?.reason : line.workstation === workstation,
      );
      const connections = new Set(logins.map(({ diagnosis }) => diagnosis.connection));
      const trees = lines('Authorization', server)
        .map(({ diagnosis }) => diagnosis)
        .filter((tree) => connections.has(tree.connection));
      const reasons = logins.map(({ diagnosis }) => diagnosis.reason);
      if (mounted !== undefined) {
        const channels = mounted.channels ?? 1;
        assert.deepEqual(reasons, Array(channels).fill(mounted.as ?? 'accepted'));
        const purposes = logins.map(({ diagnosis }) => diagnosis.login?.purpose);
        assert.deepEqual(purposes, ['new', 'binding'].slice(0, channels));
        for (const { diagnosis } of logins) {
          assert.equal(diagnosis.negotiation?.dialect, dialectLabel(Number(mounted.dialect)));
        }
        assert.deepEqual(trees.find((tree) => tree.share === share)?.reason, 'granted');
      } else {
        assert.deepEqual(reasons, [refused?.reason]);
        assert.equal(trees.find((tree) => tree.share === share)?.reason, refused?.share);
        if (refused?.byClient) return;
        const { clientShows } = trees.find((tree) => tree.share === share) ?? logins[0]!.diagnosis;
        assert.ok(clientShows.linux.includes(`error(${refused?.errno})`), clientShows.linux);
      }
    });
  }

  it('a client that mounts asks nothing that is refused, but for a referral and the end of a listing', () => {
    for (const [index, { mounted, server }] of attempts.entries()) {
      if (mounted === undefined || server !== undefined) continue;
      const odd = results[index]!.commands.filter((command) => command.includes('('));
      const expected = [
        'SESSION_SETUP(0xc0000016)',
        'IOCTL(0xc000019c)',
        'QUERY_DIRECTORY(0x80000006)',
        'CREATE(0xc0000034)',
      ];
      assert.deepEqual(
        [...new Set(odd)].filter((command) => !expected.includes(command)),
        [],
      );
    }
  });
});

function optionsOf(options: string): string {
  if (options === 'guest' || options === 'sec=none') return options;
  const login = [
    options.includes('username=') ? '' : 'username=alice',
    options.includes('password=') ? '' : `password=${password}`,
  ];
  return [...login, options].filter(Boolean).join();
}

function isBeforeLogin({ refused }: Attempt): boolean {
  return ['smb1-only', 'no-common-dialect', 'encryption-required'].includes(refused?.reason ?? '');
}

function expectedOf({ mounted, refused }: Attempt): Omit<MountResult, 'commands' | 'log'> {
  const { dialect = '', signed = false, encrypted = false, channels } = mounted ?? {};
  return {
    code: mounted === undefined ? 32 : 0,
    errno: refused?.errno ?? 0,
    status: refused?.status ?? '',
    dialect,
    signed,
    encrypted,
    channels: mounted === undefined ? 0 : (channels ?? 1),
    work: mounted === undefined ? '' : 'ok',
  };
}
