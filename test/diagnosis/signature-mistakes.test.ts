import assert from 'node:assert/strict';
import { decodeAuthenticateMessage } from '../../src/auth/ntlm/authenticate-message.js';
import { ntowfV1 } from '../../src/auth/ntlm/ntlm-v1.js';
import { ntowfV2, sessionBaseKeyV2 } from '../../src/auth/ntlm/ntlm-v2.js';
import { mistakenNtlmKeys } from '../../src/auth/ntlm/mistaken-keys.js';
import { signKey } from '../../src/auth/ntlm/session-keys.js';
import { deriveKey } from '../../src/crypto/kdf.js';
import type { SignatureMaterial } from '../../src/facts/smb.js';
import { finish } from '../../src/diagnosis/search.js';
import { searchSignatureMistakes } from '../../src/diagnosis/signature-post-mortem.js';
import { SessionKeys } from '../../src/protection/key-schedule.js';
import { Signer } from '../../src/protection/signing.js';
import { Command, encodeMessage, HeaderFlags } from '../../src/smb2-codec/index.js';
import { deriveClientKeys, hashed } from '../support/smb-client-keys.js';
import { ClientLogin } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';

const sessionKey = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const preauthHashWithResponse = Buffer.alloc(64, 6);
const preauthHashes = [0, 1, 2, 3, 4, 5].map((value) => Buffer.alloc(64, value));

const signingKey = (dialect: number, preauthHash: Buffer | undefined, key = sessionKey): Buffer =>
  new SessionKeys(key, { dialect, preauthHash, cipherKeyBits: 0 }).signingKey;

const right311 = signingKey(0x0311, preauthHashes[5]);

/** An ECHO of which `sign` makes the signature. */
function materialOf(dialect: number, sign: (message: Buffer) => void): SignatureMaterial {
  const is311 = dialect === 0x0311;
  const message = encodeMessage(
    { command: Command.ECHO, flags: HeaderFlags.SIGNED, messageId: 7n, sessionId: 5n, credits: 1 },
    (w) => w.u16(4).u16(0),
  );
  sign(message);
  return {
    message,
    dialect,
    signingAlgorithm: dialect < 0x0300 ? 0 : 1,
    sessionKey,
    signingKey: signingKey(dialect, is311 ? preauthHashes[5] : undefined),
    preauthHashes: is311 ? preauthHashes : [],
    ...(is311 && { preauthHashWithResponse }),
  };
}

const by =
  (algorithm: number, key: Buffer) =>
  (message: Buffer): void =>
    new Signer(algorithm, key).sign(message);

const keyExchangeKey = Buffer.alloc(16, 0x4b);
const mistakenKeys = mistakenNtlmKeys(sessionKey, keyExchangeKey);

