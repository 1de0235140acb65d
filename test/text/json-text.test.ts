import assert from 'node:assert/strict';
import { placeInFile, readJsonText } from '../../src/text/json-text.js';

const placeOf = (text: string, ...keys: PropertyKey[]): string => {
  const json = readJsonText(text);
  assert.ok('value' in json, text);
  return placeInFile('f', json.placeOf(keys));
};

const faultOf = (text: string): readonly [string, string, string] => {
  const json = readJsonText(text);
  assert.ok(!('value' in json), text);
  return [placeInFile('f', json.place), json.keys.map(String).join(' '), json.message];
};

describe('text: JSON with places', () => {
  const text = '{\n  "a": {\r\n    "b\\"": [1,\n {"c": 2}]\n  },\t"d": "\\u0041:"\n}\n';

  it('has the value, and the place of each key and entry, from 1', () => {
    const json = readJsonText(text);
    assert.ok('value' in json);
    assert.deepEqual(json.value, { a: { 'b"': [1, { c: 2 }] }, d: 'A:' });
    assert.equal(placeOf(text), 'f:1:1');
    assert.equal(placeOf(text, 'a'), 'f:2:3');
    assert.equal(placeOf(text, 'a', 'b"'), 'f:3:5');
    assert.equal(placeOf(text, 'a', 'b"', 0), 'f:3:13');
    assert.equal(placeOf(text, 'a', 'b"', 1), 'f:4:2');
    assert.equal(placeOf(text, 'a', 'b"', 1, 'c'), 'f:4:3');
    assert.equal(placeOf(text, 'd'), 'f:5:6');
  });

  it('a part that is not there has the place of that which lacks it', () => {
    assert.equal(placeOf(text, 'a', 'x'), 'f:2:3');
    assert.equal(placeOf(text, 'a', 'b"', 7, 'c'), 'f:3:5');
    assert.equal(placeOf(text, 'd', 'length'), 'f:5:6');
    assert.equal(placeOf('{}', '__proto__'), 'f:1:1');
  });

  for (const [what, broken, place] of [
    ['nothing', '', 'f:1:1'],
    ['an end too early', '{\n "a":\n\n', 'f:2:6'],
    ['a comma at the end', '{\n "a": 1,\n}', 'f:3:1'],
    ['no comma', '[\n1\r\n 2]', 'f:3:2'],
    ['a comment', '{\n  // why\n}', 'f:2:3'],
    ['a word', '{"a":\n nul}', 'f:2:2'],
    ['a second value', '{}\n{}', 'f:2:1'],
    ['a text that does not end', '{"a": "b', 'f:1:9'],
    ['a line end in a text', '{"a":\n "b\n"}', 'f:2:4'],
    ['an escape that is none', '["\\x"]', 'f:1:3'],
  ] as const) {
    it(`${what} is no JSON, and has its place`, () => {
      assert.deepEqual(faultOf(broken), [place, '', 'expected JSON, without comments or trailing commas']);
    });
  }

  for (const [what, broken, place, keys] of [
    ['at the top', '{"a": 1,\n "b": 2,\n "a": 1}', 'f:3:2', 'a'],
    ['below', '{"x": [{}, {"k": 1, "k": 1}]}', 'f:1:21', 'x 1 k'],
    ['the first of two', '[{"a":1,"a":2},{"b":1,"b":2}]', 'f:1:9', '0 a'],
    ['in other escapes', '{"ab":1,"\\u0061b":2}', 'f:1:9', 'ab'],
    ['__proto__', '{"__proto__":1,"__proto__":2}', 'f:1:16', '__proto__'],
  ] as const) {
    it(`a key that is twice in its object is a fault: ${what}`, () => {
      assert.deepEqual(faultOf(broken), [place, keys, 'expected each key once in its object']);
    });
  }

  it('keys of different objects, colons in texts and before texts are none', () => {
    for (const sound of [
      '[{"a":1},{"a":1}]',
      '{"a":{"a":{"a":"a\\":"}}}',
      '["a:", "\\\\", ":"]',
      '"a"',
      '7',
    ]) {
      assert.ok('value' in readJsonText(sound), sound);
    }
  });

  it('what is nested too deeply for a search is read, and refused, without a place', () => {
    const depth = 200_000;
    const sound = readJsonText('['.repeat(depth) + ']'.repeat(depth));
    assert.ok('value' in sound);
    assert.equal(sound.placeOf([0]), undefined);
    assert.equal(faultOf('['.repeat(depth))[2], 'expected JSON, without comments or trailing commas');
    assert.deepEqual(faultOf(`${'['.repeat(depth)}{"a":1,"a":2}${']'.repeat(depth)}`), [
      'f',
      '',
      'expected each key once in its object',
    ]);
  });
});
