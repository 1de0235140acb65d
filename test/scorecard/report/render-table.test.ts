import assert from 'node:assert/strict';
import { caseLine, type Paint, renderSummary } from '../../../src/scorecard/report/render-table.js';
import { hostile, scorecard, scoredCase } from './example.js';

const plain: Paint = (text) => text;

describe('the scorecard on a terminal', () => {
  it('a line for each case, with its cause unless it is secure', () => {
    assert.equal(caseLine(scoredCase('attacks/a', 'secure'), plain), 'secure          attacks/a');
    assert.equal(caseLine(scoredCase('attacks/a', 'hung'), plain), 'hung            attacks/a  It was hung.');
  });

  it('the end: each case against the client, then the totals', () => {
    const text = renderSummary(
      scorecard(scoredCase('attacks/a', 'insecure'), scoredCase('attacks/b', 'not-reached')),
      plain,
    );
    assert.match(text, /^\ninsecure {2}attacks\/a: Title of attacks\/a\n/);
    assert.match(text, /A good client does not go on\. It must not go on\. \(\[MS-SMB2\] 3\.2\.5\.1\.3\)/);
    assert.match(text, /\n1 insecure, 1 not-reached$/);
    assert.doesNotMatch(text, /attacks\/b/);
  });

  it('nothing that a client wrote acts on the terminal', () => {
    const one = scoredCase('attacks/a', 'broken', { because: hostile });
    const text = renderSummary(scorecard({ ...one, run: { ...one.run!, output: hostile } }), plain);
    const shown = text + caseLine(one, plain);
    for (const character of ['\u0000', '\u001b', '\u202e']) assert.ok(!shown.includes(character));
  });
});
