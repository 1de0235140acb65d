import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CodecError, Writer } from '../../../src/bytes/index.js';
import { decodePac, describesClient, logonSids, PacBufferType } from '../../../src/krb5/pac/index.js';
import { buffer, refusesEveryPrefix, throwsOnlyCodecError } from '../../rpc/support/codec-error.js';
import { examplePac, mitPacs, sambaPacs } from '../support/pac-vectors.js';

const DOMAIN = 'S-1-5-21-2667838132-319082908-2687974535';

/** A PACTYPE of elements at given offsets; `length` bytes in all. */
function pacOf(
  length: number,
  ...elements: readonly (readonly [type: number, size: number, offset: number])[]
): Buffer {
  const w = new Writer().u32(elements.length).u32(0);
  for (const [type, size, offset] of elements) w.u32(type).u32(size).u64(BigInt(offset));
  return w.zero(length - w.offset).finish();
}

const withElement = (type: number, data: Buffer): Buffer =>
  Buffer.concat([pacOf(24, [type, data.length, 24]), data]);

describe('krb5/pac: decode', () => {
  for (const { etype, pac } of sambaPacs)
    it(`reads the PAC of a domain controller for a service of etype ${etype}`, () => {
      const { logonInfo, clientInfo, upnDnsInfo, buffers } = decodePac(pac);
      assert.ok(logonInfo);
      assert.deepEqual(logonSids(logonInfo), {
        user: `${DOMAIN}-1103`,
        primaryGroup: `${DOMAIN}-513`,
        groups: [513, 1107, 1108, 1110].map((rid) => `${DOMAIN}-${rid}`),
        resourceGroups: [],
        extraSids: ['S-1-18-1'],
      });
      assert.equal(logonInfo.effectiveName, 'alice');
      assert.equal(logonInfo.logonServer, 'DC1');
      assert.equal(logonInfo.logonDomainName, 'ADLAB');
      assert.equal(logonInfo.logonCount > 0, true);
      assert.equal(clientInfo?.name, 'alice');
      assert.deepEqual(upnDnsInfo, {
        upn: 'alice@ad.lab.test',
        dnsDomainName: 'AD.LAB.TEST',
        isUpnConstructed: false,
        account: { samName: 'alice', sid: `${DOMAIN}-1103` },
      });
      assert.deepEqual(
        buffers.map(({ type }) => type),
        [1, 10, 12, 6, 7, 16, 19],
      );
    });

  for (const { etype, pac } of mitPacs)
    it(`reads MIT's small PAC for a service of etype ${etype}`, () => {
      const { logonInfo, upnDnsInfo, clientInfo, ticketSignature, serverSignature } = decodePac(pac);
      assert.equal(logonInfo, undefined);
      assert.equal(upnDnsInfo, undefined);
      assert.equal(clientInfo?.name, 'alice');
      assert.equal(ticketSignature?.signatureType, 16);
      assert.equal(serverSignature?.signatureType, { 17: 15, 18: 16, 19: 19, 20: 20, 23: -138 }[etype]);
    });

  it('[MS-PAC] 3 reads the example: names, 26 groups, 13 extra SIDs, signatures of type -138', () => {
    const { logonInfo, clientInfo, serverSignature, kdcSignature } = decodePac(examplePac);
    assert.ok(logonInfo);
    const { effectiveName, fullName, logonScript, userId, logonServer, logonDomainName, kickOffTime } =
      logonInfo;
    assert.deepEqual(
      { effectiveName, fullName, logonScript, userId, logonServer, logonDomainName, kickOffTime },
      {
        effectiveName: 'lzhu',
        fullName: 'Liqiang(Larry) Zhu',
        logonScript: 'ntds2.bat',
        userId: 2914711,
        logonServer: 'NTDEV-DC-05',
        logonDomainName: 'NTDEV',
        kickOffTime: 0x7fff_ffff_ffff_ffffn,
      },
    );
    const { groups, extraSids } = logonSids(logonInfo);
    assert.equal(groups.length, 26);
    assert.equal(groups[0], 'S-1-5-21-397955417-626881126-188441444-3392609');
    assert.equal(extraSids.length, 13);
    assert.equal(extraSids[0], 'S-1-5-21-773533881-1816936887-355810188-513');
    assert.deepEqual(clientInfo, { name: 'lzhu', authTime: Date.UTC(2006, 3, 28, 1, 42, 50) });
    assert.equal(serverSignature?.signatureType, -138);
    assert.equal(serverSignature?.signature.toString('hex'), '41edce9a34815d3aef7bc98874805d25');
    assert.equal(kdcSignature?.signature.toString('hex'), 'f7a534dab2c02986efe0fbe5110a4f32');
  });

  it('refuses every PAC that is cut off, but for the padding at its end', () => {
    for (const pac of [...sambaPacs, ...mitPacs].map((vector) => vector.pac)) {
      const { buffers } = decodePac(pac);
      const end = Math.max(...buffers.map(({ offset, data }) => offset + data.length));
      assert.ok(pac.length - end < 8);
      refusesEveryPrefix(pac.subarray(0, end), decodePac);
    }
  });

  it('throws only CodecError, whatever the bytes', () => {
    fc.assert(fc.property(buffer(200), (bytes) => throwsOnlyCodecError(() => decodePac(bytes))));
  });

  it('throws only CodecError for a PAC with a changed byte, and its SIDs never throw', () => {
    for (const pac of [sambaPacs[0]!.pac, examplePac])
      for (let at = 0; at < pac.length; at++) {
        const changed = Buffer.from(pac);
        changed[at]! ^= 1 << (at % 8);
        throwsOnlyCodecError(() => {
          const { logonInfo } = decodePac(changed);
          if (logonInfo !== undefined) logonSids(logonInfo);
        });
      }
  });
});

