import assert from 'node:assert/strict';
import type { LoginContext } from '../../src/auth/mechanism.js';
import { describeFact } from '../../src/diagnosis/describe-fact.js';
import { Vocabulary } from '../../src/diagnosis/vocabulary.js';
import type { Fact } from '../../src/facts/fact.js';
import { GuardedReports } from '../../src/server/guarded-reports.js';

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
