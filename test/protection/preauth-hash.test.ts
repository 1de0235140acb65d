import assert from 'node:assert/strict';
import { PreauthHash } from '../../src/protection/preauth-hash.js';
import { hex, recordedLogins } from './vectors.js';

describe('session/preauth-hash: [MS-SMB2] 3.3.5.4, 3.3.5.5.3', () => {
  for (const [name, { messages, preauth_integrity }] of Object.entries(recordedLogins)) {
    it(`the recorded login: ${name}`, () => {
      let hash = new PreauthHash();
      assert.deepEqual(hash.value, Buffer.alloc(64));
      for (const { message, hash_after } of preauth_integrity.steps) {
        hash = hash.after(hex(messages[message]));
        assert.equal(hash.value.toString('hex'), hash_after, message);
      }
      assert.equal(hash.value.toString('hex'), preauth_integrity.context_for_kdf);
      assert.deepEqual(
        hash.history.map((value) => value.toString('hex')),
        [Buffer.alloc(64).toString('hex'), ...preauth_integrity.steps.map((step) => step.hash_after)],
      );
    });
  }

  it('leaves the hash it continues from as it was: each session continues from that of its connection', () => {
    const connection = new PreauthHash().after(Buffer.from('NEGOTIATE'));
    const before = connection.value;
    const one = connection.after(Buffer.from('one'));
    const other = connection.after(Buffer.from('other'));
    assert.deepEqual(connection.value, before);
    assert.notDeepEqual(one.value, other.value);
  });

  it('knows where a client stands that carries on the hash of earlier logins', () => {
    const bytes = (text: string): Buffer => Buffer.from(text);
    const chain = (...texts: string[]) =>
      texts.reduce((hash, text) => hash.after(bytes(text)), new PreauthHash());
    const connection = chain('NEGOTIATE');
    const first = connection.after(bytes('one'));
    const second = connection.following(first, bytes('answer')).after(bytes('two'));
    assert.deepEqual(second.value, chain('NEGOTIATE', 'two').value);
    assert.deepEqual(second.carriedOn, [
      chain('NEGOTIATE', 'one', 'two').value,
      chain('NEGOTIATE', 'one', 'answer', 'two').value,
    ]);
    let last = second;
    for (let i = 0; i < 5; i++) last = connection.following(last, bytes('answer')).after(bytes('next'));
    assert.equal(last.carriedOn.length, 4);
    assert.deepEqual(first.carriedOn, []);
  });
});
