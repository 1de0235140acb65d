import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ShortNameSearch, shortNameOf } from '../../src/shares/short-name.js';
import { createFixture, rejectsWith } from './fixture.js';

const TWINS = ['file fl97y1', 'file ms81m'] as const;

describe('short name: [MS-FSCC] 2.1.5.2.1', () => {
  for (const [name, expected] of [
    ['short.txt', 'SHORT.TXT'],
    ['a', 'A'],
    ['a~1{}.$$$', 'A~1{}.$$$'],
    ['a long name.tiff', /^A~[0-9A-Z]{6}\.TIF$/],
    ['a.b.c', /^A~[0-9A-Z]{6}\.C$/],
    ['.profile', /^_~[0-9A-Z]{6}\.PRO$/],
    ['dot.', /^D~[0-9A-Z]{6}$/],
    ['日本語.文書', /^_~[0-9A-Z]{6}$/],
  ] as const) {
    it(`${name}: ${String(expected)}`, () => {
      if (typeof expected === 'string') assert.equal(shortNameOf(name), expected);
      else assert.match(shortNameOf(name), expected);
    });
  }

  it('always has the form, and is its own short name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }), (name) => {
        const short = shortNameOf(name);
        assert.match(short, /^[\x21-\x7e]{1,8}(\.[\x21-\x7e]{1,3})?$/);
        assert.equal(shortNameOf(short), short);
      }),
    );
  });

  it('finds nothing when two names have the same', () => {
    const wanted = shortNameOf(TWINS[0]);
    assert.equal(shortNameOf(TWINS[1]), wanted);
    const find = (...names: string[]) => {
      const search = new ShortNameSearch(wanted);
      for (const name of names) search.offer(name.toUpperCase(), name);
      return search.found;
    };
    assert.equal(find(TWINS[0], 'other'), TWINS[0]);
    assert.equal(find(...TWINS), undefined);
    assert.equal(find(...TWINS, ...TWINS), undefined);
  });

  it('leads to the file, as its parent and for a rename onto it, but never before a real name', async () => {
    const fixture = await createFixture();
    try {
      await fixture.makeDirectory('a long directory');
      await fixture.put('a long directory\\a long file', 'one');
      const path = `${shortNameOf('a long directory')}\\${shortNameOf('a long file')}`;
      const file = await fixture.open(path.toLowerCase());
      assert.equal(file.path, 'a long directory\\a long file');
      await file.close();
      await fixture.put('other');
      const other = await fixture.open('other');
      await rejectsWith(other.rename(path, false), 'STATUS_OBJECT_NAME_COLLISION');
      await other.close();
      const short = shortNameOf('a file of twins');
      await fixture.put(short, 'real');
      await fixture.put('a file of twins', 'long');
      const real = await fixture.open(short);
      assert.equal((await real.read(0n, 9)).toString(), 'real');
      await real.close();
    } finally {
      await fixture.dispose();
    }
  });
});
