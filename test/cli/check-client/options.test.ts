import assert from 'node:assert/strict';
import { readOptions } from '../../../src/cli/check-client/options.js';
import type { CheckClientFlags } from '../../../src/cli/flags.js';
import { ConfigurationError } from '../../../src/values/configuration-error.js';

const command = ['client', '{host}'];
const origin = (name: string): string => `--${name}`;

describe('the flags of check-client', () => {
  it('have defaults', () => {
    const { carrier, timeoutSeconds, jobs, reports, baseline, cases } = readOptions(command, {}, origin);
    assert.deepEqual(
      { carrier, timeoutSeconds, reports, baseline },
      {
        carrier: 'smb',
        timeoutSeconds: 30,
        reports: [],
        baseline: undefined,
      },
    );
    assert.ok(jobs >= 1 && jobs <= 4);
    assert.ok(cases.length > 20);
  });

  it('choose cases by group, id and beginning', () => {
    const { cases } = readOptions(command, { only: 'refusals/disabled, baseline/smb-3*' }, origin);
    assert.deepEqual(
      cases.map(({ id }) => id),
      ['baseline/smb-3.0', 'baseline/smb-3.0.2', 'baseline/smb-3.1.1', 'refusals/disabled'],
    );
  });

  it('a test realm adds the case of Kerberos', () => {
    const named = (flags: CheckClientFlags) => readOptions(command, flags, origin).cases.map(({ id }) => id);
    assert.ok(!named({}).includes('baseline/kerberos'));
    assert.ok(named({ testRealm: 'EXAMPLE.TEST' }).includes('baseline/kerberos'));
  });

  it('HTTP has cases of its own', () => {
    const { cases } = readOptions(command, { carrier: 'http' }, origin);
    assert.ok(cases.length > 5);
    assert.ok(cases.every(({ carriers }) => carriers.includes('http')));
  });

  it('change the policy of every server', () => {
    const { server } = readOptions(command, { acceptNtlmv1: true, preset: 'samba' }, origin);
    assert.equal(server.authPolicy?.ntlm?.v1, 'accept');
  });

  const refused: readonly (readonly [string, CheckClientFlags, RegExp])[] = [
    ['an unknown case', { only: 'basline' }, /--only: no case 'basline'/],
    ['a list without a case', { only: ' , ' }, /--only: expected/],
    ['an unknown carrier', { carrier: 'ftp' }, /--carrier: expected one of smb, http/],
    ['no jobs', { jobs: '0' }, /--jobs: expected a number/],
    ['too many jobs', { jobs: '65' }, /--jobs: expected a number/],
    ['no time', { timeout: '0' }, /--timeout: expected/],
    ['words that are no pattern', { crashWords: '(' }, /--crashWords: expected a regular expression/],
    ['a report of an unknown kind', { report: ['a.pdf'] }, /--report: expected a name that ends/],
    ['a report that cannot be written', { report: ['/nonexistent/a.json'] }, /--report: cannot be written/],
    ['a baseline that is not there', { baseline: '/nonexistent.json' }, /--baseline: cannot be read/],
    ['a baseline that is none', { baseline: 'package.json' }, /--baseline: expected a scorecard/],
    ['a realm that is none', { testRealm: '-' }, /--testRealm: /],
  ];
  for (const [what, flags, message] of refused) {
    it(`refuse ${what}`, () =>
      assert.throws(
        () => readOptions(command, flags, origin),
        (error: Error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.match(error.message, message);
          return true;
        },
      ));
  }

  it('demand a command with known placeholders', () => {
    assert.throws(() => readOptions([], {}, origin), /COMMAND: expected a command behind --/);
    assert.throws(
      () => readOptions(['x', '{hots}', '{port}'], {}, origin),
      /no \{hots\}; there are \{host\}/,
    );
  });
});
