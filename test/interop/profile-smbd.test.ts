import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import type { PolicyPreset } from '../../src/auth/policy-presets.js';
import { createServer, type Server } from '../../src/server/create-server.js';
import type { SessionPolicy } from '../../src/session/model/policy.js';
import { notImitated } from '../../src/session/profiles/not-imitated.js';
import { fileAnswersOf } from '../support/file-answers.js';
import { answersOf } from '../support/server-answers.js';
import { canRunSmbd, Smbd } from '../support/smbd.js';

/** A preset, and the settings of the smbd that it has to be like. */
interface Comparison {
  readonly preset: PolicyPreset;
  readonly policy?: Partial<SessionPolicy>;
  readonly settings: readonly string[];
}

const comparisons: readonly Comparison[] = [
  { preset: 'samba', settings: [] },
  { preset: 'samba', policy: { signing: 'required' }, settings: ['server signing = mandatory'] },
  { preset: 'samba', policy: { encryption: 'off' }, settings: ['server smb encrypt = off'] },
  { preset: 'nas-guest', settings: ['map to guest = bad user'] },
];

/** The name that smbd takes for its own. */
const [machine = ''] = hostname().split('.');

const account = { user: 'root', password: 'secret' };

/** Shares as the steps need them; what comes before `[noperm]` is for `[files]` as well. */
const shares = ['read only = no', '[noperm]', 'path = /', 'valid users = nobody'];

describe('a preset answers as the smbd that it is named after, field by field', function () {
  this.timeout(120_000);
  const shown = new Set<string>();

  for (const { preset, policy = {}, settings } of comparisons) {
    it([preset, ...settings].join(', '), async function () {
      if (!canRunSmbd) this.skip();
      await using smbd = await Smbd.start(account.password, [...settings, ...shares]);
      await using ours: Server = createServer({
        preset,
        policy,
        names: { netbiosName: machine.slice(0, 15).toUpperCase(), dnsName: `${machine}.localdomain` },
        accounts: [{ name: account.user, password: account.password }],
        shares: [
          { name: 'files', temporary: true },
          { name: 'noperm', temporary: true, access: { '*': 'none' } },
        ],
      });
      const { port } = await ours.listen();
      const theirs = await answersOf(smbd.port, account);
      const mine = await answersOf(port, account);
      assert.deepEqual([...mine.keys()], [...theirs.keys()]);
      const unexplained = [...theirs].flatMap(([step, expected]) => {
        const actual = mine.get(step) ?? {};
        return Object.keys({ ...expected, ...actual })
          .filter((field) => actual[field] !== expected[field])
          .filter((field) => !isExplained(`${step}: ${field}`, shown))
          .map((field) => `${step}: ${field} is ${actual[field]}; of smbd ${expected[field]}`);
      });
      assert.deepEqual(unexplained, []);
      assert.deepEqual(await fileAnswersOf(port, account), await fileAnswersOf(smbd.port, account));
      // A whole session of each of five dialects, and what is beside it.
      assert.ok(theirs.size > 250, `${theirs.size} answers`);
    });
  }

  it('each difference that is said to show does', function () {
    if (!canRunSmbd) this.skip();
    const said = notImitated.flatMap(({ shows = [] }) => shows);
    assert.deepEqual(
      said.filter((end) => !shown.has(end)),
      [],
    );
  });
});

function isExplained(name: string, shown: Set<string>): boolean {
  const ends = notImitated.flatMap(({ shows = [] }) => shows).filter((end) => name.endsWith(end));
  for (const end of ends) shown.add(end);
  return ends.length > 0;
}