describe('known mistakes with signatures', () => {
  for (const [mistake, dialect, sign, words] of [
    ['wrong-algorithm', 0x0311, by(0, right311), /right with HMAC-SHA256/],
    ['wrong-algorithm', 0x0311, by(2, right311), /right with AES-GMAC/],
    ['not-derived', 0x0311, by(1, sessionKey), /session key itself/],
    ['not-derived', 0x0300, by(0, sessionKey), /session key itself/],
    ['3.0-labels', 0x0311, by(1, signingKey(0x0300, undefined)), /SMB2AESCMAC/],
    ['preauth-hash', 0x0311, by(1, signingKey(0x0311, preauthHashes[0])), /hash of zeros/],
    [
      'preauth-hash',
      0x0311,
      by(1, signingKey(0x0311, preauthHashes[4])),
      /covers the first 4 messages; it must cover 5/,
    ],
    [
      'preauth-hash',
      0x0311,
      by(1, signingKey(0x0311, preauthHashWithResponse)),
      /covers the first 6 messages; it must cover 5/,
    ],
    [
      'key-before-key-exchange',
      0x0311,
      by(1, signingKey(0x0311, preauthHashes[5], keyExchangeKey)),
      /KeyExchangeKey/,
    ],
    ['key-before-key-exchange', 0x0210, by(0, keyExchangeKey), /KeyExchangeKey/],
    [
      '256-bit-derivation',
      0x0311,
      by(
        1,
        deriveKey(sessionKey, Buffer.from('SMBSigningKey\0'), preauthHashes[5] ?? sessionKey, 256).subarray(
          0,
          16,
        ),
      ),
      /L = 256/,
    ],
    ['derived-in-2.x', 0x0210, by(1, signingKey(0x0300, undefined)), /2\.0\.2 and 2\.1/],
    ['ntlm-signing-key', 0x0210, by(0, signKey(sessionKey, 'client')), /ClientSigningKey/],
    ['zero-key', 0x0302, by(1, Buffer.alloc(16)), /zeros/],
    [
      'flag-not-set',
      0x0311,
      (message: Buffer) => {
        message.writeUInt32LE(0, 16);
        by(1, right311)(message);
        message.writeUInt32LE(HeaderFlags.SIGNED, 16);
      },
      /before it sets/,
    ],
    [
      'field-not-zeroed',
      0x0311,
      (message: Buffer) => {
        const signer = new Signer(1, right311);
        signer.sign(message);
        signer.macOf(message).copy(message, 48);
      },
      /has a signature already/,
    ],
    [
      'header-only',
      0x0311,
      (message: Buffer) => by(1, right311)(message.subarray(0, 64)),
      /64 bytes of the header/,
    ],
    [
      'padded',
      0x0311,
      (message: Buffer) => {
        const padded = Buffer.concat([message, Buffer.alloc(4)]);
        by(1, right311)(padded);
        padded.copy(message, 0, 0, message.length);
      },
      /padded/,
    ],
  ] as const) {
    it(`${mistake} in 0x${dialect.toString(16)}: ${words.source}`, () => {
      const { finding } = finish(searchSignatureMistakes(materialOf(dialect, sign), mistakenKeys));
      assert.equal(finding?.mistake, mistake);
      assert.match(finding.words, words);
    });
  }

  it('an unknown one is none of them, and the message stays as it was', () => {
    const material = materialOf(0x0311, by(1, Buffer.alloc(16, 0x99)));
    const before = Buffer.from(material.message);
    const { tried, finding } = finish(searchSignatureMistakes(material, mistakenKeys));
    assert.equal(finding, undefined);
    assert.ok(tried > 20 && tried < 60, `${tried}`);
    assert.deepEqual(material.message, before);
  });

  it('over a real socket: the key before KEY_EXCH is named', async () => {
    await using server = await serve();
    const client = await server.negotiated({ dialects: [0x0210] });
    const exchange = new ClientLogin(client);
    const authenticate = exchange.ntlm.authenticate.bind(exchange.ntlm);
    let sent = Buffer.alloc(0);
    exchange.ntlm.authenticate = (challenge) => (sent = Buffer.from(authenticate(challenge)));
    await exchange.first();
    const session = exchange.complete(await exchange.second());
    const { ntChallengeResponse } = decodeAuthenticateMessage(sent, exchange.ntlm.negotiateFlags);
    const responseKey = ntowfV2(ntowfV1('secret'), 'alice', '');
    const signing = sessionBaseKeyV2(responseKey, ntChallengeResponse.subarray(0, 16));
    await client.treeConnect('disk', { session: { ...session, keys: { ...session.keys, signing } } });
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'signature-invalid');
    assert.match(record.explanation, /derives its keys from the NTLM KeyExchangeKey/);
  });

  for (const [title, first, addsResponse] of [
    ['of an accepted login', {}, false],
    ['of an accepted login, with its final response', {}, true],
    ['of an anonymous login', { response: 'anonymous' }, false],
    ['of a refused login', { password: 'wrong' }, true],
  ] as const) {
    it(`over a real socket: the hash ${title} before is carried on`, async () => {
      await using server = await serve({ authPolicy: { anonymous: 'accept' } });
      const client = await server.negotiated();
      const before = new ClientLogin(client, first);
      await before.first();
      const answer = await before.second();
      const mistaken = new ClientLogin(client);
      mistaken.preauthHash = addsResponse ? hashed(before.preauthHash, answer.message) : before.preauthHash;
      await mistaken.first();
      const { header } = await mistaken.second();
      const keys = deriveClientKeys(client.settled, mistaken.ntlm.sessionKey, mistaken.preauthHash);
      const session = { id: header.sessionId, keys, sessionFlags: 0, sign: true, encrypt: false };
      await client.treeConnect('disk', { session });
      const record = (await server.records(2)).at(-1);
      assert.equal(record?.reason, 'signature-invalid');
      assert.equal(record.mistake, 'preauth-hash-carried-on');
      assert.match(record.explanation, /carries on the pre-authentication hash of an earlier login/);
    });
  }
});
