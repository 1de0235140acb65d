import assert from 'node:assert/strict';
import { fromBER, ObjectIdentifier } from 'asn1js';
import * as fc from 'fast-check';
import { CodecError, Reader } from '../../../src/bytes/index.js';
import { readMechType } from '../../../src/auth/spnego/mech-type.js';
import {
  decodeNegTokenInit,
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
  mechType,
} from '../../../src/auth/spnego/index.js';
import { decodeReceivedToken } from '../../../src/auth/spnego/received-token.js';
import { KERBEROS, NEGOEX, NTLM } from './support.js';

/** The NegTokenInit2 of [MS-SPNG] 4, with a NEGOEX token in it. */
const MS_SPNG_4 = Buffer.from(
  `6082015d06062b0601050502a0820151 3082014da01a3018060a2b060104018237
   02021e060a2b06010401823702020aa2820101 0481fe4e45474f45585453010000000000000060000000
   70000000cffa11765e1259 9a347d766852bfce709745 8710bb8242b4c7dfbad2da897aa311a7d868463430952562dc13c554f20100
   0000000000000060000000010000000000000000000000 5c33530deaf90d4db2ec4ae3786ec3084e45474f455854530300000001
   000000400000008e000000cffa11765e12599a347d766852bfce705c33530deaf90d4db2ec4ae3786ec308400000004e000000304c
   a04a3048302a8028302631243022060355040313 1b584d4c50726f766964657220496e7465726d65646961746520434130
   1a80183016311430120603550403130b584d4c50726f7669646572a32a3028a0261b246e6f745f646566696e65645f696e5f52
   464334313738 40706c656173655f69676e6f7265`.replaceAll(/\s/g, ''),
  'hex',
);

/** One element with a short length, in hex. */
function element(tag: string, contents: string): string {
  return tag + (contents.length / 2).toString(16).padStart(2, '0') + contents;
}

/** A first token with the given fields, in hex. */
function init(fields: string): string {
  return element('60', `06062b0601050502${element('a0', element('30', fields))}`);
}

