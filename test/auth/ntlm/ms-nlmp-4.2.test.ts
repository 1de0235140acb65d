import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { encodeUtf16, upperCaseUtf16 } from '../../../src/bytes/index.js';
import {
  type AuthenticateMessage,
  decodeAuthenticateMessage,
  encodeAuthenticateMessage,
} from '../../../src/auth/ntlm/authenticate-message.js';
import { AvFlags, avFlagsOf, AvId, type AvPair, encodeAvPairs } from '../../../src/auth/ntlm/av-pairs.js';
import { decodeChallengeMessage, encodeChallengeMessage } from '../../../src/auth/ntlm/challenge-message.js';
import { createDirection } from '../../../src/auth/ntlm/message-direction.js';
import { NtlmMessageSecurity } from '../../../src/auth/ntlm/message-security.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import { decodeNegotiateMessage, encodeNegotiateMessage } from '../../../src/auth/ntlm/negotiate-message.js';
import {
  lmowfV1,
  ntlmV1ExtendedResponse,
  ntlmV1Response,
  ntowfV1,
  sessionBaseKeyV1,
} from '../../../src/auth/ntlm/ntlm-v1.js';
import { lmV2Response, ntowfV2, ntProofStr, sessionBaseKeyV2 } from '../../../src/auth/ntlm/ntlm-v2.js';
import { decodeNtlmV2Response, encodeNtlmV2ClientChallenge } from '../../../src/auth/ntlm/ntlmv2-response.js';
import {
  exportedSessionKey,
  kxkey,
  sealKey,
  type Side,
  signKey,
} from '../../../src/auth/ntlm/session-keys.js';
import { des } from '../../../src/crypto/des.js';
import { hmacMd5 } from '../../../src/crypto/md5.js';
import { Rc4, rc4 } from '../../../src/crypto/rc4.js';
import { readVectors } from '../../support/vectors.js';

interface Vector {
  readonly hex: string;
  readonly flags?: readonly string[];
}

interface VectorFile {
  readonly sections: Readonly<Record<string, { readonly vectors: Readonly<Record<string, Vector>> }>>;
  readonly derived: Readonly<Record<string, Vector>>;
  readonly synthetic: Readonly<Record<string, Vector>>;
}

const file = readVectors('ms-nlmp-4.2.json') as VectorFile;

/** Every vector of the file under `section/name`; those of `derived` and `synthetic` have these words in front. */
const vectors = new Map<string, Vector>();
for (const [section, { vectors: ofSection }] of Object.entries(file.sections)) {
  for (const [name, vector] of Object.entries(ofSection)) vectors.set(`${section}/${name}`, vector);
}
for (const [name, vector] of Object.entries(file.derived)) vectors.set(`derived/${name}`, vector);
for (const [name, vector] of Object.entries(file.synthetic)) vectors.set(`synthetic/${name}`, vector);

const asserted = new Set<string>();

function bytesOf(path: string): Buffer {
  const vector = vectors.get(path);
  assert.ok(vector, `no vector ${path}`);
  return Buffer.from(vector.hex, 'hex');
}

function expectVector(path: string, actual: Buffer): void {
  assert.equal(actual.toString('hex'), bytesOf(path).toString('hex'), path);
  asserted.add(path);
}

