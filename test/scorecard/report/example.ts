import type { Scorecard, ScoredCase } from '../../../src/scorecard/report/scorecard.js';
import { SCORECARD_FORMAT, totalsOf } from '../../../src/scorecard/report/scorecard.js';
import type { Verdict } from '../../../src/scorecard/verdict.js';

/** Output of a client that tries to break out of whatever shows it. */
export const hostile =
  '</pre><script>alert(1)</script> ]]> & "quoted" \'single\' \u0000\u001b[31m\u202e{user}\nsecond line';

/** A case of a scorecard. */
export function scoredCase(id: string, verdict: Verdict, more: Partial<ScoredCase> = {}): ScoredCase {
  return {
    id,
    group: id.split('/')[0] as ScoredCase['group'],
    title: `Title of ${id}`,
    verdict,
    because: `It was ${verdict}.`,
    expects: 'refuses',
    section: '[MS-SMB2] 3.2.5.1.3',
    imitates: 'An attack.',
    why: 'It must not go on.',
    run: {
      milliseconds: 1234,
      end: 'exit code 1',
      attempts: ['accepted [accepted], SMB 3.1.1'],
      trees: ['granted: files'],
      faults: ['read: signature wrong'],
      afterFault: { read: 2 },
      output: 'some output',
    },
    ...more,
  };
}

export function scorecard(...cases: ScoredCase[]): Scorecard {
  return {
    format: SCORECARD_FORMAT,
    version: '1.2.3',
    generatedAt: '2026-01-02T03:04:05.678Z',
    carrier: 'smb',
    command: ['client', '{host}', '<b>'],
    totals: totalsOf(cases),
    cases,
  };
}
