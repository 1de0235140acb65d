import assert from 'node:assert/strict';
import { Tally } from '../../../src/cli/diagnose/tally.js';

const subject = { client: '10.0.0.1' };
const failed = (reason: string, advice: string) => ({ reason, succeeded: false, advice });

describe('Tally', () => {
  it('has the advice of the commonest outcome, and not of the last', () => {
    const tally = new Tally();
    tally.add(subject, failed('wrong-password', 'Type it again.'));
    tally.add(subject, failed('wrong-password', 'Type it once more.'));
    tally.add(subject, failed('ntlmv1-refused', 'Use NTLMv2.'));
    tally.add(subject, { reason: 'accepted', succeeded: true, advice: undefined });
    assert.deepEqual(tally.rows(), [
      {
        subject,
        total: 4,
        succeeded: 1,
        last: 'accepted',
        reasons: { 'wrong-password': 2, 'ntlmv1-refused': 1, accepted: 1 },
        advice: 'Type it once more.',
      },
    ]);
  });

  it('of several as common, has the advice of the latest', () => {
    const tally = new Tally();
    for (const reason of ['one', 'two', 'one', 'two'])
      tally.add(subject, failed(reason, `Advice for ${reason}.`));
    assert.equal(tally.rows()[0]?.advice, 'Advice for two.');
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
