import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readElement } from '../../src/der/der.js';
import { Reader } from '../../src/bytes/index.js';
import { decode } from '../../src/der/structure.js';
import { readObjectIdentifier } from '../../src/der/object-identifier.js';
import { keyUsage } from '../../src/krb5/encryption/index.js';
import { apReq, type Authenticator, authenticator } from '../../src/krb5/messages/ap.js';
import { encKrbCredPart, krbCred } from '../../src/krb5/messages/krb-cred.js';
import { type EncTicketPart, TicketFlags } from '../../src/krb5/messages/ticket.js';
import { createTestRealm, type TestRealm } from '../../src/realm/index.js';
import { python, requireImpacket } from '../support/impacket.js';
import { requireProgram } from '../support/require-program.js';
import { type Finished, run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { openServiceTicket, pacOf, typeOf } from './kdc-client.js';

const SECOND = 1000;

/** The token id of an AP-REQ behind the OID of Kerberos (RFC 4121 4.1). */
const AP_REQ = 0x0100;

/** Prints MIT GSS-API's first token for cifs@files.example.test; further arguments are flags. */
const firstToken = `
import sys, gssapi
flags = {getattr(gssapi.RequirementFlag, word) for word in sys.argv[1:]}
name = gssapi.Name('cifs@files.example.test', gssapi.NameType.hostbased_service)
krb5 = gssapi.OID.from_int_seq('1.2.840.113554.1.2.2')
print(gssapi.SecurityContext(name=name, mech=krb5, flags=flags, usage='initiate').step().hex())
`;

/** impacket asks port 88 alone: the port of the realm is put in its place. */
const impacketLogin = `
import sys
from impacket.krb5 import kerberosv5, constants
from impacket.krb5.types import Principal
port, user, password, nthash = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
lookup = kerberosv5.socket.getaddrinfo
kerberosv5.socket.getaddrinfo = lambda host, _, *rest: lookup(host, port, *rest)
client = Principal(user, type=constants.PrincipalNameType.NT_PRINCIPAL.value)
try:
    tgt, cipher, old, session = kerberosv5.getKerberosTGT(client, password, 'EXAMPLE.TEST', '', nthash, kdcHost='127.0.0.1')
    print('TGT', cipher.enctype)
    service = Principal('cifs/files.example.test', type=constants.PrincipalNameType.NT_SRV_INST.value)
    kerberosv5.getKerberosTGS(service, 'EXAMPLE.TEST', '127.0.0.1', tgt, cipher, session)
    print('TGS')
except kerberosv5.KerberosError as error:
    print(constants.ErrorCodes(error.getErrorCode()).name)
`;

describe('realm: initiators', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();
  let realm: TestRealm;
  let caches = 0;

  before(async () => {
    realm = createTestRealm({
      realm: 'EXAMPLE.TEST',
      accounts: [
        { name: 'alice', password: 'Pa55w0rd!', groups: ['staff'] },
        { name: 'hashed', ntHash: '8846f7eaee8fb117ad06bdd830b7586c' },
      ],
    });
    await realm.listen();
  });
  after(() => realm.close());

  describe('MIT GSS-API', () => {
    before(async function () {
      requireProgram(this, 'kinit');
      const found = await run(python, ['-c', 'import gssapi']).catch(() => undefined);
      if (found?.code === 0) return;
      if (process.env['CI'] === 'true') throw new Error(`${python} has no gssapi (python3-gssapi)`);
      this.skip();
    });

    /** The ticket and the authenticator of a first token, decrypted with the keys of the realm. */
    async function initiate(
      ...flags: readonly string[]
    ): Promise<{ contents: EncTicketPart; proof: Authenticator }> {
      caches += 1;
      const cache = join(folder(), `cc-${caches}`);
      writeFileSync(cache, await realm.credentialCache('alice'), { mode: 0o600 });
      const env = {
        KRB5_CONFIG: join(realm.directory ?? '', 'krb5.conf'),
        KRB5CCNAME: `FILE:${cache}`,
      };
      const { code, stdout, stderr } = await run(python, ['-c', firstToken, ...flags], { env });
      assert.equal(code, 0, stderr);
      const token = Buffer.from(stdout.trim(), 'hex');
      const inner = readElement(new Reader(token, 'InitialContextToken'), 0x60, 'token');
      assert.equal(readObjectIdentifier(inner, 'thisMech'), '1.2.840.113554.1.2.2');
      assert.equal(inner.bytes(2, 'TOK_ID').readUInt16BE(), AP_REQ);
      const req = decode(apReq, inner.rest(), 'AP-REQ');
      const contents = openServiceTicket(realm, req.ticket);
      const { keytype, keyvalue } = contents.key;
      const { cipher } = req.authenticator;
      const plain = typeOf(keytype).decrypt(keyvalue, keyUsage.apReqAuthenticator, cipher);
      assert.ok(plain);
      return { contents, proof: decode(authenticator, plain, 'Authenticator') };
    }

    it('shows a ticket of the credential cache, with the PAC of the account', async () => {
      const { contents, proof } = await initiate('mutual_authentication');
      assert.deepEqual(proof.cname, contents.cname);
      assert.equal(pacOf(contents)?.logonInfo?.effectiveName, 'alice');
      assert.ok(Math.abs(proof.ctime - Date.now()) < 60 * SECOND);
    });

    for (const seconds of [3600, -3600]) {
      it(`a clock ${seconds} seconds off makes the authenticator so, and the ticket is right`, async () => {
        realm.script('alice', { clockSkewSeconds: seconds });
        const { contents, proof } = await initiate('mutual_authentication');
        realm.script('alice', undefined);
        const off = proof.ctime - Date.now() - seconds * SECOND;
        assert.ok(Math.abs(off) < 60 * SECOND, String(off));
        assert.ok(Math.abs((contents.starttime ?? 0) - Date.now()) < 60 * SECOND);
      });
    }

    for (const ticket of ['expired', 'not-yet-valid'] as const) {
      it(`shows a ticket that is ${ticket} inside`, async () => {
        realm.script('cifs/files.example.test', { ticket });
        const { contents } = await initiate('mutual_authentication');
        realm.script('cifs/files.example.test', undefined);
        if (ticket === 'expired') assert.ok(contents.endtime < Date.now() - 3600 * SECOND);
        else assert.ok((contents.starttime ?? 0) > Date.now() + 3600 * SECOND);
      });
    }

    it('delegates a forwarded ticket-granting ticket', async () => {
      const { contents, proof } = await initiate('mutual_authentication', 'delegate_to_peer');
      const { cksumtype, checksum } = proof.cksum ?? {};
      assert.equal(cksumtype, 0x8003);
      // RFC 4121 4.1.1: 16 octets of bindings behind their length, flags, DlgOpt, Dlgth, Deleg.
      assert.equal(checksum?.readUInt16LE(24), 1);
      const length = checksum.readUInt16LE(26);
      const { encPart } = decode(krbCred, checksum.subarray(28, 28 + length), 'KRB-CRED');
      const { keytype, keyvalue } = contents.key;
      const plain = typeOf(keytype).decrypt(keyvalue, keyUsage.krbCred, encPart.cipher);
      assert.ok(plain);
      const [info] = decode(encKrbCredPart, plain, 'EncKrbCredPart').ticketInfo;
      assert.deepEqual(info?.sname?.nameString, ['krbtgt', 'EXAMPLE.TEST']);
      const flags = TicketFlags.FORWARDED | TicketFlags.FORWARDABLE;
      assert.equal((info.flags ?? 0) & flags, flags);
    });
  });

  describe('impacket', () => {
    before(async function () {
      await requireImpacket(this);
    });

    const logIn = (user: string, password: string, hash = ''): Promise<Finished> =>
      run(python, ['-c', impacketLogin, String(realm.address?.port), user, password, hash]);

    it('gets a ticket-granting ticket; its TGS-REQ has no checksum, which the RFC demands', async () => {
      const { stdout, stderr } = await logIn('alice', 'Pa55w0rd!');
      assert.equal(stdout, 'TGT 18\nKRB_AP_ERR_INAPP_CKSUM\n', stderr);
    });

    it('gets one by the NT hash of an account that has nothing else', async () => {
      const { stdout, stderr } = await logIn('hashed', '', '8846f7eaee8fb117ad06bdd830b7586c');
      assert.equal(stdout, 'TGT 23\nKRB_AP_ERR_INAPP_CKSUM\n', stderr);
    });

    it('is told of a wrong password', async () => {
      const { stdout, stderr } = await logIn('alice', 'wrong');
      assert.equal(stdout, 'KDC_ERR_PREAUTH_FAILED\n', stderr);
    });
  });
});
