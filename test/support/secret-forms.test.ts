import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { secretsIn, secretText, type Secret } from './secret-forms.js';

const key: Secret = { name: 'key', octets: Buffer.from('00ff7b8a1c2d3e4f5061fe22dc80abcd', 'hex') };
const password = secretText('password', 'Grün-Heron&Quay');

/** Outputs as programs make them, none of which shares a line with the search. */
const outputs: Record<string, (octets: Buffer) => string | Buffer> = {
  'in the middle of bytes': (octets) => Buffer.concat([Buffer.from('ab'), octets, Buffer.from('c')]),
  'turned round': (octets) => Buffer.from([...octets].toReversed()),
  'JSON of a Buffer': (octets) => JSON.stringify({ octets }),
  'JSON of a Buffer on lines': (octets) => JSON.stringify([...octets], undefined, 0).replaceAll(',', ',\n'),
  'console.log of a Buffer': (octets) => inspect(octets),
  'console.log of an array': (octets) => inspect([...octets], { breakLength: Infinity }),
  hexadecimal: (octets) => octets.toString('hex'),
  'in upper case': (octets) => octets.toString('hex').toUpperCase(),
  'with colons': (octets) => octets.toString('hex').match(/../g)?.join(':') ?? '',
  'as a string of bytes in JSON': (octets) => JSON.stringify(octets.toString('latin1')),
  'in a URL': (octets) => new URLSearchParams({ a: octets.toString('base64url') }).toString(),
};

describe('the search for secrets', () => {
  for (const [title, write] of Object.entries(outputs)) {
    it(`finds octets ${title}`, () => {
      assert.notDeepEqual(secretsIn(Buffer.from(write(key.octets)), [key]), []);
    });
  }

  it('finds octets in base64, whatever stands before and behind them', () => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      for (const behind of ['', 'z', 'zz']) {
        const whole = Buffer.concat([Buffer.from(before), key.octets, Buffer.from(behind)]);
        assert.match(secretsIn(Buffer.from(whole.toString('base64')), [key]).join(), /key: base64 [012]/);
      }
    }
  });

  it('finds a text in every encoding of it', () => {
    const { text = '' } = password;
    const utf16 = Buffer.from(text, 'utf16le');
    for (const output of [
      text,
      JSON.stringify({ text }),
      encodeURIComponent(text),
      Array.from(text).toReversed().join(''),
      utf16,
      utf16.toString('hex'),
      `x${utf16.toString('base64')}`,
      Buffer.from(utf16).swap16(),
      `x${Buffer.from(text).toString('base64url')}`,
    ]) {
      assert.notDeepEqual(secretsIn(Buffer.from(output as Buffer), [password]), []);
    }
  });

  it('finds what is at the very beginning and the very end, between blanks, and every secret', () => {
    const other = secretText('other', 'Bl4ck+Kite');
    assert.ok(secretsIn(Buffer.from('Bl4ck+Kite'), [key, other]).includes('other: raw'));
    const both = Buffer.concat([key.octets, Buffer.from('Bl4ck\n + Kite')]);
    assert.deepEqual(
      new Set(secretsIn(both, [key, other]).map((found) => found.split(':')[0])),
      new Set(['key', 'other']),
    );
  });

  it('finds nothing where there is nothing, and no part of a secret', () => {
    assert.deepEqual(secretsIn(key.octets.subarray(1), [key]), []);
    assert.deepEqual(secretsIn(Buffer.from('Grün-Heron&Qua'), [password]), []);
  });
});
