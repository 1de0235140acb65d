import assert from 'node:assert/strict';
import { Tally } from '../../../src/cli/diagnose/tally.js';

const subject = { client: '10.0.0.1' };
const failed = (reason: string, advice: string) => ({
  reason,
  succeeded: false,
  words: { explanation: `It is ${reason}.`, advice },
});

describe('Tally', () => {
  it('has the latest words on each outcome, the commonest first', () => {
    const tally = new Tally();
    tally.add(subject, failed('wrong-password', 'Type it again.'));
    tally.add(subject, failed('wrong-password', 'Type it once more.'));
    tally.add(subject, failed('ntlmv1-refused', 'Use NTLMv2.'));
    tally.add(subject, { reason: 'accepted', succeeded: true, words: undefined });
    assert.deepEqual(tally.rows(), [
      {
        subject,
        total: 4,
        succeeded: 1,
        last: 'accepted',
        reasons: { 'wrong-password': 2, 'ntlmv1-refused': 1, accepted: 1 },
        findings: [
          { reason: 'wrong-password', explanation: 'It is wrong-password.', advice: 'Type it once more.' },
          { reason: 'ntlmv1-refused', explanation: 'It is ntlmv1-refused.', advice: 'Use NTLMv2.' },
        ],
      },
    ]);
  });

  it('of several as common, has the latest first, and not too many', () => {
    const tally = new Tally();
    for (const reason of ['one', 'two', 'three', 'four', 'one', 'two', 'three', 'four'])
      tally.add(subject, failed(reason, `Advice for ${reason}.`));
    assert.deepEqual(
      tally.rows()[0]?.findings.map(({ advice }) => advice),
      ['Advice for four.', 'Advice for three.', 'Advice for two.'],
    );
  });

  it('has nothing on ports that were tried, unless that is all that came', () => {
    const tally = new Tally();
    const reasons = () => tally.rows()[0]?.findings.map(({ reason }) => reason);
    for (let times = 0; times < 3; times++)
      tally.add(subject, failed('left-without-a-word', 'Nothing to do.'));
    assert.deepEqual(reasons(), ['left-without-a-word']);
    tally.add(subject, failed('smb1-only', 'Enable SMB2.'));
    assert.deepEqual(reasons(), ['smb1-only']);
  });

  it('keeps so many rows, and counts what has none', () => {
    const tally = new Tally();
    for (let index = 0; index < 1010; index++) tally.add({ client: String(index) }, failed('x', 'y'));
    tally.add({ client: '0' }, failed('x', 'y'));
    assert.equal(tally.rows().length, 1000);
    assert.equal(tally.omitted, 10);
    assert.equal(tally.rows()[0]?.total, 2);
  });
});
