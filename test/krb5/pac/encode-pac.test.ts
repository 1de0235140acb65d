import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { encryptionTypeOf, encryptionTypes, keyUsage } from '../../../src/krb5/encryption/index.js';
import {
  decodePac,
  encodePac,
  GroupAttributes,
  type LogonInfo,
  logonInfoOfAccount,
  logonSids,
  LogonUserFlags,
  PacAttributes,
  PacBufferType,
  type PacContent,
  verifyServerSignature,
} from '../../../src/krb5/pac/index.js';
import { requireProgram } from '../../support/require-program.js';
import { run } from '../../support/run.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { sambaPacs } from '../support/pac-vectors.js';

const DOMAIN = 'S-1-5-21-1-2-3';
const AUTH_TIME = Date.UTC(2026, 0, 2, 3, 4, 5);
const server = { etype: 18, key: Buffer.alloc(32, 1) };
const kdc = { etype: 18, key: Buffer.alloc(32, 2) };

const account = {
  account: 'alice',
  fullName: 'Alice Ångström',
  domain: 'EXAMPLE',
  domainSid: DOMAIN,
  userId: 1001,
  primaryGroupId: 513,
  groupIds: [1100, 1101],
  extraSids: ['S-1-18-1', 'S-1-5-32-544'],
  logonServer: 'FILES',
  logonTime: AUTH_TIME,
  passwordLastSet: AUTH_TIME - 86_400_000,
};

const content: PacContent = {
  logonInfo: logonInfoOfAccount(account),
  clientInfo: { name: 'alice', authTime: AUTH_TIME },
  upnDnsInfo: {
    upn: 'alice@example.test',
    dnsDomainName: 'EXAMPLE.TEST',
    isUpnConstructed: true,
    account: { samName: 'alice', sid: `${DOMAIN}-1001` },
  },
  attributes: PacAttributes.WAS_GIVEN_IMPLICITLY,
  requestorSid: `${DOMAIN}-1001`,
};

/** With every pointer of the structure in use. */
const fullLogon: LogonInfo = {
  ...logonInfoOfAccount(account),
  logonScript: 'a.bat',
  profilePath: '\\\\files\\alice',
  homeDirectory: '\\\\files\\home',
  homeDirectoryDrive: 'H:',
  userFlags: LogonUserFlags.EXTRA_SIDS | LogonUserFlags.RESOURCE_GROUPS,
  resourceGroupDomainSid: 'S-1-5-21-4-5-6',
  resourceGroupIds: [{ relativeId: 1200, attributes: 7 | GroupAttributes.RESOURCE }],
};

