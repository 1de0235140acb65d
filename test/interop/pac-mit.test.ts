import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encryptionTypes } from '../../src/krb5/encryption/index.js';
import { ContextFlags, GSS_CHECKSUM_TYPE } from '../../src/krb5/gss/authenticator-checksum.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { ApOptions } from '../../src/krb5/messages/ap.js';
import {
  decodePac,
  encodePac,
  logonInfoOfAccount,
  type PacContent,
  PacBufferType,
} from '../../src/krb5/pac/index.js';
import { requireGssApi } from '../auth/kerberos/gss-peer.js';
import { forgeApReq, service } from '../krb5/support/forge.js';
import { frameToken } from '../krb5/support/frame-token.js';
import { python } from '../support/impacket.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** The client's name, and each attribute with whether it is authentic, as MIT has them. */
interface Accepted {
  readonly name: string;
  readonly attributes: Readonly<Record<string, readonly [authenticated: boolean, values: readonly string[]]>>;
}

describe('our tickets and PACs in the eyes of MIT’s acceptor', function () {
  this.timeout(10_000);
  const folder = useTemporaryFolder();
  before(async function () {
    await requireGssApi(this);
  });

  const now = Math.floor(Date.now() / 1000) * 1000;
  const authTime = now - 3_600_000;
  const account = {
    account: 'alice',
    domain: 'EXAMPLE',
    domainSid: 'S-1-5-21-1-2-3',
    userId: 1001,
    primaryGroupId: 513,
    groupIds: [1100],
    extraSids: ['S-1-18-1'],
    logonServer: 'KDC',
    logonTime: authTime,
  };
  const content: PacContent = {
    logonInfo: logonInfoOfAccount(account),
    clientInfo: { name: 'alice', authTime },
    upnDnsInfo: { upn: 'alice@example.test', dnsDomainName: 'EXAMPLE.TEST', isUpnConstructed: true },
    requestorSid: 'S-1-5-21-1-2-3-1001',
  };
  const checksum = Buffer.alloc(24);
  checksum.writeUInt32LE(16, 0);
  checksum.writeUInt32LE(ContextFlags.MUTUAL, 20);
  const cksum = { cksumtype: GSS_CHECKSUM_TYPE, checksum };

  function accept(etype: number, key: Buffer, pac: Buffer): Accepted {
    const token = forgeApReq({
      apOptions: ApOptions.MUTUAL_REQUIRED,
      serviceKey: { etype, kvno: 5, key },
      pac,
      part: {
        key: { keytype: etype, keyvalue: Buffer.from(key).reverse() },
        authtime: authTime,
        starttime: authTime,
        endtime: now + 3_600_000,
      },
      // The clock of MIT's library is that of the system, and the other tests of a run take minutes.
      authenticator: { ctime: Math.floor(Date.now() / 1000) * 1000, cksum },
    });
    const keytab = join(folder(), `${etype}.keytab`);
    writeFileSync(keytab, encodeKeytab([{ principal: service, writtenAt: now, kvno: 5, etype, key }]));
    const configuration = join(folder(), 'krb5.conf');
    writeFileSync(configuration, '[libdefaults]\n  default_realm = EXAMPLE.TEST\n  allow_rc4 = true\n');
    const { stdout, stderr } = spawnSync(python, ['test/interop/gss-accept.py'], {
      input: `${frameToken('1.2.840.113554.1.2.2', '0100', token).toString('hex')}\n`,
      env: { ...process.env, KRB5_KTNAME: keytab, KRB5_CONFIG: configuration, KRB5RCACHENAME: 'none:' },
      encoding: 'utf8',
    });
    assert.ok(stdout.startsWith('{'), stderr);
    return JSON.parse(stdout) as Accepted;
  }

  for (const { etype, name, keyLength } of encryptionTypes) {
    const key = Buffer.from(Array.from({ length: keyLength }, (_, at) => at + 1));
    const signers = { server: { etype, key }, kdc: { etype: 18, key: Buffer.alloc(32) } };

    it(`${name}: the signature is right, and every element is found`, () => {
      const pac = encodePac(content, { ...signers, ticketWithoutPac: Buffer.of(0) });
      const { name: client, attributes } = accept(etype, key, pac);
      assert.equal(client, 'alice@EXAMPLE.TEST');
      assert.deepEqual(attributes['urn:mspac:'], [true, [pac.toString('hex')]]);
      const logon = decodePac(pac).buffers.find(({ type }) => type === PacBufferType.LOGON_INFO)?.data;
      assert.deepEqual(attributes['urn:mspac:logon-info'], [true, [logon?.toString('hex')]]);
      for (const element of [
        'client-info',
        'upn-dns-info',
        'server-checksum',
        'privsvr-checksum',
        '16',
        '18',
        '19',
      ])
        assert.equal(attributes[`urn:mspac:${element}`]?.[0], true, element);
    });

    it(`${name}: nothing of a PAC with one other byte is authentic`, () => {
      const pac = encodePac(content, signers);
      pac[pac.indexOf(Buffer.from('alice', 'utf16le'))]! ^= 1;
      assert.ok(Object.values(accept(etype, key, pac).attributes).every(([authenticated]) => !authenticated));
    });
  }
});
