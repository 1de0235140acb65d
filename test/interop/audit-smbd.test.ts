import assert from 'node:assert/strict';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { canRunSmbd, Smbd } from '../support/smbd.js';
import { startCli } from '../support/start-cli.js';

type Line = Readonly<Record<string, unknown>>;

/** Members that differ from one server and one login to the next. */
const own = new Set([
  'localAddress',
  'remoteAddress',
  'duration',
  'becameDomain',
  'becameSid',
  'mappedDomain',
  'sid',
  'domain',
  'sessionId',
  'logonServer',
  'diagnosis',
  // smbd does not know its session id yet, nor the mechanism.
  'logonId',
  'authDescription',
]);

const comparable = (line: Line): Line =>
  Object.fromEntries(Object.entries(line).filter(([key]) => !own.has(key)));

/** Keys that Samba has from 4.19 on, where the versions became 1.3 and 1.2. */
const newer = new Set(['clientPolicyAccessCheck', 'serverPolicyAccessCheck']);

/** Our line as an older Samba would write it. */
const asOlder = (line: Line, version: unknown): Line => ({
  ...Object.fromEntries(Object.entries(line).filter(([key]) => !newer.has(key))),
  version,
});

const minors: Readonly<Record<string, readonly [theirs: number, ours: number]>> = {
  Authentication: [2, 3],
  Authorization: [1, 2],
};

describe('audit lines beside those of a real smbd', () => {
  before(function () {
    requireProgram(this, 'smbclient');
    if (!canRunSmbd) this.skip();
  });

  const logins = ['root%secret', 'root%wrong', 'mallory%secret'];

  const logIn = async (port: number): Promise<void> => {
    for (const login of logins) {
      await run('smbclient', ['//127.0.0.1/files', '-p', `${port}`, '-U', login, '-c', 'exit']);
    }
  };

  it('have the same keys in the same order, and the same values for the same logins; an older smbd lacks the access checks', async () => {
    await using smbd = await Smbd.start('secret', ['log level = 1 auth_json_audit:5']);
    await logIn(smbd.port);
    const theirs = smbd.log.match(/\{"timestamp".*\}/g) ?? [];
    await using cli = await startCli(['--user', 'root:secret', '--share', 'files']);
    await logIn(cli.port);
    const count = (): number => cli.records.filter(({ type }) => type === 'Authentication').length;
    await cli.record(() => count() >= logins.length);

    for (const type of ['Authentication', 'Authorization']) {
      const expected = theirs
        .map((line) => JSON.parse(line) as Line)
        .filter((line) => line['type'] === type)
        .map((line) => line[type] as Line);
      const found = cli.records.filter((line) => line.type === type).map((line) => line[type] as Line);
      assert.ok(expected.length > 0, smbd.log);
      assert.equal(found.length, expected.length, JSON.stringify(expected, null, 1));
      const [older = 0, current = 0] = minors[type] ?? [];
      found.forEach((line, i) => {
        const theirLine = expected[i] ?? {};
        const isOlder = !('clientPolicyAccessCheck' in theirLine);
        assert.deepEqual(line['version'], { major: 1, minor: current });
        assert.deepEqual(theirLine['version'], { major: 1, minor: isOlder ? older : current });
        const { diagnosis, ...ours } = isOlder ? asOlder(line, theirLine['version']) : line;
        assert.ok(diagnosis !== undefined);
        assert.deepEqual(Object.keys(ours), Object.keys(theirLine));
        assert.deepEqual(comparable(ours), comparable(theirLine));
      });
    }
  });
});
