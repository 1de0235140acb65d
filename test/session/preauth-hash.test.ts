import assert from 'node:assert/strict';
import { PreauthHash } from '../../src/session/preauth-hash.js';
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
});
