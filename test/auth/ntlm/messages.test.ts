import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CodecError } from '../../../src/bytes/index.js';
import {
  type AuthenticateMessage,
  decodeAuthenticateMessage,
  encodeAuthenticateMessage,
} from '../../../src/auth/ntlm/authenticate-message.js';
import {
  AvId,
  avFlagsOf,
  type AvPair,
  decodeAvPairs,
  encodeAvPairs,
  findAvPair,
} from '../../../src/auth/ntlm/av-pairs.js';
import {
  type ChallengeMessage,
  decodeChallengeMessage,
  encodeChallengeMessage,
} from '../../../src/auth/ntlm/challenge-message.js';
import { messageTypeOf } from '../../../src/auth/ntlm/message-fields.js';
import { NegotiateFlags as F } from '../../../src/auth/ntlm/negotiate-flags.js';
import {
  decodeNegotiateMessage,
  encodeNegotiateMessage,
  type NegotiateMessage,
} from '../../../src/auth/ntlm/negotiate-message.js';
import { decodeNtlmV2Response, encodeNtlmV2ClientChallenge } from '../../../src/auth/ntlm/ntlmv2-response.js';

const bytesOf = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes));
const someBytes = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes));
const text = fc.string({ maxLength: 20 });
const oemText = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const flags = fc.integer({ min: 0, max: 0xffff_ffff });

const negotiateMessages: fc.Arbitrary<NegotiateMessage> = fc
  .record({ negotiateFlags: flags, domainName: oemText, workstationName: oemText, version: bytesOf(8) })
  .map((message) => ({
    ...message,
    domainName: message.negotiateFlags & F.OEM_DOMAIN_SUPPLIED ? message.domainName : '',
    workstationName: message.negotiateFlags & F.OEM_WORKSTATION_SUPPLIED ? message.workstationName : '',
    version: message.negotiateFlags & F.VERSION ? message.version : undefined,
  }));

const avPairs: fc.Arbitrary<AvPair[]> = fc.uniqueArray(
  fc
    .oneof(
      fc.tuple(
        fc.constantFrom(AvId.MsvAvNbComputerName, AvId.MsvAvDnsTreeName, AvId.MsvAvTargetName),
        text.map((name) => Buffer.from(name, 'utf16le')),
      ),
      fc.tuple(fc.constant(AvId.MsvAvFlags), bytesOf(4)),
      fc.tuple(fc.constant(AvId.MsvAvTimestamp), bytesOf(8)),
      fc.tuple(fc.constant(AvId.MsvAvChannelBindings), bytesOf(16)),
      fc.tuple(fc.integer({ min: 11, max: 0xffff }), someBytes),
    )
    .map(([id, value]) => ({ id, value })),
  { maxLength: 8, selector: ({ id }) => id },
);

const challengeMessages: fc.Arbitrary<ChallengeMessage> = fc
  .record({
    negotiateFlags: flags,
    unicodeName: text,
    oemName: oemText,
    serverChallenge: bytesOf(8),
    targetInfo: avPairs,
    version: bytesOf(8),
  })
  .map(({ negotiateFlags, unicodeName, oemName, serverChallenge, targetInfo, version }) => ({
    negotiateFlags,
    serverChallenge,
    targetName: negotiateFlags & F.UNICODE ? unicodeName : oemName,
    targetInfo: negotiateFlags & F.TARGET_INFO ? targetInfo : undefined,
    version: negotiateFlags & F.VERSION ? version : undefined,
  }));

const authenticateMessages: fc.Arbitrary<AuthenticateMessage> = fc
  .record({
    negotiateFlags: flags,
    names: fc.tuple(text, text, text),
    oemNames: fc.tuple(oemText, oemText, oemText),
    lmChallengeResponse: someBytes,
    ntChallengeResponse: someBytes,
    encryptedRandomSessionKey: someBytes,
    version: bytesOf(8),
    mic: fc.option(bytesOf(16), { nil: undefined }),
  })
  .map(({ negotiateFlags, names, oemNames, version, ...rest }) => {
    const [domainName, userName, workstation] = negotiateFlags & F.UNICODE ? names : oemNames;
    return {
      ...rest,
      negotiateFlags,
      domainName,
      userName,
      workstation,
      version: negotiateFlags & F.VERSION ? version : undefined,
    };
  });

/** Runs a decoder over bytes that may be anything; only a CodecError may come of it. */
function survives(decode: (bytes: Buffer) => unknown, bytes: Buffer): void {
  try {
    decode(bytes);
  } catch (error) {
    assert.ok(error instanceof CodecError, String(error));
  }
}

