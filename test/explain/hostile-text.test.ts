import assert from 'node:assert/strict';
import { noColours } from '../../src/diagnosis/output/paragraph.js';
import { explanationJson } from '../../src/explain/json.js';
import { renderExplanation } from '../../src/explain/render.js';
import { printableJson } from '../../src/text/printable.js';
import { cpuClock } from '../support/cpu-clock.js';
import { explainer } from './support.js';

const MEBIBYTE = 1024 * 1024;

function filled(piece: string): string {
  return piece.repeat(Math.ceil(MEBIBYTE / piece.length));
}

/** Characters that a terminal acts on or hides. The line feed ends lines. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('explain: hostile text', () => {
  const now = cpuClock();

  before(() => void explainer.explain('The network path was not found.'));

  for (const [name, text] of [
    ['one letter', filled('a')],
    ['one digit', filled('9')],
    ['parentheses', filled('(')],
    ['hyphens', filled('-')],
    ['beginnings of hexadecimal', filled('0x')],
    ['numbers', filled('-1 ')],
    ['different numbers', Array.from({ length: 200_000 }, (_, index) => `error ${index}`).join(' ')],
    ['names that there are not', Array.from({ length: 100_000 }, (_, index) => `KDC_ERR_${index}`).join(' ')],
    ['a name that there nearly is', filled('STATUS_LOGON_FAILUR ')],
    ['words of a client', filled('the network path was not found ')],
    ['words before a number', filled('mount error ')],
    ['quotation marks', filled('“…”')],
    ['controls', filled('\u001b]0;x\u0007\u001b[31mNT_STATUS_LOGON_FAILURE\r')],
    ['bidirectional overrides', filled('\u202eSTATUS_X\u2066')],
    ['lone surrogates', filled('\ud800 ')],
    ['NUL', filled('\0')],
    ['a regular expression', filled('(a+)+$[^]*\\1{1,9}?')],
  ] as const) {
    it(`1 MiB of ${name} takes less than half a second of the processor, and its answer is printable`, () => {
      const begin = now();
      const explanation = explainer.explain(text);
      const took = now() - begin;
      assert.ok(explanation.isCut);
      const shown = renderExplanation(explanation, { colours: noColours, width: 100 });
      assert.doesNotMatch(shown.replaceAll('\n', ''), unsafe);
      assert.ok(shown.length < 100_000, String(shown.length));
      const json = printableJson(explanationJson(explanation));
      assert.doesNotMatch(json, unsafe);
      assert.doesNotThrow(() => JSON.parse(json) as unknown);
      assert.ok(took < 500, `${took} ms`);
    });
  }

  it('a code between controls is found, and the controls are not shown', () => {
    const explanation = explainer.explain('\u001b[2J\u202eNT_STATUS_LOGON_FAILURE\u001b[0m');
    assert.equal(explanation.answers[0]?.code.name, 'STATUS_LOGON_FAILURE');
  });

  it('an unknown name is shown with what a terminal acts on escaped', () => {
    const explanation = explainer.explain('STATUS_\u202eX_\u001b[31mY');
    const shown = renderExplanation(explanation, { colours: noColours, width: 100 });
    assert.doesNotMatch(shown.replaceAll('\n', ''), unsafe);
  });
});
