import assert from 'node:assert/strict';
import { wrapped } from '../../../src/diagnosis/output/wrapped.js';

describe('lines of a paragraph', () => {
  it('break at spaces, within the room', () => {
    assert.deepEqual(wrapped('one two three four', 9), ['one two', 'three', 'four']);
    assert.deepEqual(wrapped('one two', 7), ['one two']);
    assert.deepEqual(wrapped('', 7), ['']);
  });

  it('are one for a word that is wider', () => {
    assert.deepEqual(wrapped('a incomprehensibilities b', 5), ['a', 'incomprehensibilities', 'b']);
  });

  it('count the columns of a terminal, where a character of East Asian width takes two', () => {
    assert.deepEqual(wrapped('用户 山田 不存在', 9), ['用户 山田', '不存在']);
    assert.deepEqual(wrapped('用户 山田 不存在', 8), ['用户', '山田', '不存在']);
  });

  it('do not count combining marks, and leave them as they are', () => {
    const cafe = 'cafe\u0301';
    assert.deepEqual(wrapped(`${cafe} ${cafe}`, 9), [`${cafe} ${cafe}`]);
  });
});
