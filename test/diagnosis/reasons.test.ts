import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rejectionReasons } from '../../src/auth/rejection.js';
import { reasonGroups, reasons } from '../../src/diagnosis/reasons.js';
import { renderReasons } from '../../src/diagnosis/reasons/documentation.js';

describe('reasons', () => {
  it('every reason has a sentence, advice, what clients show, and a section', () => {
    for (const [reason, { sentence, advice, clientShows, section }] of Object.entries(reasons)) {
      assert.match(sentence, /^[A-Z].*\.$/, reason);
      assert.match(advice, /^[A-Z].*\.$/, reason);
      assert.deepEqual(Object.keys(clientShows), ['windows', 'linux', 'smbclient', 'macos'], reason);
      assert.ok(
        Object.values(clientShows).every((text) => text !== ''),
        reason,
      );
      assert.match(section, /^(\[MS-[A-Z0-9]+\]|RFC) \d/, reason);
    }
  });

  it('the acceptors refuse for no reason that is not there', () => {
    for (const reason of rejectionReasons) assert.ok(reason in reasons, reason);
  });

  it('every reason is documented once', () => {
    const grouped = reasonGroups.flatMap(({ reasons: group }) => Object.keys(group));
    assert.deepEqual(grouped.sort(), Object.keys(reasons).sort());
  });

  it('REASONS.md is what `node scripts/reasons.mjs` writes', () => {
    assert.equal(readFileSync('src/diagnosis/REASONS.md', 'utf8'), renderReasons());
  });
});
