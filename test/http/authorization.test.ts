import assert from 'node:assert/strict';
import { readAuthorization, schemeShown } from '../../src/http/authorization.js';

const token = Buffer.from('NTLMSSP\0\x01\0\0\0\0\0\0\0', 'latin1');
const base64 = token.toString('base64');

describe('the credentials of a request, RFC 9110 11.4 and RFC 4559 4', () => {
  for (const [value, scheme] of [
    [`NTLM ${base64}`, 'NTLM'],
    [`ntlm ${base64}`, 'NTLM'],
    [`Negotiate ${base64}`, 'Negotiate'],
    [`NEGOTIATE ${base64}`, 'Negotiate'],
    // 1*SP
    [`NTLM  ${base64}`, 'NTLM'],
    [`Negotiate     ${base64}`, 'Negotiate'],
  ] as const) {
    it(`${value.slice(0, 9)}… is a token`, () => {
      assert.deepEqual(readAuthorization([value]), { kind: 'token', scheme, token });
    });
  }

  it('a ticket with a PAC of 48 KiB is one, too', () => {
    const large = Buffer.alloc(48 * 1024, 0x60);
    const read = readAuthorization([`Negotiate ${large.toString('base64')}`]);
    assert.ok(read.kind === 'token');
    assert.deepEqual(read.token, large);
  });

  it('without the field there are none', () => {
    assert.deepEqual(readAuthorization([]), { kind: 'none' });
  });

  for (const [title, value] of [
    ['a scheme alone', 'NTLM'],
    ['a scheme and a blank', 'NTLM '],
    ['a scheme and blanks', 'NTLM    '],
    ['a blank and a tab', `NTLM \t${base64}`],
    ['a tab', `NTLM\t${base64}`],
    ['a blank behind', `Negotiate ${base64} `],
    ['a blank inside', `Negotiate ${base64.slice(0, 8)} ${base64.slice(8)}`],
    ['a comma and a second scheme', `Negotiate ${base64}, NTLM ${base64}`],
    ['base64 for URLs', 'Negotiate YII-_w=='],
    ['base64 that is cut', 'Negotiate YIIx_'],
    ['no padding', 'Negotiate YI'],
    ['too much padding', 'Negotiate YIIx===='],
    ['padding inside', 'Negotiate YI==YI=='],
    ['bits that are set where none are', 'Negotiate YJ=='],
    ['quotation marks', `Negotiate "${base64}"`],
    ['parameters', 'Negotiate token=YIIx'],
  ] as const) {
    it(`${title}: malformed`, () => {
      const read = readAuthorization([value]);
      assert.equal(read.kind, title === 'a tab' ? 'other-scheme' : 'malformed');
      // Nothing of the value is repeated.
      assert.doesNotMatch(JSON.stringify(read), /YI|TlRM/);
    });
  }

  it('two fields are two users, and neither counts', () => {
    const read = readAuthorization([`NTLM ${base64}`, `NTLM ${base64}`]);
    assert.deepEqual(read, { kind: 'malformed', scheme: 'NTLM', detail: 'the field comes twice' });
    assert.equal(readAuthorization(['Basic YTpi', `NTLM ${base64}`]).kind, 'malformed');
  });

  for (const [value, name] of [
    ['Basic YWxpY2U6c2VjcmV0', 'Basic'],
    ['bearer eyJhbGciOi', 'Bearer'],
    ['Digest username="alice"', 'Digest'],
    ['alice:secret', 'an unknown scheme'],
    ['constructor secret', 'an unknown scheme'],
    ['NTLMx secret', 'an unknown scheme'],
    ['', 'an unknown scheme'],
    [' NTLM secret', 'an unknown scheme'],
    ['s'.repeat(70_000), 'an unknown scheme'],
  ] as const) {
    it(`${JSON.stringify(value.slice(0, 20))} is another scheme, and only its known name is repeated`, () => {
      assert.deepEqual(readAuthorization([value]), { kind: 'other-scheme', name });
      assert.equal(schemeShown(value), name);
    });
  }
});
