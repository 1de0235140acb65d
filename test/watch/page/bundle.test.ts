import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = 'build/src/watch/page';
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('the live page: its files', () => {
  it('are small: fewer than 60,000 bytes of script, and 22,000 of style', () => {
    const [script, style] = [read('page.js').length, read('page.css').length];
    assert.ok(script > 10_000 && script < 60_000, String(script));
    assert.ok(style > 5000 && style < 22_000, String(style));
  });

  it('name no other place, and need neither inline scripts nor inline styles', () => {
    const addresses = ['page.js', 'page.css', 'index.html'].flatMap(
      (name) => read(name).match(/https?:\/\/[\w.-]+/g) ?? [],
    );
    // Names of the vocabularies of XML, which nobody asks for.
    assert.deepEqual(
      addresses.filter((address) => address !== 'http://www.w3.org' && address !== 'http://127.0.0.1'),
      [],
    );
    assert.doesNotMatch(read('index.html'), /<style|<script(?! src="page\.js">)| on\w+=| style=/);
    assert.doesNotMatch(read('page.css'), /url\(|@import/);
    assert.doesNotMatch(read('page.js'), /\beval\(|new Function/);
  });

  it('make elements of values alone: no source has markup as text', () => {
    const sources = readdirSync('src/watch/page', { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    );
    assert.ok(sources.length > 30, String(sources.length));
    for (const name of sources) {
      const text = readFileSync(join('src/watch/page', name), 'utf8');
      assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write\b|style=\{/i, name);
    }
  });

  it('come with the license of Preact', () => {
    assert.match(read('LICENSES.txt'), /^preact \d+\.[^]*The MIT License/);
  });
});
