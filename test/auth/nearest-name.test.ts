import assert from 'node:assert/strict';
import { nearestName } from '../../src/auth/nearest-name.js';

const names = ['data', 'scans', 'Büro', 'IPC$', 'photos-2026'];

describe('the share that was meant', () => {
  for (const [asked, name] of [
    ['dta', 'data'],
    ['daat', 'data'],
    ['datas', 'data'],
    ['Scan', 'scans'],
    [' scans ', 'scans'],
    ['buro', 'Büro'],
    ['Bu\u0308ro', 'Büro'],
    ['photo-2025', 'photos-2026'],
  ] as const) {
    it(`${JSON.stringify(asked)}: ${name}`, () => {
      assert.deepEqual(nearestName(asked, names), { name, exact: false });
    });
  }

  it('the same but for its case is exact', () => {
    assert.deepEqual(nearestName('DATA', names), { name: 'data', exact: true });
  });

  for (const asked of ['', ' ', 'x', 'movies', 'da', 'photos', 'a'.repeat(80)]) {
    it(`${JSON.stringify(asked.slice(0, 10))}: none`, () =>
      assert.equal(nearestName(asked, names), undefined));
  }

  it('looks at a hundred names and no more', () => {
    const looked: string[] = [];
    const endless = function* (): Generator<string> {
      for (;;) {
        looked.push('name');
        yield 'share';
      }
    };
    assert.equal(nearestName('zzzzz', endless()), undefined);
    assert.ok(looked.length <= 101);
  });
});