const decoders: readonly [string, number, (bytes: Buffer) => unknown][] = [
  ['NEGOTIATE_MESSAGE', 1, decodeNegotiateMessage],
  ['CHALLENGE_MESSAGE', 2, decodeChallengeMessage],
  ['AUTHENTICATE_MESSAGE', 3, decodeAuthenticateMessage],
];

describe('NTLM messages', () => {
  it('takes no names that are longer than any: they are remembered and recorded', () => {
    const negotiateFlags = F.UNICODE | F.OEM_DOMAIN_SUPPLIED | F.OEM_WORKSTATION_SUPPLIED;
    const negotiate = { negotiateFlags, domainName: '', workstationName: '', version: undefined };
    const authenticate = {
      lmChallengeResponse: Buffer.alloc(24),
      ntChallengeResponse: Buffer.alloc(24),
      domainName: '',
      userName: '',
      workstation: '',
      encryptedRandomSessionKey: Buffer.alloc(0),
      negotiateFlags,
      version: undefined,
      mic: undefined,
    };
    const longest = 'n'.repeat(1024);
    decodeNegotiateMessage(encodeNegotiateMessage({ ...negotiate, domainName: longest + longest }));
    for (const name of ['domainName', 'workstationName'] as const) {
      const message = encodeNegotiateMessage({ ...negotiate, [name]: `${longest}${longest}n` });
      const { ignored, ...decoded } = decodeNegotiateMessage(message);
      assert.deepEqual(decoded, negotiate);
      assert.match(String(ignored), /2049 bytes/);
    }
    assert.throws(() =>
      decodeNegotiateMessage(Buffer.concat([encodeNegotiateMessage(negotiate), Buffer.alloc(5000)])),
    );
    decodeAuthenticateMessage(encodeAuthenticateMessage({ ...authenticate, userName: longest }));
    for (const name of ['domainName', 'userName'] as const) {
      const message = encodeAuthenticateMessage({ ...authenticate, [name]: `${longest}n` });
      assert.throws(() => decodeAuthenticateMessage(message), CodecError, name);
    }
    const workstation = `${longest}n`;
    const { ignored, ...decoded } = decodeAuthenticateMessage(
      encodeAuthenticateMessage({ ...authenticate, workstation }),
    );
    assert.equal(decoded.workstation, '');
    assert.match(String(ignored), /2050 bytes/);
  });

  it('[MS-NLMP] 2.2.1.1 NEGOTIATE_MESSAGE survives a round trip', () => {
    fc.assert(
      fc.property(negotiateMessages, (message) => {
        assert.deepEqual(decodeNegotiateMessage(encodeNegotiateMessage(message)), message);
      }),
    );
  });

  it('[MS-NLMP] 2.2.1.2 CHALLENGE_MESSAGE survives a round trip', () => {
    fc.assert(
      fc.property(challengeMessages, (message) => {
        assert.deepEqual(decodeChallengeMessage(encodeChallengeMessage(message)), message);
      }),
    );
  });

  it('[MS-NLMP] 2.2.1.3 AUTHENTICATE_MESSAGE survives a round trip', () => {
    fc.assert(
      fc.property(authenticateMessages, (message) => {
        // Without any payload nothing tells a field that is missing from one that is there.
        fc.pre(message.ntChallengeResponse.length > 0);
        assert.deepEqual(decodeAuthenticateMessage(encodeAuthenticateMessage(message)), message);
      }),
    );
  });

  it('[MS-NLMP] 2.2.2.1 AV_PAIRs survive a round trip, whatever follows MsvAvEOL', () => {
    fc.assert(
      fc.property(avPairs, someBytes, (pairs, trailing) => {
        assert.deepEqual(decodeAvPairs(Buffer.concat([encodeAvPairs(pairs), trailing]), 'AV_PAIR'), pairs);
      }),
    );
  });

  it('[MS-NLMP] 2.2.2.7 NTLMv2_CLIENT_CHALLENGE survives a round trip', () => {
    const timeStamps = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
    fc.assert(
      fc.property(
        timeStamps,
        bytesOf(8),
        avPairs,
        bytesOf(16),
        (timeStamp, challengeFromClient, pairs, proof) => {
          const clientChallenge = { timeStamp, challengeFromClient, avPairs: pairs };
          const temp = encodeNtlmV2ClientChallenge(clientChallenge);
          const decoded = decodeNtlmV2Response(Buffer.concat([proof, temp]));
          assert.deepEqual(decoded, { ntProofStr: proof, temp, clientChallenge });
        },
      ),
    );
  });

  for (const [name, type, decode] of decoders) {
    it(`${name}: a decoder throws nothing but CodecError`, () => {
      const header = Buffer.from(`NTLMSSP\0${String.fromCharCode(type)}\0\0\0`, 'latin1');
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
          survives(decode, Buffer.from(bytes));
          survives(decode, Buffer.concat([header, bytes]));
        }),
      );
    });
  }

  it('NTLMv2_RESPONSE and AV_PAIR: a decoder throws nothing but CodecError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        survives(decodeNtlmV2Response, Buffer.from(bytes));
        survives((list) => decodeAvPairs(list, 'AV_PAIR'), Buffer.from(bytes));
      }),
    );
  });
});