describe('auth/spnego/tokens', () => {
  describe('NegTokenInit2, [MS-SPNG] 2.2.1 and 4', () => {
    it('reads the hint name, and the mechanisms in order', () => {
      const decoded = decodeNegTokenInit(MS_SPNG_4);
      assert.deepEqual(
        decoded.mechTypes.map(({ oid }) => oid),
        [NEGOEX, NTLM],
      );
      assert.equal(decoded.hintName, 'not_defined_in_RFC4178@please_ignore');
      assert.equal(decoded.mechToken?.subarray(0, 8).toString('latin1'), 'NEGOEXTS');
      assert.equal(decoded.mechListMic, undefined);
    });

    it('is encoded to the same bytes', () => {
      const { mechTypes, mechToken, hintName } = decodeNegTokenInit(MS_SPNG_4);
      const again = encodeNegTokenInit({ mechTypes: mechTypes.map(({ oid }) => oid), mechToken, hintName });
      assert.deepEqual(again, MS_SPNG_4);
    });

    it('moves mechListMIC to [4]', () => {
      const token = encodeNegTokenInit({ mechTypes: [NTLM], hintName: 'x', mechListMic: Buffer.from('mic') });
      assert.equal(token.at(-7), 0xa4);
      assert.equal(decodeNegTokenInit(token).mechListMic?.toString(), 'mic');
    });
  });

  it('RFC 4178 appendix D: the MechTypeList is what stands under [0], tag 0x30 included', () => {
    const { mechTypeList } = decodeNegTokenInit(encodeNegTokenInit({ mechTypes: [KERBEROS] }));
    assert.equal(mechTypeList.toString('hex'), '300b06092a864886f712010202');
  });

  it('RFC 4178 4.2.1: reqFlags is ignored', () => {
    const token = Buffer.from('601b06062b0601050502a011300fa0073005060355040aa104030202fc', 'hex');
    assert.equal(decodeNegTokenInit(token).mechTypes.length, 1);
  });

  describe('an independent DER implementation agrees', () => {
    it('on NegTokenResp', () => {
      const token = encodeNegTokenResp({
        negState: 'request-mic',
        supportedMech: mechType(NTLM),
        responseToken: Buffer.alloc(300, 1),
        mechListMic: Buffer.alloc(16, 2),
      });
      const parsed = fromBER(token);
      assert.equal(parsed.offset, token.length);
      assert.deepEqual(Buffer.from(parsed.result.toBER()), token);
      const text = parsed.result.toString();
      assert.match(
        text,
        /ENUMERATED : 3[^]*OBJECT IDENTIFIER : 1\.3\.6\.1\.4\.1\.311\.2\.2\.10[^]*OCTET STRING/,
      );
    });

    it('on object identifiers', () => {
      const arcs = fc.array(fc.oneof(fc.nat(300), fc.bigInt(0n, 2n ** 130n)), {
        minLength: 1,
        maxLength: 12,
      });
      const first = fc.oneof(
        fc.tuple(fc.constantFrom(0, 1), fc.nat(39)),
        fc.tuple(fc.constant(2), fc.nat(100_000)),
      );
      fc.assert(
        fc.property(first, arcs, ([root, second], rest) => {
          const oid = [root, second, ...rest].join('.');
          const der = Buffer.from(new ObjectIdentifier({ value: oid }).toBER());
          assert.equal(readMechType(new Reader(der, 'Test'), 'oid').oid, oid);
        }),
      );
    });
  });

  describe('malformed tokens', () => {
    const list = 'a00c300a06082b06010401823702'; // any object identifier will do
    const tokens: readonly (readonly [string, string])[] = [
      ['empty', ''],
      ['a lone tag', '60'],
      ['something else in the framing of SPNEGO', '600a06062b0601050502a200'],
      ['mechTypes absent', init('')],
      ['mechTypes empty', init('a0023000')],
      ['mechTypes of other things than OIDs', init('a00430020500')],
      ['an empty OID', init('a00430020600')],
      ['an OID that ends in mid-arc', init('a0053003060186')],
      ['an OID with a padded arc', init('a007300506032a8001')],
      ['two lists', init(list + list)],
      ['trailing bytes in [0]', init('a00f300a06082b060104018237020500ff')],
      ['mechToken before mechTypes', init(`a2020400${list}`)],
      ['mechToken twice', init(`${list}a2020400a2020400`)],
      ['mechToken as a constructed string', init(`${list}a2022400`)],
      ['mechListMIC of another type', init(`${list}a3020500`)],
      ['reqFlags of another type', init(`${list}a1020400`)],
      ['bytes after the token', `${init(list)}00`],
      ['NTLMSSP after the token', `${init(list)}4e544c4d53535000`],
      ['65 mechanisms', encodeNegTokenInit({ mechTypes: Array<string>(65).fill(NTLM) }).toString('hex')],
      ['negState 4', 'a1073005a0030a0104'],
      ['negState of two octets', 'a1083006a0040a020000'],
      ['negState empty', 'a1063004a0020a00'],
      ['NegTokenResp, bytes after it', 'a1073005a0030a010000'],
      ['NegTokenResp, bytes after the SEQUENCE', 'a1093005a0030a01000500'],
      ['NegTokenResp, fields out of order', 'a10b3009a2020400a0030a0100'],
      ['NegTokenResp of indefinite length', 'a180300000000000'],
      ['NegTokenInit without its framing', init(list).slice(20)],
      ['an HTTP request', Buffer.from('GET / HTTP/1.1').toString('hex')],
    ];
    for (const [name, hex] of tokens) {
      it(name, () => {
        assert.throws(() => decodeReceivedToken(Buffer.from(hex, 'hex')), CodecError);
      });
    }
    it('an OID longer than any, whose arc would take the square of its length to work out', () => {
      const longest = Buffer.from(`068201002b${'81'.repeat(254)}01`, 'hex');
      readMechType(new Reader(longest, 'MechType'), 'mechType');
      const longer = Buffer.from(`068201012b${'81'.repeat(255)}01`, 'hex');
      assert.throws(() => readMechType(new Reader(longer, 'MechType'), 'mechType'), CodecError);
    });
    it('(and the frame these were built in is good)', () => {
      assert.equal(decodeReceivedToken(Buffer.from(init(list), 'hex')).form, 'init');
    });
  });

  it('RFC 2743 3.1: framed for another mechanism it is no NegTokenInit', () => {
    const token = encodeNegTokenInit({ mechTypes: [NTLM] });
    token.writeUInt8(3, token.indexOf('06062b0601050502', 0, 'hex') + 7);
    assert.throws(() => decodeNegTokenInit(token), { structure: 'NegTokenInit', field: 'thisMech' });
  });

  describe('properties', () => {
    const octets = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
    const optionalOctets = fc.option(octets, { nil: undefined });

    it('NegTokenResp survives a round trip', () => {
      const states = fc.constantFrom(
        'accept-completed',
        'accept-incomplete',
        'reject',
        'request-mic',
        undefined,
      );
      fc.assert(
        fc.property(states, optionalOctets, optionalOctets, (negState, responseToken, mechListMic) => {
          const resp = { negState, supportedMech: undefined, responseToken, mechListMic } as const;
          assert.deepEqual(decodeNegTokenResp(encodeNegTokenResp(resp)), resp);
        }),
      );
    });

    it('NegTokenInit survives a round trip', () => {
      const oids = fc.array(fc.constantFrom(NTLM, KERBEROS, NEGOEX), { minLength: 1, maxLength: 64 });
      const hint = fc.option(fc.string(), { nil: undefined });
      fc.assert(
        fc.property(
          oids,
          optionalOctets,
          hint,
          optionalOctets,
          (mechTypes, mechToken, hintName, mechListMic) => {
            const decoded = decodeNegTokenInit(
              encodeNegTokenInit({ mechTypes, mechToken, hintName, mechListMic }),
            );
            assert.deepEqual(
              { ...decoded, mechTypes: decoded.mechTypes.map(({ oid }) => oid), mechTypeList: undefined },
              { mechTypes, mechTypeList: undefined, mechToken, hintName, mechListMic },
            );
          },
        ),
      );
    });

    it('decoders throw nothing but CodecError, whatever comes', () => {
      const seeds = [MS_SPNG_4, encodeNegTokenResp({ negState: 'reject', responseToken: Buffer.alloc(9) })];
      const mutated = fc
        .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }))
        .map(([seed, changes]) => {
          const bytes = Buffer.from(seed);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          return bytes;
        });
      fc.assert(
        fc.property(fc.oneof(octets, mutated), (bytes) => {
          try {
            decodeReceivedToken(bytes);
          } catch (error) {
            assert.ok(error instanceof CodecError, String(error));
          }
        }),
        { numRuns: 2000 },
      );
    });
  });
});

describe('mechanism types on the wire', () => {
  const usual = [
    '1.3.6.1.5.5.2',
    '1.3.6.1.4.1.311.2.2.10',
    '1.2.840.113554.1.2.2',
    '1.2.840.48018.1.2.2',
    '1.3.6.1.4.1.311.2.2.30',
  ];

  it('the usual ones and any other are read alike, with the bytes that were received', () => {
    const offered = [...usual, '1.3.6.1.4.1.311.2.2.11', '1.3.6.1.5.5.2.1', ...usual];
    const { mechTypes } = decodeNegTokenInit(encodeNegTokenInit({ mechTypes: offered }));
    assert.deepEqual(mechTypes, offered.map(mechType));
  });

  it('a usual one that is cut is an error', () => {
    for (const oid of usual) {
      const { der } = mechType(oid);
      for (let length = 0; length < der.length; length++) {
        const reader = new Reader(der.subarray(0, length), 'token');
        assert.throws(() => readMechType(reader, 'mechType'), CodecError, `${oid}, ${length} bytes`);
      }
    }
  });
});
