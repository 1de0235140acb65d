import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dialectLabel } from '../../../src/diagnosis/names.js';
import type { RunningCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { type Attempt, attempts } from './attempts.js';
import { boot, type MountResult, requireMachine } from './emulated-machine.js';
import { hostOf, password, type ServerName, startServers } from './servers.js';

/** The members that the tests read of a line that our server writes. */
interface Line {
  readonly workstation: string | null;
  readonly diagnosis: {
    readonly reason: string;
    readonly explanation: string;
    readonly connection: number;
    readonly clientShows: { readonly linux: string };
    readonly negotiation: {
      readonly dialect?: string;
      readonly cipher?: string;
      readonly netname?: string;
    } | null;
    readonly login: { readonly purpose: string } | null;
    readonly proof: { readonly service?: string; readonly ticketEtype?: string } | null;
    readonly share?: string;
  };
}

describe("Linux's own SMB client, cifs.ko, in an emulated machine", () => {
  const folder = useTemporaryFolder();
  let servers: ReadonlyMap<ServerName, RunningCli> = new Map();
  let results: readonly MountResult[] = [];

  before(async function () {
    requireMachine(this);
    // Ten seconds to boot, one or two for a mount; a machine that other tests keep busy takes its time.
    this.timeout(480_000);
    mkdirSync(join(folder(), 'machine'));
    const withTickets = [...attempts.entries()].filter(([, { tickets }]) => tickets !== undefined);
    const states = withTickets.map(([index, { state = {} }]) => [hostOf(workstationOf(index)), state]);
    const { running, tickets } = await startServers(folder(), Object.fromEntries(states));
    servers = running;
    const mounts = attempts.map(({ server = 'plain', share = 'files', ...attempt }, index) => ({
      ...attempt,
      port: servers.get(server)!.port,
      host: attempt.tickets && hostOf(workstationOf(index)),
      share,
      options: optionsOf(attempt),
    }));
    results = await boot(join(folder(), 'machine'), mounts, tickets);
  });
  after(async () => {
    for (const server of servers.values()) await server.stop();
  });

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

      const logins = lines('Authentication', server).filter((line) => isOf(line, attempt, index));
      const connections = new Set(logins.map(({ diagnosis }) => diagnosis.connection));
      const trees = lines('Authorization', server)
        .map(({ diagnosis }) => diagnosis)
        .filter((tree) => connections.has(tree.connection));
      const reasons = logins.map(({ diagnosis }) => diagnosis.reason);
      if (mounted !== undefined) {
        const channels = mounted.channels ?? 1;
        if (mounted.isAlone)
          assert.ok(reasons.splice(1).every((reason) => reason === 'left-after-negotiate'));
        const count = mounted.lapses ? Math.max(2, logins.length) : channels;
        assert.deepEqual(reasons, Array(count).fill(mounted.as ?? 'accepted'));
        const purposes = logins.slice(0, count).map(({ diagnosis }) => diagnosis.login?.purpose);
        assert.deepEqual(purposes, channels === 2 ? ['new', 'binding'] : Array(count).fill('new'));
        for (const { diagnosis } of logins.slice(0, count)) {
          const { negotiation, proof } = diagnosis;
          assert.equal(negotiation?.dialect, dialectLabel(Number(mounted.dialect)));
          if (mounted.cipher !== undefined) assert.equal(negotiation.cipher, mounted.cipher);
          if (attempt.state?.enctype !== undefined) assert.equal(proof?.ticketEtype, attempt.state.enctype);
        }
        assert.deepEqual(trees.find((tree) => tree.share === share)?.reason, 'granted');
      } else {
        assert.deepEqual(reasons, [refused?.reason]);
        if (refused?.explained) assert.match(logins[0]!.diagnosis.explanation, refused.explained);
        assert.equal(trees.find((tree) => tree.share === share)?.reason, refused?.share);
        if (refused?.byClient) return;
        const { clientShows } = trees.find((tree) => tree.share === share) ?? logins[0]!.diagnosis;
        assert.ok(clientShows.linux.includes(`error(${refused?.errno})`), clientShows.linux);
        // A text with one case is what the machine wrote, word for word.
        if (clientShows.linux.split('error(').length > 2) return;
        // A kernel that writes many lines in a short time leaves some out, and says so.
        if (log.includes('callbacks suppressed')) return;
        for (const words of clientShows.linux.match(/STATUS_\w+|(?:Send error|cifs_mount)[\w /]+=? ?-\d+/g) ??
          []) {
          assert.ok(log.includes(words), `${words}: ${log}`);
        }
      }
    });
  }

  const lapsing = attempts.findIndex(({ mounted }) => mounted?.lapses);
  if (lapsing >= 0) {
    it('a session that ran out is in our records, and the machine says nothing of it', () => {
      const incidents = servers.get('lapsing')!.records.filter(({ type }) => type === 'Incident');
      const reasons = incidents.map((record) => (record['Incident'] as Line).diagnosis.reason);
      assert.deepEqual([...new Set(reasons)], ['session-expired']);
      const { log } = results[lapsing]!;
      assert.doesNotMatch(log, /STATUS_|error/);
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

/** The name of the machine during an attempt, which an NTLM login sends. */
const workstationOf = (index: number): string => `attempt-${index + 1}`;

/** Whether a login is of an attempt. A client that has sent none tells the name that it connects by, if any. */
function isOf({ workstation, diagnosis }: Line, attempt: Attempt, index: number): boolean {
  const { proof, negotiation, reason } = diagnosis;
  const host = hostOf(workstationOf(index));
  if (attempt.tickets !== undefined)
    return proof?.service === `cifs/${host}` || negotiation?.netname === host;
  return isBeforeLogin(attempt) ? reason === attempt.refused?.reason : workstation === workstationOf(index);
}

function optionsOf({ options, tickets }: Attempt): string {
  if (options === 'guest' || options === 'sec=none' || tickets !== undefined) return options;
  const login = [
    options.includes('username=') ? '' : 'username=alice',
    options.includes('password=') ? '' : `password=${password}`,
  ];
  return [...login, options].filter(Boolean).join();
}

function isBeforeLogin({ refused }: Attempt): boolean {
  const reasons = [
    'smb1-only',
    'no-common-dialect',
    'encryption-required',
    'left-after-negotiate',
    'ntlm-refused',
  ];
  return reasons.includes(refused?.reason ?? '');
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