describe('layouts of an AUTHENTICATE_MESSAGE', () => {
  const message: AuthenticateMessage = {
    lmChallengeResponse: Buffer.alloc(24, 1),
    ntChallengeResponse: Buffer.alloc(24, 2),
    domainName: 'Domain',
    userName: 'User',
    workstation: 'COMPUTER',
    encryptedRandomSessionKey: Buffer.alloc(16, 3),
    negotiateFlags: (F.UNICODE | F.VERSION) >>> 0,
    version: undefined,
    mic: undefined,
  };
  const version = Buffer.from('0a0061580000000f', 'hex');
  const mic = Buffer.alloc(16, 4);

  it('begin their payload at 64, 72 or 88', () => {
    for (const [start, fields] of [
      [64, {}],
      [72, { version }],
      [88, { version, mic }],
    ] as const) {
      const raw = encodeAuthenticateMessage({ ...message, ...fields });
      assert.equal(raw.readUInt32LE(32), start);
      assert.deepEqual(decodeAuthenticateMessage(raw), { ...message, ...fields });
    }
  });

  it('have the MIC at 72 also without a Version', () => {
    const negotiateFlags = F.UNICODE;
    const raw = encodeAuthenticateMessage({ ...message, negotiateFlags, mic });
    assert.deepEqual(raw.subarray(64, 88), Buffer.concat([Buffer.alloc(8), mic]));
    assert.deepEqual(decodeAuthenticateMessage(raw), { ...message, negotiateFlags, mic });
  });

  it('have their payload in any order, with any padding, and MaxLen at will', () => {
    const parts = [
      Buffer.alloc(24, 1),
      Buffer.alloc(24, 2),
      Buffer.from('Domain', 'utf16le'),
      Buffer.from('User', 'utf16le'),
      Buffer.from('COMPUTER', 'utf16le'),
      Buffer.alloc(16, 3),
    ];
    const header = Buffer.concat([Buffer.from('NTLMSSP\0\x03\0\0\0', 'latin1'), Buffer.alloc(52)]);
    header.writeUInt32LE(F.UNICODE, 60);
    let raw = header;
    for (const index of [3, 5, 0, 4, 1, 2]) {
      raw = Buffer.concat([raw, Buffer.alloc(index * 3, 0xee)]);
      raw.writeUInt16LE(parts[index]!.length, 12 + index * 8);
      raw.writeUInt16LE(index, 14 + index * 8);
      raw.writeUInt32LE(raw.length, 16 + index * 8);
      raw = Buffer.concat([raw, parts[index]!]);
    }
    const decoded = decodeAuthenticateMessage(raw);
    assert.deepEqual({ ...decoded, mic: undefined }, { ...message, negotiateFlags: F.UNICODE });
  });

  it('may leave a stale offset beside a length of zero', () => {
    const raw = encodeAuthenticateMessage({ ...message, workstation: '' });
    raw.writeUInt32LE(0xffff_fff0, 48);
    assert.equal(decodeAuthenticateMessage(raw).workstation, '');
  });

  it('may have fields that cannot be read and that nothing is proved with: they are left out, and said so', () => {
    const ntlmV2 = { ntChallengeResponse: Buffer.alloc(44, 2), negotiateFlags: F.UNICODE };
    const raw = encodeAuthenticateMessage({ ...message, ...ntlmV2, version, mic });
    for (const [field, offset, empty] of [
      ['lmChallengeResponse', 12, Buffer.alloc(0)],
      ['workstation', 44, ''],
      ['encryptedRandomSessionKey', 52, Buffer.alloc(0)],
    ] as const) {
      for (const nonsense of [8, raw.length - 1, 0xffff_ffff]) {
        const altered = Buffer.from(raw);
        altered.writeUInt32LE(nonsense, offset + 4);
        const { ignored, ...decoded } = decodeAuthenticateMessage(altered);
        // The MIC is found as if the field were not there.
        assert.deepEqual(decoded, { ...message, ...ntlmV2, mic, [field]: empty }, `${field} at ${nonsense}`);
        assert.equal(ignored?.length, 1);
      }
    }
  });

  it('must have what a login is proved with', () => {
    const raw = (change: Partial<AuthenticateMessage>) =>
      encodeAuthenticateMessage({ ...message, ...change });
    for (const [name, offset, change] of [
      ['the LM response of an NTLMv1 login', 12, {}],
      ['the NT response', 20, {}],
      ['the domain', 28, {}],
      ['the user', 36, {}],
      ['the session key of a key exchange', 52, { negotiateFlags: (F.UNICODE | F.KEY_EXCH) >>> 0 }],
    ] as const) {
      const altered = raw(change);
      altered.writeUInt32LE(8, offset + 4);
      assert.throws(() => decodeAuthenticateMessage(altered), /points into the header/, name);
    }
  });

  it('take the character set of the CHALLENGE when they name none', () => {
    const raw = encodeAuthenticateMessage({ ...message, negotiateFlags: F.UNICODE });
    raw.writeUInt32LE(0, 60);
    assert.equal(decodeAuthenticateMessage(raw, F.UNICODE).userName, 'User');
    assert.equal(decodeAuthenticateMessage(raw).userName, 'U\0s\0e\0r\0');
  });
});

