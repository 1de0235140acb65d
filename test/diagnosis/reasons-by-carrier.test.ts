import assert from 'node:assert/strict';
import { clientsOf } from '../../src/diagnosis/client-shows.js';
import { isOfCarrier, reasonGroups, type reasons, reasonText } from '../../src/diagnosis/reasons.js';
import { failures } from '../../src/diagnosis/reasons/failures.js';
import { credsspTerms } from '../../src/diagnosis/reasons/terms/credssp.js';
import { httpTerms } from '../../src/diagnosis/reasons/terms/http.js';
import { rpcTerms } from '../../src/diagnosis/reasons/terms/rpc.js';
import { trees } from '../../src/diagnosis/reasons/trees.js';
import type { LoginInfo } from '../../src/facts/recorder.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';
import { credssp, http, recordOver, rejected, rpc, vocabulary } from './carrier-attempt.js';

/** Reasons of SMB’s own sessions and shares, which no other carrier has. */
const ofSmbAlone: ReadonlySet<string> = new Set([
  ...Object.keys(trees),
  ...Object.keys(failures),
  'not-smb',
  'smb1-only',
  'no-common-dialect',
  'negotiate-context-invalid',
  'session-not-found',
  'session-expired',
  'left-after-negotiate',
  'left-after-success',
  'guest-refused-by-client',
  'guest-signed',
  'signature-invalid',
  'signature-missing',
  'encryption-required',
  'binding-refused',
  'session-elsewhere',
  'previous-session-kept',
  'dialect-changed',
]);

const known = Object.assign(
  {},
  ...reasonGroups(defaultMechanismWords).map((group) => group.reasons),
) as typeof reasons;
const shared = Object.keys(known).filter((reason) => !ofSmbAlone.has(reason) && !isOfCarrier(reason));

const logins = { credssp, http, rpc } as const satisfies Record<string, LoginInfo>;

/** The tools and terms of SMB, which say nothing to the user of another client. */
const wordsOfSmb =
  /SMB|sec=|smb:\/\/|mount |net use|SESSION_SETUP|SessionId|TREE_CONNECT|NEGOTIATE response|NetBIOS|port 445/;

describe('every reason that a login of another carrier can have', () => {
  for (const [carrier, login] of Object.entries(logins)) {
    it(`${carrier}: has a sentence, advice and a message for each client of it, without words of SMB`, () => {
      for (const reason of shared) {
        const record = recordOver(login.carrier, { login, verdict: rejected(reason) });
        assert.deepEqual(Object.keys(record.clientShows), clientsOf[login.carrier], reason);
        assert.ok(
          Object.values(record.clientShows).every((text) => text !== ''),
          reason,
        );
        for (const text of [record.explanation, record.advice, record.section]) {
          assert.doesNotMatch(text, wordsOfSmb, reason);
        }
        // A tool of SMB may be named, but not alone.
        if (record.advice.includes('smbclient')) assert.match(record.advice, /Windows|a device/, reason);
      }
    });
  }

  it('the words of a carrier are for reasons that exist', () => {
    for (const terms of [credsspTerms, httpTerms, rpcTerms]) {
      for (const reason of Object.keys(terms)) assert.ok(shared.includes(reason), reason);
    }
  });

  it('a mechanism’s own terms go before those of the carrier', () => {
    const words = vocabulary.wordsOf('Kerberos');
    const { sentence, advice } = reasonText('unknown-account', { words, carrier: 'http' });
    assert.match(sentence, /^The ticket is good/);
    assert.match(advice, /kerberos\.principals/);
  });
});
