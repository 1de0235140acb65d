import assert from 'node:assert/strict';
import { md4 } from '../../src/crypto/md4.js';
import { computeCredential, computeSessionKey } from '../../src/netlogon/session-key.js';
import { recordedPdus, recording } from './support/recorded.js';
import { credentialOf, sessionKeyOf } from './support/sealing.js';

const hex = (text: string) => Buffer.from(text.replaceAll(/[\s-]/g, ''), 'hex');

describe('netlogon: [MS-NRPC] 3.1.4.3.1 session key, 3.1.4.4.1 credential', () => {
  // The session key of 4.2 is one of strong keys (3.1.4.3.2); its inputs serve here.
  it('is HMAC-SHA256 of both challenges, cut to 16 bytes', () => {
    const owf = hex('31 a5 90 17 0a 35 1f d5-11 48 b2 a1 0a f2 c3 05');
    const [client, server] = [hex('3a 03 90 a4 6d 0c 3d 4f'), hex('0c 4c 13 d1 60 41 c8 60')];
    const key = computeSessionKey(owf, client, server);
    assert.deepEqual(key, hex('fdc7815fdbdbb1a6a08d0fda749edb18'));
    assert.deepEqual(key, sessionKeyOf(owf, client, server));
  });

  it('a controller proved the key of the recorded exchange by its credential', () => {
    const [, challengeAnswer, authenticateAnswer] = recordedPdus('received', 'login');
    const [, , authenticate] = recordedPdus('send', 'login');
    const clientChallenge = hex(recording.random[0] ?? '');
    const serverChallenge = challengeAnswer?.subarray(24, 32) ?? Buffer.alloc(0);
    const ntHash = md4(Buffer.from(recording.machinePassword, 'utf16le'));
    const key = computeSessionKey(ntHash, clientChallenge, serverChallenge);
    assert.deepEqual(computeCredential(serverChallenge, key), authenticateAnswer?.subarray(24, 32));
    const credential = computeCredential(clientChallenge, key);
    assert.ok(authenticate?.includes(credential));
    assert.deepEqual(credential, credentialOf(key, clientChallenge));
  });
});