describe('krb5/pac: [MS-PAC] 2.3, 2.4 PACTYPE', () => {
  it('has nothing in it that nobody put there', () => {
    const pac = decodePac(pacOf(8));
    assert.deepEqual(pac.buffers, []);
    assert.equal(pac.serverSignature, undefined);
  });

  for (const [fault, pac] of [
    ['a version that is not 0', Buffer.from('0000000001000000', 'hex')],
    [
      'more elements than there are types',
      pacOf(1024, ...Array.from({ length: 33 }, () => [99, 0, 1000] as const)),
    ],
    ['a count that the bytes have not', Buffer.from('2000000000000000', 'hex')],
    ['an element off the boundary of 8', pacOf(64, [99, 8, 28])],
    ['an element behind the end', pacOf(64, [99, 9, 56])],
    ['an element in the header', pacOf(64, [99, 8, 16])],
    ['elements that overlap', pacOf(64, [99, 16, 40], [98, 8, 48])],
    ['the same bytes twice', pacOf(64, [99, 8, 40], [98, 8, 40])],
    [
      'an offset of 64 bits',
      Buffer.concat([Buffer.from('0100000000000000630000000000000000000000000000f0', 'hex')]),
    ],
  ] as const)
    it(`refuses ${fault}`, () => assert.throws(() => decodePac(pac), CodecError));

  it('ignores types that it does not know, empty elements and a further element of a type', () => {
    const first = Buffer.from('0101000000000005', 'hex');
    const pac = Buffer.concat([
      pacOf(
        88,
        [PacBufferType.REQUESTOR_SID, 8, 88],
        [99, 0, 88],
        [98, 4, 96],
        [PacBufferType.REQUESTOR_SID, 8, 104],
      ),
      Buffer.from('010000000000000b', 'hex'),
      Buffer.from('ffffffff00000000', 'hex'),
      first,
    ]);
    assert.equal(decodePac(pac).requestorSid, 'S-1-11');
  });
});

