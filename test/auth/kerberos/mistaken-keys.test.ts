import assert from 'node:assert/strict';
import { kerberosSessionKey, mistakenKerberosKeys } from '../../../src/auth/kerberos/mistaken-keys.js';

const ticketKey = Buffer.alloc(32, 1);
const initiatorSubkey = Buffer.alloc(32, 2);
const acceptorSubkey = Buffer.alloc(32, 3);

describe('auth/kerberos: RFC 4121 2 the key of a session', () => {
  const mistakes = (keys: Parameters<typeof mistakenKerberosKeys>[0]): [string, string][] =>
    mistakenKerberosKeys(keys).map(({ mistake, key }) => [mistake, key.toString('hex')]);

  it('is the acceptor’s subkey, else the initiator’s, else the ticket’s; the others are taken for it by mistake', () => {
    const all = { ticketKey, initiatorSubkey, acceptorSubkey };
    assert.equal(kerberosSessionKey(all), acceptorSubkey);
    assert.deepEqual(mistakes(all), [
      ['initiator-subkey', '02'.repeat(16)],
      ['ticket-session-key', '01'.repeat(16)],
    ]);
    const one = { ...all, acceptorSubkey: undefined };
    assert.equal(kerberosSessionKey(one), initiatorSubkey);
    assert.deepEqual(mistakes(one), [['ticket-session-key', '01'.repeat(16)]]);
    const none = { ...one, initiatorSubkey: undefined };
    assert.equal(kerberosSessionKey(none), ticketKey);
    assert.deepEqual(mistakes(none), []);
  });
});
