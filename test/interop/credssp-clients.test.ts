import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireImpacket } from '../support/impacket.js';
import { loginRecords, recordOf } from '../support/login-records.js';
import { Display, hydra, ironrdp, nmap, rdesktop, rdpCheck, xfreerdp } from '../support/rdp-clients.js';
import { requireProgram } from '../support/require-program.js';
import { alice } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const { password } = alice;
const wrong = { ...alice, password: 'nothing like it' };

/** Exit codes of xfreerdp by what the server sends. */
const FREERDP = {
  /** It went on to RDP, which the server does not speak. */
  loggedIn: 147,
  logonFailure: 134,
  lockedOut: 135,
  other: 132,
  passwordExpired: 148,
  mustChange: 149,
  disabled: 151,
  expired: 157,
} as const;

/** Accounts with the right password, and what xfreerdp and the record make of each. */
const states = [
  ['alice', {}, FREERDP.loggedIn, 'accepted'],
  ['dora', { status: 'disabled' }, FREERDP.disabled, 'account-disabled'],
  ['lou', { status: 'locked' }, FREERDP.lockedOut, 'account-locked'],
  ['ed', { status: 'expired' }, FREERDP.expired, 'account-expired'],
  ['eve', { status: 'password-expired' }, FREERDP.passwordExpired, 'password-expired'],
  ['max', { status: 'must-change-password' }, FREERDP.mustChange, 'password-must-change'],
  ['des', { workstations: ['DESK'] }, FREERDP.other, 'workstation-not-allowed'],
  ['nell', { logonHours: '00'.repeat(21) }, FREERDP.other, 'outside-logon-hours'],
] as const;

const portOf = ({ records }: RunningCli): number =>
  records.find(({ carrier }) => carrier === 'credssp')?.['port'] as number;