describe('krb5/pac: elements', () => {
  const {
    CLIENT_INFO,
    UPN_DNS_INFO,
    SERVER_CHECKSUM,
    ATTRIBUTES,
    REQUESTOR_SID,
    REQUESTOR_GUID,
    LOGON_INFO,
  } = PacBufferType;
  const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

  it('2.14, 2.15, 2.16 reads attributes, the requestor SID and the requestor GUID', () => {
    assert.equal(decodePac(withElement(ATTRIBUTES, hex('02000000 01000000'))).attributes, 1);
    assert.equal(decodePac(withElement(ATTRIBUTES, hex('00000000'))).attributes, 0);
    assert.equal(
      decodePac(withElement(REQUESTOR_SID, hex('0101000000000005 12000000'))).requestorSid,
      'S-1-5-18',
    );
    assert.equal(
      decodePac(withElement(REQUESTOR_GUID, hex('000102030405060708090a0b0c0d0e0f'))).requestorGuid,
      '03020100-0504-0706-0809-0a0b0c0d0e0f',
    );
  });

  it('2.8 reads the RODCIdentifier behind a signature, and a signature of an unknown type as it is', () => {
    const rodc = decodePac(
      withElement(SERVER_CHECKSUM, hex(`0f000000 ${'aa'.repeat(12)} 0b01`)),
    ).serverSignature;
    assert.deepEqual(rodc, { signatureType: 15, signature: Buffer.alloc(12, 0xaa), rodcIdentifier: 0x010b });
    const unknown = decodePac(withElement(SERVER_CHECKSUM, hex('07000000 aabb'))).serverSignature;
    assert.deepEqual(unknown, { signatureType: 7, signature: hex('aabb') });
  });

  for (const [fault, type, data] of [
    ['a signature shorter than its type', SERVER_CHECKSUM, hex(`10000000 ${'aa'.repeat(11)}`)],
    ['a signature longer than its type', SERVER_CHECKSUM, hex(`10000000 ${'aa'.repeat(16)}`)],
    ['half a RODCIdentifier', SERVER_CHECKSUM, hex(`10000000 ${'aa'.repeat(13)}`)],
    ['bytes behind the name', CLIENT_INFO, hex('0000000000000000 0200 6100 6200')],
    ['half a character', CLIENT_INFO, hex('0000000000000000 0100 61')],
    ['a UPN outside the element', UPN_DNS_INFO, hex('0400 0c00 0000 0000 00000000 6100')],
    [
      'a SID that is shorter than it says',
      UPN_DNS_INFO,
      hex('0000 0000 0000 0000 02000000 0000 0000 0800 1400 0101000000000005'),
    ],
    ['flags that are not there', ATTRIBUTES, hex('21000000 01000000')],
    ['bytes behind the SID', REQUESTOR_SID, hex('0101000000000005 12000000 00')],
    ['a GUID of 15 bytes', REQUESTOR_GUID, Buffer.alloc(15)],
    ['a logon of no bytes', LOGON_INFO, Buffer.alloc(0)],
  ] as const)
    it(`refuses ${fault}`, () => assert.throws(() => decodePac(withElement(type, data)), CodecError));

  it('2.7 belongs to a ticket of the same client and the same second', () => {
    const info = { name: 'alice', authTime: 1_000_000 };
    assert.equal(describesClient(info, 'alice', 'A.TEST', 1_000_000), true);
    assert.equal(describesClient({ ...info, name: 'alice@A.TEST' }, 'alice', 'A.TEST', 1_000_000), true);
    const enterprise = { ...info, name: 'alice@b.test' };
    assert.equal(describesClient(enterprise, 'alice\\@b.test', 'A.TEST', 1_000_000), true);
    assert.equal(describesClient(info, 'bob', 'A.TEST', 1_000_000), false);
    assert.equal(describesClient({ ...info, name: 'alice@B.TEST' }, 'alice', 'A.TEST', 1_000_000), false);
    assert.equal(describesClient(info, 'alice', 'A.TEST', 1_001_000), false);
  });
});