describe('layouts of a NEGOTIATE_MESSAGE', () => {
  it('may end after the flags, or before Version', () => {
    const raw = encodeNegotiateMessage({
      negotiateFlags: F.UNICODE,
      domainName: '',
      workstationName: '',
      version: undefined,
    });
    const empty = { negotiateFlags: F.UNICODE, domainName: '', workstationName: '', version: undefined };
    assert.equal(raw.length, 32);
    assert.deepEqual(decodeNegotiateMessage(raw), empty);
    assert.deepEqual(decodeNegotiateMessage(raw.subarray(0, 16)), empty);
    // Cut in a name, which nobody needs: it is left out.
    for (let length = 17; length < 32; length++) {
      const { ignored, ...decoded } = decodeNegotiateMessage(raw.subarray(0, length));
      assert.deepEqual(decoded, empty, `${length} bytes`);
      if (length !== 24) assert.match(String(ignored), /left/, `${length} bytes`);
    }
    for (let length = 0; length < 16; length++) {
      assert.throws(() => decodeNegotiateMessage(raw.subarray(0, length)), CodecError);
    }
  });

  it('may point a name into the header, as Heimdal 7.7 does: it is ignored, and said so', () => {
    const raw = Buffer.from(
      '4e544c4d535350000100000001920840080008001800000000000000000000005400450053005400',
      'hex',
    );
    const { domainName, workstationName, ignored = [] } = decodeNegotiateMessage(raw);
    assert.deepEqual([domainName, workstationName], ['', '']);
    assert.deepEqual(ignored, ['NEGOTIATE_MESSAGE.DomainName at byte 24: points into the header']);
  });

  it('may have nonsense in name fields whose flag is clear', () => {
    const raw = Buffer.alloc(32, 0xff);
    Buffer.from('NTLMSSP\0\x01\0\0\0\x01\0\0\0', 'latin1').copy(raw);
    assert.equal(decodeNegotiateMessage(raw).domainName, '');
  });
});

describe('AV_PAIRs', () => {
  const pair = (id: number, value: string): AvPair => ({ id, value: Buffer.from(value, 'hex') });

  it('are malformed when an AvId comes twice, known or not', () => {
    for (const id of [AvId.MsvAvFlags, 77]) {
      const list = encodeAvPairs([pair(id, '00000000'), pair(id, '02000000')]);
      assert.throws(() => decodeAvPairs(list, 'AV_PAIR'), /comes twice/);
    }
  });

  it('have no value where there is no pair', () => {
    assert.equal(findAvPair([pair(AvId.MsvAvFlags, '02000000')], AvId.MsvAvTimestamp), undefined);
    assert.equal(avFlagsOf([pair(AvId.MsvAvFlags, '02000000')]), 2);
    assert.equal(avFlagsOf([]), 0);
  });

  it('cut anywhere are an error', () => {
    const list = encodeAvPairs([pair(AvId.MsvAvTargetName, '4100'), pair(AvId.MsvAvFlags, '02000000')]);
    for (let length = 0; length < list.length; length++) {
      assert.throws(() => decodeAvPairs(list.subarray(0, length), 'AV_PAIR'), CodecError);
    }
  });
});

describe('messageTypeOf', () => {
  it('tells the type of what begins like an NTLM message', () => {
    assert.equal(messageTypeOf(Buffer.from('NTLMSSP\0\x03\0\0\0', 'latin1')), 3);
    assert.equal(messageTypeOf(Buffer.from('NTLMSSP\0\x03\0\0', 'latin1')), undefined);
    assert.equal(messageTypeOf(Buffer.from('NTLMSSPX\x03\0\0\0', 'latin1')), undefined);
  });
});
