import assert from 'node:assert/strict';
import { casesFor } from '../../src/scorecard/cases/all-cases.js';

describe('the cases of the scorecard', () => {
  for (const carrier of ['smb', 'http'] as const) {
    const cases = casesFor(carrier, { kerberos: true });

    it(`have an id each, by which a baseline and JUnit know them: ${carrier}`, () => {
      const ids = cases.map(({ id }) => id);
      assert.ok(ids.length > 20);
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        [],
      );
    });

    it(`have titles with the names of protocols as people write them: ${carrier}`, () => {
      const titles = cases.map(({ title }) => title);
      const words = /\b(?:ntlm|mic|rpc|tls|kdc|http|smb)\b/;
      assert.deepEqual(
        titles.filter((title) => words.test(title)),
        [],
      );
    });
  }
});
