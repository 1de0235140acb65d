import assert from 'node:assert/strict';
import { isFailure, NtStatus } from '../../src/constants/nt-status.js';
import { reasonGroups } from '../../src/diagnosis/reasons.js';
import { clientSideCauses } from '../../src/explain/client-side.js';
import { tableNames } from '../../src/explain/code-tables.js';
import { equivalents } from '../../src/explain/equivalents.js';
import { likelihood } from '../../src/explain/likelihood.js';
import { shownByClients } from '../../src/explain/shown-by-clients.js';
import { wordForWord } from '../../src/explain/word-for-word.js';
import { errorWords } from '../../src/realm/error-words.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';
import { explainer, texts } from './support.js';

const groups = reasonGroups(defaultMechanismWords);
const reasons = groups.flatMap((group) =>
  Object.entries(group.reasons).map(([id, text]) => ({
    id,
    text,
    status: 'status' in text && typeof text.status === 'number' ? text.status : undefined,
  })),
);

function causesOf(pasted: string): Set<string> {
  return new Set(explainer.explain(pasted).answers.flatMap(({ causes }) => causes.map(({ id }) => id)));
}

describe('explain: causes', () => {
  it('every status that the server can put on the wire has a description, and every failure a cause', () => {
    for (const [name, status] of Object.entries(NtStatus)) {
      const code =
        explainer.tables.byNumber('ntstatus', status) ?? explainer.tables.byNumber('hresult', status);
      assert.equal(code?.name, name);
      assert.notEqual(code?.meaning, '', name);
      if (!isFailure(status)) continue;
      assert.ok(explainer.answerFor(code ?? assert.fail()).causes.length > 0, name);
    }
  });

  it('the status of every refusal leads back to its reason', () => {
    const refusals = reasons.filter(({ status }) => status !== undefined);
    assert.ok(refusals.length > 70, String(refusals.length));
    for (const { id, status } of refusals) assert.ok(causesOf(String(status)).has(id), id);
  });

  it('the message of every client for every reason, pasted, leads back to the reason', function () {
    this.timeout(20_000);
    const byText = new Map<string, Set<string>>();
    for (const { id, text, status } of reasons) {
      for (const { text: shown } of shownByClients(text.clientShows, status)) {
        byText.set(shown, (byText.get(shown) ?? new Set()).add(id));
      }
    }
    assert.ok(byText.size > 200, String(byText.size));
    for (const [shown, ids] of byText) {
      const found = causesOf(shown);
      assert.deepEqual(
        [...ids].filter((id) => !found.has(id)),
        [],
        shown,
      );
    }
  });

  it('every sentence that a client shows, pasted, leads back to the reason', function () {
    this.timeout(20_000);
    const bySentence = new Map<string, Set<string>>();
    for (const { id, text } of reasons) {
      for (const [, sentence = ''] of Object.values(text.clientShows)
        .join('\n')
        .matchAll(/“([^”]+)”/g)) {
        bySentence.set(sentence, (bySentence.get(sentence) ?? new Set()).add(id));
      }
    }
    assert.ok(bySentence.size > 40, String(bySentence.size));
    for (const [sentence, ids] of bySentence) {
      const found = causesOf(sentence);
      assert.deepEqual(
        [...ids].filter((id) => !found.has(id)),
        [],
        sentence,
      );
    }
  });

  it('a cause has the sentence, the advice and the section of its reason', () => {
    for (const { id, text } of reasons) {
      const [cause] = explainer.explain(id).answers[0]?.causes ?? [];
      const { sentence, advice, section } = text;
      assert.deepEqual(
        { sentence: cause?.sentence, advice: cause?.advice, section: cause?.section },
        { sentence, advice, section },
        id,
      );
    }
  });

  it('the order of likelihood has every cause once', () => {
    const known = [
      ...reasons.map(({ id }) => id),
      ...Object.keys(errorWords),
      ...Object.keys(clientSideCauses),
    ];
    assert.deepEqual(likelihood.toSorted(), known.toSorted());
  });

  it('every equivalent stands for codes that there are, and leads to a cause', () => {
    for (const [name, others] of Object.entries(equivalents)) {
      const [code] = explainer.tables.byName(name);
      assert.ok(code, name);
      assert.ok(explainer.causes.of(code).length > 0, name);
      for (const other of others)
        assert.ok(likelihood.includes(other) || explainer.tables.byName(other).length > 0, other);
    }
    for (const [message, ...ids] of wordForWord)
      for (const id of ids) assert.ok(causesOf(message).has(id), message);
  });

  it('the tables have a code a line: number, name, and a description in ASCII', () => {
    for (const name of tableNames) {
      const lines = texts[name].trimEnd().split('\n');
      assert.match(lines[0] ?? '', /^# /);
      const wrong = lines.slice(1).filter((line) => !/^(-?\d+|[0-9a-f]{8}) \w+ [ -~]+$/.test(line));
      assert.deepEqual(wrong, [], name);
      const names = lines.slice(1).map((line) => line.split(' ')[1] ?? '');
      assert.equal(new Set(names).size, names.length, name);
    }
  });
});
