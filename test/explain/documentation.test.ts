import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { renderErrors } from '../../src/explain/documentation.js';
import { explainer } from './support.js';

const page = readFileSync('src/explain/ERRORS.md', 'utf8');

describe('ERRORS.md', () => {
  it('is what `npm run pages` writes', () => {
    assert.equal(page, renderErrors(explainer));
  });

  it('leads to headings that there are', () => {
    const headings = (text: string): Set<string> =>
      new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase()));
    const here = headings(page);
    const reasons = headings(readFileSync('src/diagnosis/REASONS.md', 'utf8'));
    const targets = [...page.matchAll(/^\[([\w-]+)\]: (\S*)#(\S+)$/gm)];
    assert.ok(targets.length > 150, String(targets.length));
    for (const [line, , file, anchor = ''] of targets) {
      assert.ok((file === '' ? here : reasons).has(anchor), line);
    }
    const defined = new Set(targets.map(([, id]) => id));
    const used = new Set([...page.matchAll(/\[([\w-]+)\](?![:(])/g)].map(([, id]) => id));
    assert.deepEqual(
      [...used].filter((id) => !defined.has(id) && !/^(MS-|realms$)/.test(id ?? '')),
      [],
    );
  });

  for (const seen of [
    'error 53, 0x80070035',
    'error 1326, 0x8007052e',
    'mount error(13), -13, EACCES',
    'NT_STATUS_LOGON_FAILURE, 0xc000006d, -1073741715, 3221225581',
    '-6600, kNetAuthErrorInternal',
    '-1765328360',
    'SEC_E_LOGON_DENIED, 0x8009030c',
    'exit code 134',
    'HTTP 401',
    'curl: (60)',
    'error code 0xd07',
  ]) {
    it(`has a heading with ${seen}`, () => {
      assert.ok(page.split('\n').some((line) => line.startsWith('### ') && line.includes(seen)));
    });
  }
});
