import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { type Finished, run } from '../support/run.js';
import { alice } from '../support/smbclient.js';
import { canRunSmbd, Smbd } from '../support/smbd.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { declined, type Declined, endless, needSigning, notOffered } from './smbtorture/declined.js';
import { failedBySmbd, unsteady } from './smbtorture/smbd.js';
import {
  aboutLogins,
  passed,
  passedAsSamba,
  passedSigned,
  slow,
  type Suites,
  words,
} from './smbtorture/passed.js';

/** The version of Samba whose tests the lists are of: each version has others. */
const VERSION = '4.17.';

/** Suites of which every test is in a list. */
const complete = words(`
  session session-require-signing session-id credits connect tcon multichannel maxfid secleak
  compound compound_async compound_find getinfo create read rw notify dir lock oplock ioctl rename
  sharemode deny mkdir openattr sdread samba3misc`);

const bob = { name: 'bob', password: 'Correct horse 2' };

const withSlow = process.env['SMBTORTURE_SLOW'] === '1';

const chosen = withSlow
  ? passed
  : Object.fromEntries(Object.entries(passed).filter(([suite]) => aboutLogins.includes(suite)));

describe('smbtorture', function () {
  this.timeout(120_000);
  // Some tests re-authenticate as nobody.
  torture(chosen, { anonymous: 'accept' }, [], withSlow ? declined : []);

  it('every test of its suites is in a list', async function () {
    requireProgram(this, 'smbtorture', false);
    const { stdout: version } = await run('smbtorture', ['--version']);
    if (!version.includes(` ${VERSION}`)) this.skip();
    const known = new Set([
      ...[passed, slow].flatMap(namesOf),
      ...[...declined.flatMap(({ tests }) => tests), ...needSigning, ...endless].map(nameOf),
    ]);
    const suites = complete.map((suite) => new RegExp(`^smb2\\.${suite}(\\.|$)`));
    const missing = (await listed())
      .filter((name) => suites.some((suite) => suite.test(name)) || name.startsWith('rpc.samba3.smb2-'))
      .filter((name) => !known.has(name) && !known.has(name.replace(/\.[^.]+$/, '')));
    assert.deepEqual(missing, []);
  });
});

describe('smbtorture, signing required', function () {
  this.timeout(120_000);
  torture(passedSigned, { anonymous: 'accept', signing: 'required' }, ['--client-protection=sign']);
});

describe('smbtorture, preset samba', function () {
  this.timeout(120_000);
  const preset = { preset: 'samba', anonymous: 'accept' };
  const names = new Set(namesOf(passedAsSamba));
  const others = declined
    .map(({ tests, ...rest }) => ({ ...rest, tests: tests.filter((test) => !names.has(nameOf(test))) }))
    .filter(({ tests }) => tests.length > 0);
  describe('what it does not pass without the preset', () => torture(passedAsSamba, preset, []));
  if (!withSlow) return;
  describe('what it passes anyway', () => torture(passed, preset, [], others));
  describe('what takes long', function () {
    this.timeout(200_000);
    torture(slow, preset, []);
  });
  describe('signing required', () =>
    torture(passedSigned, { ...preset, signing: 'required' }, ['--client-protection=sign']));
});

/** Some answers of smbd come too late for their test on a busy machine. */
const RUNS = 3;

describe('smbtorture against smbd itself', function () {
  this.timeout(RUNS * 200_000);
  if (!withSlow) {
    it('runs with npm run interop:torture');
    return;
  }
  describe('each test comes out as the lists say', () => {
    const failing = new Set(namesOf(failedBySmbd));
    const passing = [...namesOf(passed), ...namesOf(slow)].filter((name) => !failing.has(name));
    const expected = [...passing, ...namesOf(passedAsSamba), ...notOffered.map(nameOf)];
    const others = declined.flatMap(({ tests }) => tests).map(nameOf);
    const judged = (names: readonly string[]) => names.filter((name) => !namesOf(unsteady).includes(name));
    compare(judged(expected), judged([...others, ...failing]), [], []);
  });
  describe('signing required', () => {
    compare(namesOf(passedSigned), [], ['server signing = mandatory'], ['--client-protection=sign']);
  });
});

/**
 * Runs tests against a real smbd. What comes out otherwise than it should has two more chances.
 *
 * @param passing tests that it passes
 * @param others tests among which it passes none but those
 */
