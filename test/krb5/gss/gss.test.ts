import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CodecError } from '../../../src/bytes/index.js';
import { encode } from '../../../src/der/structure.js';
import { authorizationEntries } from '../../../src/krb5/authorization-entries.js';
import { ContextFlags, decodeAuthenticatorChecksum } from '../../../src/krb5/gss/authenticator-checksum.js';
import {
  decodeContextToken,
  isBareMessage,
  kerberosOids,
  TokenId,
} from '../../../src/krb5/gss/context-token.js';
import { authorizationData, AuthorizationDataType } from '../../../src/krb5/messages/authorization-data.js';
import { buffer, refusesEveryPrefix, throwsOnlyCodecError } from '../../rpc/support/codec-error.js';
import { forgeApReq } from '../support/forge.js';
import { frameToken } from '../support/frame-token.js';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('krb5/gss: RFC 4121 4.1 context establishment tokens', () => {
  const message = forgeApReq();

  for (const oid of kerberosOids)
    it(`takes the message out of the framing of ${oid}`, () => {
      const token = frameToken(oid, '0100', message);
      assert.deepEqual(decodeContextToken(token), { oid, tokenId: TokenId.AP_REQ, message });
      refusesEveryPrefix(token, decodeContextToken);
      assert.throws(() => decodeContextToken(Buffer.concat([token, Buffer.of(0)])), CodecError);
    });

  it('recognises messages without framing by their first octet and their length', () => {
    assert.deepEqual(decodeContextToken(message), { oid: undefined, tokenId: TokenId.AP_REQ, message });
    assert.equal(isBareMessage(message), true);
    assert.equal(isBareMessage(message.subarray(1)), false);
    assert.equal(isBareMessage(Buffer.concat([message, Buffer.of(0)])), false);
    for (const text of ['6e', '6e80', '6e8101', '6e85', '6f', '7e', '6203010203', ''])
      assert.equal(isBareMessage(hex(text)), false, text);
    assert.equal(isBareMessage(hex('7e0101')), true);
    assert.equal(decodeContextToken(hex('6f00')).tokenId, TokenId.AP_REP);
  });

  it('throws only CodecError', () => {
    fc.assert(
      fc.property(buffer(40), fc.constantFrom('', '60', '6e', '6f', '7e'), (bytes, first) => {
        const token = Buffer.concat([hex(first), bytes]);
        isBareMessage(token);
        throwsOnlyCodecError(() => decodeContextToken(token));
      }),
    );
  });
});

describe('krb5/gss: RFC 4121 4.1.1 checksum 0x8003', () => {
  const bindings = '000102030405060708090a0b0c0d0e0f';

  it('has bindings and flags', () => {
    const decoded = decodeAuthenticatorChecksum(hex(`10000000 ${bindings} 2e010000`));
    assert.deepEqual(decoded, { bindings: hex(bindings), flags: 0x12e, delegated: undefined });
    assert.equal(decoded.flags & ContextFlags.MUTUAL, 2);
  });

  it('has delegated credentials behind GSS_C_DELEG_FLAG, and extensions that are ignored', () => {
    const { delegated } = decodeAuthenticatorChecksum(
      hex(`10000000 ${bindings} 01000000 0100 0300 aabbcc ffff`),
    );
    assert.deepEqual(delegated, hex('aabbcc'));
    const without = decodeAuthenticatorChecksum(hex(`10000000 ${bindings} 00000000 0100 0300 aabbcc`));
    assert.equal(without.delegated, undefined);
  });

  for (const [fault, bytes] of [
    ['another Lgth', `11000000 ${bindings} 00000000`],
    ['another DlgOpt', `10000000 ${bindings} 01000000 0200 0000`],
    ['credentials that are not there', `10000000 ${bindings} 01000000 0100 0300 aabb`],
  ] as const)
    it(`refuses ${fault}`, () => assert.throws(() => decodeAuthenticatorChecksum(hex(bytes)), CodecError));

  it('is refused when it is cut', () => {
    refusesEveryPrefix(hex(`10000000 ${bindings} 01000000 0100 0300 aabbcc`), decodeAuthenticatorChecksum);
  });
});

describe('krb5: RFC 4120 5.2.6 authorization data', () => {
  const { IF_RELEVANT, KDC_ISSUED } = AuthorizationDataType;
  const adData = Buffer.from('pac');
  const nested = (depth: number): Buffer =>
    depth === 0
      ? adData
      : encode(authorizationData, [{ adType: depth === 1 ? 128 : IF_RELEVANT, adData: nested(depth - 1) }]);

  it('comes out of AD-IF-RELEVANT, which says that it may be ignored; other containers stay closed', () => {
    assert.deepEqual(
      authorizationEntries([
        { adType: IF_RELEVANT, adData: nested(1) },
        { adType: KDC_ISSUED, adData },
      ]),
      [
        { adType: 128, adData, isIfRelevant: true },
        { adType: KDC_ISSUED, adData, isIfRelevant: false },
      ],
    );
    assert.deepEqual(authorizationEntries(undefined), []);
  });

  it('is refused when it is nested too deeply, has too many entries, or a container holds something else', () => {
    const entry = { adType: 1000, adData };
    const many = Array.from({ length: 5 }, () => ({
      adType: IF_RELEVANT,
      adData: encode(
        authorizationData,
        Array.from({ length: 32 }, () => entry),
      ),
    }));
    assert.equal(authorizationEntries([{ adType: IF_RELEVANT, adData: nested(3) }])[0]?.adType, 128);
    for (const data of [
      [{ adType: IF_RELEVANT, adData: nested(4) }],
      many,
      [{ adType: IF_RELEVANT, adData }],
    ])
      assert.throws(() => authorizationEntries(data), CodecError);
  });
});