function flagsOf(path: string): number {
  const names: Readonly<Record<string, number>> = {
    ...F,
    '56': F.ENCRYPTION_56,
    '128': F.ENCRYPTION_128,
    ESS: F.EXTENDED_SESSIONSECURITY,
    NON_NT_SESSION_KEY: F.REQUEST_NON_NT_SESSION_KEY,
  };
  return (vectors.get(path)?.flags ?? []).reduce((flags, name) => (flags | (names[name] ?? NaN)) >>> 0, 0);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** 4.2.1: what the other sections begin with. */
const user = 'User';
const domain = 'Domain';
const password = 'Password';
const serverName = 'Server';
const workstation = 'COMPUTER';
const randomSessionKey = bytesOf('4.2.1/RandomSessionKey');
const clientChallenge = bytesOf('4.2.1/ClientChallenge');
const serverChallenge = bytesOf('4.2.1/ServerChallenge');
const plaintext = encodeUtf16('Plaintext');

const ntHash = ntowfV1(password);
const lmHash = lmowfV1(password);
const version = Buffer.from('0501280a0000000f', 'hex');
const serverVersion = Buffer.from('060070170000000f', 'hex');

function side(negotiateFlags: number, key: Buffer, own: Side): NtlmMessageSecurity {
  return new NtlmMessageSecurity(negotiateFlags, key, own);
}

describe('[MS-NLMP] 4.2 Cryptographic Values for Validation', () => {
  it('4.2.1 Common Values', () => {
    expectVector('4.2.1/User_utf16le', encodeUtf16(user));
    expectVector('4.2.1/User_upper_utf16le', encodeUtf16(upperCaseUtf16(user)));
    expectVector('4.2.1/User_oem', Buffer.from(user, 'latin1'));
    expectVector('4.2.1/UserDom_utf16le', encodeUtf16(domain));
    expectVector('4.2.1/Passwd_utf16le', encodeUtf16(password));
    expectVector('4.2.1/Passwd_upper_oem_padded', Buffer.from('PASSWORD'.padEnd(14, '\0'), 'latin1'));
    expectVector('4.2.1/ServerName_utf16le', encodeUtf16(serverName));
    expectVector('4.2.1/WorkstationName_utf16le', encodeUtf16(workstation));
    expectVector('4.2.1/RandomSessionKey', Buffer.alloc(16, 0x55));
    expectVector('4.2.1/Time', Buffer.alloc(8));
    expectVector('4.2.1/ClientChallenge', Buffer.alloc(8, 0xaa));
    expectVector('4.2.1/ServerChallenge', Buffer.from('0123456789abcdef', 'hex'));
  });

  describe('4.2.2 NTLM v1 Authentication', () => {
    const flags = flagsOf('4.2.2/ChallengeFlags_le');
    const sessionBaseKey = sessionBaseKeyV1(ntHash);
    const lmResponse = ntlmV1Response(lmHash!, serverChallenge);
    const keyOf = (extraFlags: number) =>
      kxkey({
        negotiateFlags: flags | extraFlags,
        sessionBaseKey,
        lmowf: lmHash,
        lmChallengeResponse: lmResponse,
        serverChallenge,
      })!;

    it('4.2.2 flags', () => {
      expectVector('4.2.2/ChallengeFlags_le', u32(flags));
    });

    it('4.2.2.1 LMOWFv1, NTOWFv1, session base key and key exchange key', () => {
      const magic = Buffer.from('KGS!@#$%', 'latin1');
      const upper = Buffer.from('PASSWORD'.padEnd(14, '\0'), 'latin1');
      expectVector('4.2.2.1.1/LM_magic_constant', magic);
      expectVector('4.2.2.1.1/DES_upper_passwd_0_6', des(upper.subarray(0, 7), magic));
      expectVector('4.2.2.1.1/DES_upper_passwd_7_13', des(upper.subarray(7), magic));
      expectVector('4.2.2.1.1/LMOWFv1', lmHash!);
      expectVector('4.2.2.1.2/NTOWFv1', ntHash);
      expectVector('4.2.2.1.3/SessionBaseKey', sessionBaseKey);
      expectVector('derived/4.2.2/KeyExchangeKey', keyOf(0));
      expectVector(
        'derived/4.2.2/KeyExchangeKey_with_REQUEST_NON_NT_SESSION_KEY',
        keyOf(F.REQUEST_NON_NT_SESSION_KEY),
      );
    });

    it('4.2.2.2 NTLMv1 response, LMv1 response and encrypted session key', () => {
      expectVector('4.2.2.2.1/NtChallengeResponse', ntlmV1Response(ntHash, serverChallenge));
      expectVector('4.2.2.2.2/LmChallengeResponse', lmResponse);
      expectVector('4.2.2.2.2/KeyExchangeKey_with_LM_KEY', keyOf(F.LM_KEY));
      const encrypted = {
        EncryptedRandomSessionKey: keyOf(0),
        EncryptedRandomSessionKey_with_REQUEST_NON_NT_SESSION_KEY: keyOf(F.REQUEST_NON_NT_SESSION_KEY),
        EncryptedRandomSessionKey_with_LM_KEY: keyOf(F.LM_KEY),
      };
      for (const [name, key] of Object.entries(encrypted)) {
        expectVector(`4.2.2.2.3/${name}`, rc4(key, randomSessionKey));
        assert.deepEqual(exportedSessionKey(flags, key, bytesOf(`4.2.2.2.3/${name}`)), randomSessionKey);
      }
    });

    it('4.2.2.3 messages', () => {
      const challenge = {
        targetName: serverName,
        negotiateFlags: flags,
        serverChallenge,
        targetInfo: undefined,
        version: serverVersion,
      };
      const raw = bytesOf('4.2.2.3/CHALLENGE_MESSAGE');
      assert.deepEqual(decodeChallengeMessage(raw), challenge);
      // The document leaves the offset beside the empty TargetInfo zero, as we do.
      expectVector('4.2.2.3/CHALLENGE_MESSAGE', encodeChallengeMessage(challenge));
      expectAuthenticate('4.2.2.3/AUTHENTICATE_MESSAGE', {
        lmChallengeResponse: lmResponse,
        ntChallengeResponse: ntlmV1Response(ntHash, serverChallenge),
        encryptedRandomSessionKey: rc4(keyOf(0), randomSessionKey),
      });
    });

    it('4.2.2.4 GSS_WrapEx', () => {
      expectVector('4.2.2.4/SeqNum', u32(0));
      expectVector('4.2.2.4/RandomPad', u32(0));
      expectVector('4.2.2.4/Plaintext', plaintext);
      expectVector('4.2.2.4/CRC32', u32(crc32(plaintext)));
      const handle = new Rc4(sealKey(flags, randomSessionKey, 'client'));
      expectVector('4.2.2.4/SealedData', handle.update(plaintext));
      expectVector('4.2.2.4/RandomPad_rc4', handle.update(u32(0)));
      expectVector('4.2.2.4/Checksum_rc4', handle.update(u32(crc32(plaintext))));
      expectVector('4.2.2.4/SeqNum_rc4', handle.update(u32(0)));

      const client = side(flags, randomSessionKey, 'client');
      const first = client.wrap(plaintext);
      const second = client.wrap(plaintext);
      expectVector('derived/4.2.2/SealKey', sealKey(flags, randomSessionKey, 'server'));
      expectVector('4.2.2.4/Signature', first.signature);
      expectVector('4.2.2.4/SeqNum_xored', first.signature.subarray(12));
      assert.deepEqual(first.sealed, bytesOf('4.2.2.4/SealedData'));
      expectVector('derived/4.2.2/wrap_seq1_SealedData', second.sealed);
      expectVector('derived/4.2.2/wrap_seq1_Signature', second.signature);
      expectVector(
        'derived/4.2.2/getmic_seq0_Signature',
        side(flags, randomSessionKey, 'client').getMic(plaintext),
      );
    });
  });

  describe('4.2.3 NTLM v1 with Client Challenge', () => {
    const flags = flagsOf('4.2.3/ChallengeFlags_le');
    const lmResponse = Buffer.concat([clientChallenge, Buffer.alloc(16)]);
    const ntResponse = ntlmV1ExtendedResponse(ntHash, serverChallenge, clientChallenge);
    const key = kxkey({
      negotiateFlags: flags,
      sessionBaseKey: sessionBaseKeyV1(ntHash),
      lmowf: undefined,
      lmChallengeResponse: lmResponse,
      serverChallenge,
    })!;

    it('4.2.3 and 4.2.3.1 flags, NTOWFv1, session base key and key exchange key', () => {
      expectVector('4.2.3/ChallengeFlags_le', u32(flags));
      expectVector('4.2.3.1.1/NTOWFv1', ntHash);
      expectVector('4.2.3.1.2/SessionBaseKey', sessionBaseKeyV1(ntHash));
      expectVector('4.2.3.1.3/KeyExchangeKey', key);
      expectVector('derived/4.2.3/ExportedSessionKey', exportedSessionKey(flags, key, Buffer.alloc(0))!);
    });

    it('4.2.3.2 responses', () => {
      expectVector('4.2.3.2.1/LmChallengeResponse', lmResponse);
      expectVector('4.2.3.2.2/NtChallengeResponse', ntResponse);
    });

    it('4.2.3.3 messages', () => {
      const challenge = {
        targetName: serverName,
        negotiateFlags: flags,
        serverChallenge,
        targetInfo: undefined,
        version: serverVersion,
      };
      assert.deepEqual(decodeChallengeMessage(bytesOf('4.2.3.3/CHALLENGE_MESSAGE')), challenge);
      expectVector('4.2.3.3/CHALLENGE_MESSAGE', encodeChallengeMessage(challenge));
      const raw = bytesOf('4.2.3.3/AUTHENTICATE_MESSAGE');
      // The document leaves the offset beside the empty key zero; it does not matter, but we write where it would be.
      const expected = Buffer.from(raw);
      expected.writeUInt32LE(raw.length, 56);
      expectAuthenticate(
        '4.2.3.3/AUTHENTICATE_MESSAGE',
        {
          lmChallengeResponse: lmResponse,
          ntChallengeResponse: ntResponse,
          encryptedRandomSessionKey: Buffer.alloc(0),
        },
        expected,
      );
    });

    it('4.2.3.4 GSS_WrapEx', () => {
      expectVector('4.2.3.4/SeqNum', u32(0));
      expectVector('4.2.3.4/Plaintext', plaintext);
      expectVector('4.2.3.4/KeyExchangeKey_cut_to_56_bits', key.subarray(0, 7));
      expectVector('4.2.3.4/ClientSealingKey', sealKey(flags, key, 'client'));
      expectVector('4.2.3.4/ClientSigningKey', signKey(key, 'client'));
      expectVector('derived/4.2.3/ServerSealingKey', sealKey(flags, key, 'server'));
      expectVector('derived/4.2.3/ServerSigningKey', signKey(key, 'server'));
      const { sealed, signature } = side(flags, key, 'client').wrap(plaintext);
      expectVector('4.2.3.4/SealedData', sealed);
      expectVector('4.2.3.4/Checksum', signature.subarray(4, 12));
      expectVector('4.2.3.4/Signature', signature);
      const fromServer = side(flags, key, 'server').wrap(plaintext);
      expectVector('derived/4.2.3/server_wrap_seq0_SealedData', fromServer.sealed);
      expectVector('derived/4.2.3/server_wrap_seq0_Signature', fromServer.signature);
    });
  });

  describe('4.2.4 NTLMv2 Authentication', () => {
    const flags = flagsOf('4.2.4/ChallengeFlags_le');
    const responseKey = ntowfV2(ntHash, user, domain);
    const pair = (id: number, text: string): AvPair => ({ id, value: encodeUtf16(text) });
    const avPairs = [pair(AvId.MsvAvNbDomainName, domain), pair(AvId.MsvAvNbComputerName, serverName)];
    const temp = encodeNtlmV2ClientChallenge({
      timeStamp: 0n,
      challengeFromClient: clientChallenge,
      avPairs,
    });
    const proof = ntProofStr(responseKey, serverChallenge, temp);
    const sessionBaseKey = sessionBaseKeyV2(responseKey, proof);
    const ntResponse = Buffer.concat([proof, temp]);

    it('4.2.4 flags and names', () => {
      expectVector('4.2.4/ChallengeFlags_le', u32(flags));
      expectVector('4.2.4/AvPair1_NbComputerName', encodeUtf16(serverName));
      expectVector('4.2.4/AvPair2_NbDomainName', encodeUtf16(domain));
      expectVector('derived/4.2.4/TargetInfo', encodeAvPairs(avPairs));
    });

    it('4.2.4.1 NTOWFv2, LMOWFv2, session base key and temp', () => {
      expectVector('4.2.4.1.1/NTOWFv2', responseKey);
      expectVector('derived/4.2.4/ResponseKeyLM_LMOWFv2', responseKey);
      expectVector('derived/4.2.4/NTOWFv2_empty_domain', ntowfV2(ntHash, user, ''));
      expectVector('derived/4.2.4/NTOWFv2_upper_domain', ntowfV2(ntHash, user, upperCaseUtf16(domain)));
      expectVector('4.2.4.1.2/SessionBaseKey', sessionBaseKey);
      expectVector('4.2.4.1.3/temp', temp);
      expectVector('derived/4.2.4/KeyExchangeKey', sessionBaseKey);
    });

    it('4.2.4.2 responses and encrypted session key', () => {
      expectVector(
        '4.2.4.2.1/LmChallengeResponse',
        lmV2Response(responseKey, serverChallenge, clientChallenge),
      );
      expectVector('4.2.4.2.2/NTProofStr', proof);
      expectVector('derived/4.2.4/NtChallengeResponse_full', ntResponse);
      expectVector('4.2.4.2.3/EncryptedRandomSessionKey', rc4(sessionBaseKey, randomSessionKey));
      expectVector(
        'derived/4.2.4/ExportedSessionKey',
        exportedSessionKey(flags, sessionBaseKey, bytesOf('4.2.4.2.3/EncryptedRandomSessionKey'))!,
      );
    });

    it('4.2.4.3 messages', () => {
      const challenge = {
        targetName: serverName,
        negotiateFlags: flags,
        serverChallenge,
        targetInfo: avPairs,
        version: serverVersion,
      };
      assert.deepEqual(decodeChallengeMessage(bytesOf('4.2.4.3/CHALLENGE_MESSAGE')), challenge);
      expectVector('4.2.4.3/CHALLENGE_MESSAGE', encodeChallengeMessage(challenge));
      expectAuthenticate('4.2.4.3/AUTHENTICATE_MESSAGE', {
        lmChallengeResponse: lmV2Response(responseKey, serverChallenge, clientChallenge),
        ntChallengeResponse: ntResponse,
        encryptedRandomSessionKey: rc4(sessionBaseKey, randomSessionKey),
      });
      const decoded = decodeNtlmV2Response(ntResponse);
      assert.deepEqual(decoded.clientChallenge, {
        timeStamp: 0n,
        challengeFromClient: clientChallenge,
        avPairs,
      });
    });

    it('4.2.4.4 GSS_WrapEx', () => {
      expectVector('4.2.4.4/SeqNum', u32(0));
      expectVector('4.2.4.4/Plaintext', plaintext);
      expectVector('4.2.4.4/ClientSealingKey', sealKey(flags, randomSessionKey, 'client'));
      expectVector('4.2.4.4/ClientSigningKey', signKey(randomSessionKey, 'client'));
      expectVector('derived/4.2.4/ServerSealingKey', sealKey(flags, randomSessionKey, 'server'));
      expectVector('derived/4.2.4/ServerSigningKey', signKey(randomSessionKey, 'server'));
      const checksum = hmacMd5(signKey(randomSessionKey, 'client'), u32(0), plaintext);
      expectVector('4.2.4.4/Checksum_hmac', checksum.subarray(0, 8));

      const client = side(flags, randomSessionKey, 'client');
      const first = client.wrap(plaintext);
      const second = client.wrap(plaintext);
      expectVector('4.2.4.4/SealedData', first.sealed);
      expectVector('4.2.4.4/Checksum_rc4', first.signature.subarray(4, 12));
      expectVector('4.2.4.4/Signature', first.signature);
      expectVector('derived/4.2.4/client_wrap_seq1_SealedData', second.sealed);
      expectVector('derived/4.2.4/client_wrap_seq1_Signature', second.signature);
      const fromServer = side(flags, randomSessionKey, 'server').wrap(plaintext);
      expectVector('derived/4.2.4/server_wrap_seq0_SealedData', fromServer.sealed);
      expectVector('derived/4.2.4/server_wrap_seq0_Signature', fromServer.signature);

      const micOf = (own: Side) => side(flags, randomSessionKey, own).getMic(plaintext);
      expectVector('derived/4.2.4/client_getmic_seq0', micOf('client'));
      expectVector('derived/4.2.4/server_getmic_seq0', micOf('server'));
    });

    it('3.4.5.3 SEALKEY at 128, 56 and 40 bits', () => {
      const strengths = {
        128: flags,
        56: flags & ~F.ENCRYPTION_128,
        40: flags & ~(F.ENCRYPTION_128 | F.ENCRYPTION_56),
      };
      for (const [bits, negotiated] of Object.entries(strengths)) {
        expectVector(
          `derived/4.2.4/ClientSealingKey_if_${bits}_bit`,
          sealKey(negotiated, randomSessionKey, 'client'),
        );
        expectVector(
          `derived/4.2.4/ServerSealingKey_if_${bits}_bit`,
          sealKey(negotiated, randomSessionKey, 'server'),
        );
      }
    });
  });

  describe('a handshake with timestamp, MIC and mechListMIC', () => {
    const raw = (name: string) => bytesOf(`synthetic/${name}`);
    const negotiate = decodeNegotiateMessage(raw('NEGOTIATE_MESSAGE'));
    const challenge = decodeChallengeMessage(raw('CHALLENGE_MESSAGE'));
    const authenticate = decodeAuthenticateMessage(raw('AUTHENTICATE_MESSAGE'));
    const response = decodeNtlmV2Response(authenticate.ntChallengeResponse);
    const responseKey = ntowfV2(ntHash, user, domain);

    it('messages survive decoding and encoding', () => {
      assert.equal(negotiate.negotiateFlags, flagsOf('synthetic/NEGOTIATE_MESSAGE'));
      assert.equal(challenge.negotiateFlags, flagsOf('synthetic/CHALLENGE_MESSAGE'));
      assert.equal(authenticate.negotiateFlags, flagsOf('synthetic/AUTHENTICATE_MESSAGE'));
      expectVector('synthetic/NEGOTIATE_MESSAGE', encodeNegotiateMessage(negotiate));
      expectVector('synthetic/CHALLENGE_MESSAGE', encodeChallengeMessage(challenge));
      expectVector('synthetic/AUTHENTICATE_MESSAGE', encodeAuthenticateMessage(authenticate));
      assert.equal(avFlagsOf(response.clientChallenge.avPairs), AvFlags.MIC_PRESENT);
    });

    it('proof, keys and MIC', () => {
      const proof = ntProofStr(responseKey, serverChallenge, response.temp);
      expectVector('synthetic/NTProofStr', proof);
      assert.deepEqual(response.ntProofStr, proof);
      const sessionBaseKey = sessionBaseKeyV2(responseKey, proof);
      expectVector('synthetic/SessionBaseKey', sessionBaseKey);
      const exportedKey = exportedSessionKey(
        authenticate.negotiateFlags,
        sessionBaseKey,
        authenticate.encryptedRandomSessionKey,
      )!;
      expectVector('synthetic/ExportedSessionKey', exportedKey);

      const zeroed = encodeAuthenticateMessage({ ...authenticate, mic: Buffer.alloc(16) });
      const mic = hmacMd5(exportedKey, raw('NEGOTIATE_MESSAGE'), raw('CHALLENGE_MESSAGE'), zeroed);
      expectVector('synthetic/MIC', mic);
      assert.deepEqual(authenticate.mic, mic);
    });

    it('mechListMIC in both directions', () => {
      const mechTypes = Buffer.from('300c060a2b06010401823702020a', 'hex');
      expectVector('synthetic/mechTypeList_DER', mechTypes);
      const micOf = (sender: Side) =>
        createDirection(authenticate.negotiateFlags, randomSessionKey, sender).mac(mechTypes);
      expectVector('synthetic/client_mechListMIC', micOf('client'));
      expectVector('synthetic/server_mechListMIC', micOf('server'));
    });

    it('an anonymous AUTHENTICATE_MESSAGE', () => {
      const anonymous = decodeAuthenticateMessage(raw('anonymous_AUTHENTICATE_MESSAGE'));
      assert.equal(anonymous.userName, '');
      assert.deepEqual(anonymous.lmChallengeResponse, Buffer.alloc(1));
      assert.equal(anonymous.mic, undefined);
      expectVector('synthetic/anonymous_AUTHENTICATE_MESSAGE', encodeAuthenticateMessage(anonymous));
      assert.deepEqual(anonymous.encryptedRandomSessionKey, rc4(Buffer.alloc(16), randomSessionKey));
    });
  });

  // In a suite of its own: mocha runs the tests of a suite before those of the suites in it.
  describe('completeness', () => {
    it('leaves no vector out', () => {
      const forgotten = [...vectors.keys()].filter((path) => !asserted.has(path));
      assert.deepEqual(forgotten, []);
    });
  });
});

/** Decodes and encodes an AUTHENTICATE_MESSAGE of the document, with the names of 4.2.1. */
function expectAuthenticate(
  path: string,
  proof: Pick<
    AuthenticateMessage,
    'lmChallengeResponse' | 'ntChallengeResponse' | 'encryptedRandomSessionKey'
  >,
  encoded = bytesOf(path),
): void {
  const message: AuthenticateMessage = {
    ...proof,
    domainName: domain,
    userName: user,
    workstation,
    negotiateFlags: flagsOf(path),
    version,
    mic: undefined,
  };
  assert.deepEqual(decodeAuthenticateMessage(bytesOf(path)), message);
  assert.equal(encodeAuthenticateMessage(message).toString('hex'), encoded.toString('hex'), path);
  asserted.add(path);
}