describe('RDP’s clients and CredSSP', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const accounts = states.map(([name, change]) => ({ name, password, ...change }));

  async function serve(credssp: object = {}, more: object = {}): Promise<RunningCli> {
    const file = join(folder(), 'smb2.json');
    writeFileSync(file, JSON.stringify({ accounts, listen: null, credssp, ...more }));
    const server = await startCli(['--config', file]);
    await server.record(({ carrier }) => carrier === 'credssp');
    return server;
  }

  /** The reason in the record of a client's one login. */
  async function reasonOf(server: RunningCli, client: (port: number) => Promise<unknown>): Promise<string> {
    return (await recordOf(server, () => client(portOf(server)))).diagnosis.reason;
  }

  describe('that show nothing', () => {
    let server: RunningCli;
    before(async () => {
      server = await serve();
    });
    after(() => server?.stop());

    it('IronRDP logs in, and is told why not', async () => {
      const ends: (readonly [string, string])[] = [];
      for (const who of [alice, wrong, { name: 'dora', password }]) {
        let end = '';
        const reason = await reasonOf(server, async (port) => (end = await ironrdp(port, who)));
        ends.push([end, reason]);
      }
      assert.deepEqual(ends, [
        ['past the login', 'accepted'],
        ['LogonFailure', 'wrong-password'],
        ['General', 'account-disabled'],
      ]);
    });

    it('hydra tells the right password from a wrong one', async function () {
      requireProgram(this, 'hydra');
      for (const [who, reason, words] of [
        [alice, 'accepted', /might be valid but account not active for remote desktop: login: alice/],
        [wrong, 'wrong-password', /^0 of 1 target completed|^1 of 1 target completed, 0 valid/m],
      ] as const) {
        let output = '';
        const found = await reasonOf(server, async (port) => {
          const { stdout, stderr } = await hydra(port, who, folder());
          output = stdout + stderr;
        });
        assert.equal(found, reason);
        assert.match(output, words);
      }
    });

    it('nmap reads our names and what is offered, and its visits are told for what they are', async function () {
      requireProgram(this, 'nmap');
      const earlier = loginRecords(server).length;
      const { code, stdout } = await nmap(portOf(server));
      assert.equal(code, 0, stdout);
      assert.match(stdout, /CredSSP \(NLA\): SUCCESS/);
      assert.match(stdout, /CredSSP with Early User Auth: SUCCESS/);
      assert.match(stdout, /NetBIOS_Computer_Name: SMB2AUTH/);
      assert.doesNotMatch(stdout, /Native RDP|^\|\s+SSL: SUCCESS/m);
      const reasons = () =>
        new Set(
          loginRecords(server)
            .slice(earlier)
            .map(({ diagnosis }) => diagnosis.reason),
        );
      const expected = [
        'left-after-challenge',
        'left-after-rdp-negotiation',
        'rdp-standard-security',
        'rdp-tls-only',
      ];
      await until('all records of nmap', () => expected.every((reason) => reasons().has(reason)));
    });

    it('impacket’s rdp_check has an old version: refused, and told how to let it in', async function () {
      await requireImpacket(this);
      const { diagnosis } = await recordOf(server, () => rdpCheck(portOf(server), alice));
      assert.equal(diagnosis.reason, 'credssp-version-too-low');
      assert.match(diagnosis.explanation, /CredSSP 2\b/);
      assert.match(diagnosis.advice, /credssp\.minVersion to 2/);
    });
  });

  it('impacket’s rdp_check with minVersion 2', async function () {
    await requireImpacket(this);
    await using server = await serve({ minVersion: 2 });
    const outputs: string[] = [];
    const check = (who: typeof alice | typeof wrong) =>
      reasonOf(server, async (port) => outputs.push((await rdpCheck(port, who)).stdout));
    assert.equal(await check(alice), 'accepted');
    assert.match(outputs[0] ?? '', /Access Granted/);
    assert.equal(await check(wrong), 'wrong-password');
    assert.doesNotMatch(outputs[1] ?? '', /Access Granted/);
  });

  describe('with a display', () => {
    let display: Display;
    const desktop = () => ({ display, home: folder() });
    before(async function () {
      requireProgram(this, 'Xvfb');
      display = await Display.start();
    });
    after(() => display?.[Symbol.asyncDispose]());

    it('xfreerdp ends as the account’s state says', async function () {
      requireProgram(this, 'xfreerdp');
      await using server = await serve();
      const cases = [
        ...states.map(([name, , code, reason]) => [{ name, password }, code, reason] as const),
        [wrong, FREERDP.logonFailure, 'wrong-password'],
        [{ name: 'mallory', password }, FREERDP.logonFailure, 'unknown-account'],
      ] as const;
      for (const [who, code, reason] of cases) {
        let seen: number | null = null;
        const found = await reasonOf(server, async (port) => {
          ({ code: seen } = await xfreerdp(port, who, desktop()));
        });
        assert.deepEqual([seen, found], [code, reason], who.name);
      }
    });

    it('rdesktop, with a ticket of the test realm and minVersion 2', async function () {
      requireProgram(this, 'rdesktop');
      const directory = join(folder(), 'realm');
      const host = 'localhost';
      const testRealm = {
        realm: 'EXAMPLE.TEST',
        directory,
        ccaches: [alice.name],
        services: [`TERMSRV/${host}`],
      };
      const home = join(folder(), 'home');
      mkdirSync(home);
      await using server = await serve({ minVersion: 2 }, { kerberos: { testRealm } });
      assert.ok(existsSync(join(directory, 'krb5.conf')));
      const env = {
        KRB5_CONFIG: join(directory, 'krb5.conf'),
        KRB5CCNAME: `FILE:${join(directory, `${alice.name}.ccache`)}`,
      };
      const { diagnosis } = await recordOf(server, async () => {
        const { stdout, stderr } = await rdesktop(host, portOf(server), alice, { display, home }, env);
        assert.match(stdout + stderr, /Connection established using CredSSP/);
      });
      assert.deepEqual(
        [diagnosis.reason, diagnosis.login.mechanism, diagnosis.proof?.service],
        ['accepted', 'Kerberos', `TERMSRV/${host}`],
        diagnosis.explanation,
      );
    });
  });
});