describe('krb5/pac: encode and sign', () => {
  it('decodes to the same content, and the server’s signature is right', () => {
    const pac = decodePac(encodePac(content, { server, kdc }));
    const { logonInfo, clientInfo, upnDnsInfo, attributes, requestorSid } = pac;
    assert.deepEqual({ logonInfo, clientInfo, upnDnsInfo, attributes, requestorSid }, content);
    assert.equal(verifyServerSignature(pac, server.key, server.etype), true);
    assert.deepEqual(logonSids(logonInfo!), {
      user: `${DOMAIN}-1001`,
      primaryGroup: `${DOMAIN}-513`,
      groups: [`${DOMAIN}-513`, `${DOMAIN}-1100`, `${DOMAIN}-1101`],
      resourceGroups: [],
      extraSids: ['S-1-18-1', 'S-1-5-32-544'],
    });
  });

  it('leaves out what it is not given: MIT’s small PAC', () => {
    const pac = decodePac(encodePac({ clientInfo: content.clientInfo }, { server, kdc }));
    assert.deepEqual(
      pac.buffers.map(({ type }) => type),
      [PacBufferType.CLIENT_INFO, PacBufferType.SERVER_CHECKSUM, PacBufferType.KDC_CHECKSUM],
    );
  });

  it('re-encodes the logon information of a domain controller to one that says the same', () => {
    for (const vector of sambaPacs) {
      const { logonInfo, clientInfo, upnDnsInfo } = decodePac(vector.pac);
      const again = decodePac(encodePac({ logonInfo, clientInfo: clientInfo!, upnDnsInfo }, { server, kdc }));
      assert.deepEqual(
        [again.logonInfo, again.clientInfo, again.upnDnsInfo],
        [logonInfo, clientInfo, upnDnsInfo],
      );
    }
  });

  for (const { etype, keyLength, checksumType } of encryptionTypes)
    it(`2.8.1 signs with etype ${etype} in the prescribed order`, () => {
      const serverKey = { etype, key: Buffer.alloc(keyLength, 5) };
      const ticketWithoutPac = Buffer.from('EncTicketPart');
      const bytes = encodePac(content, { server: serverKey, kdc, ticketWithoutPac });
      const pac = decodePac(bytes);
      const kdcChecksum = (message: Buffer): Buffer =>
        encryptionTypeOf(kdc.etype)!.checksum(kdc.key, keyUsage.pacSignature, message);
      assert.equal(pac.serverSignature?.signatureType, checksumType);
      assert.equal(verifyServerSignature(pac, serverKey.key, etype), true);
      assert.deepEqual(pac.kdcSignature?.signature, kdcChecksum(pac.serverSignature.signature));
      assert.deepEqual(pac.ticketSignature?.signature, kdcChecksum(ticketWithoutPac));
      const zeroed = Buffer.from(bytes);
      for (const { signature } of [pac.serverSignature, pac.kdcSignature, pac.extendedKdcSignature!])
        zeroed.fill(
          0,
          signature.byteOffset - bytes.byteOffset,
          signature.byteOffset - bytes.byteOffset + signature.length,
        );
      assert.deepEqual(pac.extendedKdcSignature?.signature, kdcChecksum(zeroed));
    });

  it('refuses keys that are none', () => {
    assert.throws(() => encodePac(content, { server: { etype: 3, key: Buffer.alloc(8) }, kdc }), RangeError);
    assert.throws(
      () => encodePac(content, { server: { ...server, key: Buffer.alloc(16) }, kdc }),
      RangeError,
    );
  });

  it('gives back any logon information', () => {
    fc.assert(
      fc.property(logons, names, (logonInfo, name) => {
        const clientInfo = { name, authTime: AUTH_TIME };
        const pac = decodePac(encodePac({ logonInfo, clientInfo }, { server, kdc }));
        assert.deepEqual([pac.logonInfo, pac.clientInfo], [logonInfo, clientInfo]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('krb5/pac: our PACs in the eyes of Samba’s ndrdump', function () {
  const folder = useTemporaryFolder();
  before(function () {
    requireProgram(this, 'ndrdump', false);
  });

  for (const [name, logonInfo] of [
    ['of an account', content.logonInfo],
    ['with all there can be in it', fullLogon],
  ] as const)
    it(`reads a PAC ${name} to its last byte`, async () => {
      const file = join(folder(), 'pac');
      writeFileSync(
        file,
        encodePac({ ...content, logonInfo }, { server, kdc, ticketWithoutPac: Buffer.of(1) }),
      );
      const { code, stdout, stderr } = await run('ndrdump', ['krb5pac', 'PAC_DATA', 'struct', file]);
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, /dump OK/);
      assert.doesNotMatch(stdout + stderr, /unread|ERR/i);
      for (const expected of [
        "'alice'",
        "'Alice Ångström'",
        "'EXAMPLE'",
        'S-1-18-1',
        'S-1-5-32-544',
        'S-1-5-21-1-2-3-1001',
        "'alice@example.test'",
        'PAC_TYPE_FULL_CHECKSUM',
        'PAC_TYPE_REQUESTER_SID',
      ])
        assert.ok(stdout.includes(expected), `${expected}\n${stdout}`);
      if (logonInfo === fullLogon) assert.match(stdout, /S-1-5-21-4-5-6/);
    });
});

const names = fc.string({ unit: 'binary', maxLength: 20 });
const number32 = fc.integer({ min: 0, max: 0xffff_ffff });
const times = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });
const domains = fc
  .array(number32, { maxLength: 14 })
  .map((subAuthorities) => ['S-1-5', ...subAuthorities].join('-'));
const plain = { noNullPrototype: true };
const groups = fc.array(fc.record({ relativeId: number32, attributes: number32 }, plain), { maxLength: 5 });
const logons: fc.Arbitrary<LogonInfo> = fc
  .record({
    numbers: fc.record({
      logonCount: fc.integer({ min: 0, max: 0xffff }),
      badPasswordCount: fc.integer({ min: 0, max: 0xffff }),
      userId: number32,
      primaryGroupId: number32,
      userFlags: number32,
      userAccountControl: number32,
      subAuthStatus: number32,
      failedILogonCount: number32,
    }),
    names: fc.record({
      effectiveName: names,
      fullName: names,
      logonScript: names,
      profilePath: names,
      homeDirectory: names,
      homeDirectoryDrive: names,
      logonServer: names,
      logonDomainName: names,
    }),
    times: fc.record({
      logonTime: times,
      logoffTime: times,
      kickOffTime: times,
      passwordLastSet: times,
      passwordCanChange: times,
      passwordMustChange: times,
      lastSuccessfulILogon: times,
      lastFailedILogon: times,
    }),
    sids: fc.record({
      groupIds: groups,
      logonDomainId: fc.option(domains, { nil: undefined }),
      extraSids: fc.array(
        fc.record({ sid: fc.option(domains, { nil: undefined }), attributes: number32 }, plain),
        {
          maxLength: 5,
        },
      ),
      resourceGroupDomainSid: fc.option(domains, { nil: undefined }),
      resourceGroupIds: groups,
    }),
  })
  .map((parts) => ({ ...parts.numbers, ...parts.names, ...parts.times, ...parts.sids }));