function compare(
  passing: readonly string[],
  others: readonly string[],
  settings: readonly string[],
  args: readonly string[],
): void {
  const folder = useTemporaryFolder();
  // Every Debian has this account.
  const second = { name: 'backup', uid: 34, password: bob.password };
  let smbd: Smbd | undefined;
  before(async function () {
    if (!canRunSmbd) this.skip();
    requireProgram(this, 'smbtorture', false);
    const shares = ['read only = no', '[noperm]', 'path = /', 'valid users = nobody'];
    smbd = await Smbd.start(alice.password, [...settings, ...shares], [second]);
  });
  after(async () => {
    await smbd?.[Symbol.asyncDispose]();
  });

  const passes = new Set(passing);
  for (const name of new Set([...passing, ...others])) {
    it(`${name}: smbd ${passes.has(name) ? 'passes' : 'does not pass'}`, async function () {
      if (!(await isInstalled(name))) this.skip();
      const at = { port: smbd?.port ?? 0, user: { name: 'root', password: alice.password }, second };
      let told = '';
      for (let round = 0; round < RUNS; round++) {
        // A test that does not end is not passed.
        const { stdout } = await smbtorture(at, folder(), args, [name]).catch(({ message }: Error) => ({
          stdout: message,
        }));
        if (/^success: /m.test(stdout) === passes.has(name)) return;
        told = stdout;
      }
      assert.fail(told);
    });
  }
}

describe('smbtorture, what takes long', function () {
  this.timeout(200_000);
  before(function () {
    if (!withSlow) this.skip();
  });
  if (withSlow) torture(slow, { anonymous: 'accept' }, []);
  else it('runs with npm run interop:torture, and so do those about files and those that do not pass');
});

/** The tests of the installed version, suites included. */
let installed: Promise<string[]> | undefined;
function listed(): Promise<string[]> {
  return (installed ??= run('smbtorture', ['--list']).then(({ stdout }) =>
    // The last word of a line is there twice: each test is a suite of one.
    stdout.split('\n').map((line) => line.trim().replace(/\.([^.]+)\.\1$/, '.$1')),
  ));
}

async function isInstalled(test: string): Promise<boolean> {
  return (await listed()).some((name) => name === test || name.startsWith(`${test}.`));
}

function nameOf(test: string): string {
  return test.startsWith('rpc.') ? test : `smb2.${test}`;
}

function namesOf(suites: Suites): string[] {
  return Object.entries(suites).flatMap(([suite, names]) =>
    names.map((name) => nameOf([suite, name].filter(Boolean).join('.'))),
  );
}

/** A server to torture, and two of its accounts. */
interface Tortured {
  readonly port: number;
  readonly user: Credentials;
  readonly second: Credentials;
}

interface Credentials {
  readonly name: string;
  readonly password: string;
}

function smbtorture(
  { port, user, second }: Tortured,
  cwd: string,
  args: readonly string[],
  tests: readonly string[],
): Promise<Finished> {
  const target = ['//127.0.0.1/files', '-p', `${port}`, '-U', `${user.name}%${user.password}`];
  const settings = Object.entries({ user2name: second.name, user2password: second.password }).map(
    ([name, value]) => `--option=torture:${name}=${value}`,
  );
  // compound_find_close makes thousands of files.
  return run('smbtorture', [...target, ...settings, ...args, ...tests], { cwd, timeout: 190_000 });
}

/** @param args for smbtorture */
function torture(
  suites: Suites,
  policy: object,
  args: readonly string[],
  others: readonly Declined[] = [],
): void {
  const folder = useTemporaryFolder();
  let server: RunningCli;
  before(async function () {
    requireProgram(this, 'smbtorture', false);
    const file = join(folder(), 'smb2.json');
    writeFileSync(
      file,
      JSON.stringify({
        accounts: [alice, bob],
        shares: [
          { name: 'files', temporary: true },
          { name: 'noperm', temporary: true, access: { '*': 'none' } },
        ],
        policy,
        // compound_find_close asks for as much at once as Samba allows.
        limits: { transactBytes: 8 * 1024 * 1024 },
      }),
    );
    server = await startCli(['--config', file]);
  });
  after(async () => {
    await server?.[Symbol.asyncDispose]();
  });

  const runTests = (...tests: string[]) =>
    smbtorture({ port: server.port, user: alice, second: bob }, folder(), args, tests);

  for (const name of namesOf(suites)) {
    it(name, async function () {
      if (!(await isInstalled(name))) this.skip();
      const { code, stdout } = await runTests(name);
      assert.equal(code, 0, stdout);
      assert.match(stdout, /^success: /m, 'it was not skipped');
    });
  }

  for (const { reason, tests } of others) {
    it(`does not pass: ${tests.join(', ')}. ${reason}`, async () => {
      const { stdout } = await runTests(...tests.map(nameOf));
      const outcomes = stdout.match(/^(success|failure|skip|error): .*$/gm) ?? [];
      const present = await Promise.all(tests.map((test) => isInstalled(nameOf(test))));
      assert.equal(outcomes.length, present.filter(Boolean).length, stdout);
      const unexpected = outcomes.filter((outcome) => outcome.startsWith('success'));
      assert.deepEqual(unexpected, [], 'what is passed belongs into the other list');
    });
  }

  it('nothing of it was an error of the server’s', () => {
    assert.equal(server.log.includes('internal error'), false, server.log);
  });
}
