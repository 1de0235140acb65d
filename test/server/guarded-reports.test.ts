import assert from 'node:assert/strict';
import type { LoginContext } from '../../src/auth/mechanism.js';
import { describeFact } from '../../src/diagnosis/describe-fact.js';
import { Vocabulary } from '../../src/diagnosis/vocabulary.js';
import type { Fact } from '../../src/facts/fact.js';
import { GuardedReports } from '../../src/server/guarded-reports.js';

describe('who decided, as a mechanism reports it', () => {
  const whole = {
    kind: 'authority',
    asked: 'domain',
    named: 'domain-name',
    domain: 'ADLAB',
    outcome: 'refused',
    controller: 'dc1',
    status: 0xc000_006a,
    cause: 'Words.',
  } as const;

  function passed(fact: object): { facts: Fact[]; leftOut: string | undefined } {
    const facts: Fact[] = [];
    const login = { report: (each: Fact) => void facts.push(each) } as LoginContext;
    const reports = new GuardedReports(login, 'NTLM');
    reports.report(fact as Fact);
    return { facts, leftOut: reports.leftOut };
  }

  it('passes with its parts, and nothing else of it', () => {
    assert.deepEqual(passed({ ...whole, more: 'more' }).facts, [whole]);
    const least = { kind: 'authority', asked: 'local', named: 'own-name', domain: 'ADLAB' } as const;
    assert.deepEqual(passed(least).facts, [least]);
  });

  it('does not pass with a part of another kind', () => {
    const faulty = [
      { asked: 'both' },
      { asked: undefined },
      { named: 'toString' },
      { domain: 7 },
      { outcome: 'yes' },
      { controller: 7 },
      { status: 'STATUS_WRONG_PASSWORD' },
      { status: Number.NaN },
      { cause: Promise.resolve('Words.') },
    ];
    for (const change of faulty) {
      assert.deepEqual(passed({ ...whole, ...change }), { facts: [], leftOut: 'authority' });
    }
  });
});

describe('the failures that a mechanism reports', () => {
  for (const [kind, words] of [
    ['account-store-failed', 'the account store failed'],
    ['login-memory-failed', 'the memory of earlier logins failed'],
  ] as const) {
    it(`${kind} passes with its error, and nothing else of it; it is told as: ${words}`, () => {
      const passed: Fact[] = [];
      const reports = new GuardedReports(
        { report: (fact: Fact) => void passed.push(fact) } as LoginContext,
        'NTLM',
      );
      const error = new Error('down');
      const more = { kind, error, more: 'more' };
      reports.report(more);
      assert.deepEqual(passed, [{ kind, error }]);
      assert.equal(reports.leftOut, undefined);
      const [fact] = passed;
      assert.ok(fact);
      assert.equal(describeFact(fact, new Vocabulary()), words);
    });
  }
});
