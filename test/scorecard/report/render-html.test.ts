import assert from 'node:assert/strict';
import { renderHtml } from '../../../src/scorecard/report/render-html.js';
import { verdicts } from '../../../src/scorecard/verdict.js';
import { hostile, scorecard, scoredCase } from './example.js';

describe('the scorecard as a page', () => {
  it('needs nothing from outside and runs nothing', () => {
    const page = renderHtml(scorecard(scoredCase('attacks/a', 'secure')));
    assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
    assert.doesNotMatch(page, /<script|<link|<img|<iframe|https?:|@import|url\(|\son\w+=/);
    assert.match(page, /prefers-color-scheme: dark/);
  });

  it('tells every verdict and its cause', () => {
    const page = renderHtml(
      scorecard(...verdicts.map((verdict) => scoredCase(`attacks/${verdict}`, verdict))),
    );
    for (const verdict of verdicts) assert.ok(page.includes(`It was ${verdict}.`), verdict);
  });

  it('nothing that a client wrote becomes markup', () => {
    const one = scoredCase('attacks/a', 'broken', { because: hostile });
    const run = {
      ...one.run!,
      output: hostile,
      attempts: [hostile],
      faults: [hostile],
      trees: [hostile],
      end: hostile,
    };
    const page = renderHtml(scorecard({ ...one, run }));
    assert.doesNotMatch(page, /<script|\u0000|\u001b|\u202e|'single'|<b>\s|<b>"|client \{host\} <b>/);
    assert.equal(page.match(/<\/pre>/g)?.length, 1);
    assert.equal(page.match(/&lt;script&gt;/g)?.length, 6);
  });
});
