import assert from 'node:assert/strict';
import { decode, encode } from '../../src/der/structure.js';
import { kerbErrorData } from '../../src/krb5/messages/kerb-error-data.js';
import { KdcOptions } from '../../src/krb5/messages/kdc.js';
import { kerbPaPacRequest, PaDataType } from '../../src/krb5/messages/padata.js';
import { NameType } from '../../src/krb5/messages/principal.js';
import { TicketFlags } from '../../src/krb5/messages/ticket.js';
import {
  ask,
  checksum,
  CIFS,
  HOUR,
  keyOf,
  KRBTGT,
  logIn,
  makeAsReq,
  makeRealm,
  methodsOf,
  name,
  openServiceTicket,
  pacOf,
  readAsRep,
  readError,
  REALM,
  saltsOf,
  SECOND,
  timestampOf,
  typeOf,
} from './kdc-client.js';

describe('realm: AS exchange (RFC 4120 3.1)', () => {
  it('5.2.7.5: asks for an encrypted timestamp, and tells the salts in the order of the client', async () => {
    const { realm, runtime } = makeRealm();
    const error = readError(await realm.answer(makeAsReq({ etype: [3, 19, 17, 23, 18] })));
    assert.equal(error.code, 'KDC_ERR_PREAUTH_REQUIRED');
    assert.equal(error.stime, runtime.now());
    assert.deepEqual(error.cname?.nameString, ['alice']);
    assert.deepEqual(error.sname.nameString, ['krbtgt', REALM]);
    const methods = methodsOf(error);
    assert.deepEqual(
      methods.map(({ padataType }) => padataType),
      [PaDataType.ENC_TIMESTAMP, PaDataType.ETYPE_INFO2],
    );
    const salt = 'EXAMPLE.TESTalice';
    assert.deepEqual(saltsOf(methods), [
      { etype: 19, salt },
      { etype: 17, salt },
      { etype: 18, salt },
    ]);
  });

  for (const etype of [17, 18, 19, 20]) {
    it(`3.1.3: gives a ticket to a client of encryption type ${etype}, under its key`, async () => {
      const { realm, runtime } = makeRealm();
      const now = runtime.now();
      const { rep, part } = await logIn(realm, runtime, { etype: [etype] }, { key: keyOf('alice', etype) });
      assert.equal(rep.crealm, REALM);
      assert.deepEqual(rep.cname, name('alice'));
      assert.deepEqual(saltsOf(rep.padata ?? []), [{ etype, salt: 'EXAMPLE.TESTalice' }]);
      assert.equal(part.key.keytype, etype);
      assert.equal(part.key.keyvalue.length, typeOf(etype).keyLength);
      assert.equal(rep.ticket.value.encPart.etype, etype);
      assert.equal(rep.ticket.value.encPart.kvno, 1);
      assert.deepEqual(part.sname, KRBTGT);
      assert.equal(part.srealm, REALM);
      assert.equal(part.authtime, now);
      assert.equal(part.starttime, now);
      assert.equal(part.endtime, now + 10 * HOUR);
      assert.equal(part.renewTill, now + 7 * 24 * HOUR);
    });
  }

  it('rc4-hmac serves for an account that has its NT hash alone, and for no other', async () => {
    const { realm, runtime } = makeRealm();
    const type = typeOf(23);
    const key = { type, key: Buffer.from('8846f7eaee8fb117ad06bdd830b7586c', 'hex') };
    const etype = [18, 23];
    const cname = name('hashed');
    const error = readError(await realm.answer(makeAsReq({ cname, etype })));
    assert.deepEqual(saltsOf(methodsOf(error)), [{ etype: 23 }]);
    const { part } = await logIn(realm, runtime, { cname, etype }, { key });
    assert.equal(part.key.keytype, 18);
    const alone = await logIn(realm, runtime, { cname, etype: [23] }, { key });
    assert.equal(alone.part.key.keytype, 23);
    assert.equal(readError(await realm.answer(makeAsReq({ etype: [23] }))).code, 'KDC_ERR_ETYPE_NOSUPP');
    assert.equal(
      readError(await realm.answer(makeAsReq({ cname, etype: [18] }))).code,
      'KDC_ERR_ETYPE_NOSUPP',
    );
  });

  it('a hash goes before a password that is not of it, as with NTLM', async () => {
    const { realm } = makeRealm({
      accounts: [{ name: 'alice', password: 'one', ntHash: '8846f7eaee8fb117ad06bdd830b7586c' }],
    });
    const error = readError(await realm.answer(makeAsReq({ etype: [18, 23] })));
    assert.deepEqual(saltsOf(methodsOf(error)), [{ etype: 23 }]);
  });

  it('5.2.7.2: refuses a wrong password, with the salts again', async () => {
    const { realm, runtime } = makeRealm();
    const wrong = timestampOf(keyOf('alice', 18, 'wrong'), runtime.now());
    const error = readError(await realm.answer(makeAsReq({}, [wrong])));
    assert.equal(error.code, 'KDC_ERR_PREAUTH_FAILED');
    assert.equal(saltsOf(methodsOf(error))[0]?.salt, 'EXAMPLE.TESTalice');
  });

  it('refuses a timestamp of an encryption type that the account has no key of', async () => {
    const { realm, runtime } = makeRealm();
    const key = { type: typeOf(23), key: typeOf(23).stringToKey('Pa55w0rd!', '') };
    const answer = await realm.answer(makeAsReq({}, [timestampOf(key, runtime.now())]));
    assert.equal(readError(answer).code, 'KDC_ERR_ETYPE_NOSUPP');
  });

  for (const [off, code] of [
    [300, undefined],
    [-300, undefined],
    [301, 'KRB_AP_ERR_SKEW'],
    [-301, 'KRB_AP_ERR_SKEW'],
  ] as const) {
    it(`3.1.3: a timestamp ${off} seconds off is ${code ?? 'accepted'}`, async () => {
      const { realm, runtime } = makeRealm();
      const request = makeAsReq({}, [timestampOf(keyOf('alice'), runtime.now() + off * SECOND)]);
      const answer = await realm.answer(request);
      if (code === undefined) readAsRep(answer, keyOf('alice'));
      else {
        const error = readError(answer);
        assert.equal(error.code, code);
        assert.equal(error.stime, runtime.now());
        assert.match(error.eText ?? '', /301 seconds/);
      }
    });
  }

  it('names have case, and the error says how the account is called', async () => {
    const { realm } = makeRealm();
    const unknown = readError(await realm.answer(makeAsReq({ cname: name('carol') })));
    assert.equal(unknown.code, 'KDC_ERR_C_PRINCIPAL_UNKNOWN');
    const other = readError(await realm.answer(makeAsReq({ cname: name('ALICE') })));
    assert.equal(other.code, 'KDC_ERR_C_PRINCIPAL_UNKNOWN');
    assert.match(other.eText ?? '', /there is alice, and names have case/);
  });

  it('RFC 6806 6: a client that asks for the canonical name gets it', async () => {
    const { realm, runtime } = makeRealm();
    const kdcOptions = KdcOptions.CANONICALIZE;
    const { rep } = await logIn(realm, runtime, { cname: name('ALICE'), kdcOptions });
    assert.deepEqual(rep.cname, name('alice'));
  });

  it('RFC 6806 5: takes enterprise names of its realm, and of no other', async () => {
    const { realm, runtime } = makeRealm();
    const enterprise = (text: string) => ({ nameType: NameType.ENTERPRISE, nameString: [text] });
    for (const text of ['alice@example.test', 'alice@EXAMPLE.TEST', 'alice', 'Alice@FILES']) {
      const { rep } = await logIn(realm, runtime, { cname: enterprise(text) });
      assert.deepEqual(rep.cname, name('alice'), text);
    }
    const answer = await realm.answer(makeAsReq({ cname: enterprise('alice@elsewhere.test') }));
    assert.equal(readError(answer).code, 'KDC_ERR_C_PRINCIPAL_UNKNOWN');
  });

  it('refuses another realm, and tells the right case of its own', async () => {
    const { realm } = makeRealm();
    const other = readError(await realm.answer(makeAsReq({ realm: 'OTHER.TEST' })));
    assert.equal(other.code, 'KDC_ERR_WRONG_REALM');
    assert.equal(other.crealm, undefined);
    const lower = readError(await realm.answer(makeAsReq({ realm: 'example.test' })));
    assert.equal(lower.code, 'KDC_ERR_WRONG_REALM');
    assert.equal(lower.crealm, REALM);
  });

  for (const [what, sname] of [
    ['kadmin/changepw', name('kadmin', 'changepw')],
    ['a service in other case', name('cifs', 'FILES.example.test')],
    ['another realm', name('krbtgt', 'OTHER.TEST')],
    ['a joined name', name('cifs/files.example.test')],
  ] as const) {
    it(`has no service ${what}`, async () => {
      const { realm } = makeRealm();
      const error = readError(await realm.answer(makeAsReq({ sname })));
      assert.equal(error.code, 'KDC_ERR_S_PRINCIPAL_UNKNOWN');
      assert.deepEqual(error.sname, sname);
    });
  }

  it('gives a ticket for a service without a ticket-granting ticket', async () => {
    const { realm, runtime } = makeRealm();
    const { part, ticket } = await logIn(realm, runtime, { sname: CIFS });
    assert.deepEqual(part.sname.nameString, CIFS.nameString);
    const contents = openServiceTicket(realm, ticket);
    assert.deepEqual(contents.key, part.key);
    assert.deepEqual(contents.cname, name('alice'));
    assert.ok(pacOf(contents));
  });

  it('a service logs in with its own key', async () => {
    const { realm, runtime } = makeRealm();
    const [found] = realm.keys.current();
    assert.ok(found);
    const key = { type: typeOf(found.etype), key: found.key };
    const { rep } = await logIn(realm, runtime, { cname: CIFS }, { key });
    assert.deepEqual(rep.cname.nameString, CIFS.nameString);
  });

  for (const [what, option, code] of [
    ['FORWARDED', KdcOptions.FORWARDED, 'KDC_ERR_BADOPTION'],
    ['PROXY', KdcOptions.PROXY, 'KDC_ERR_BADOPTION'],
    ['RENEW', KdcOptions.RENEW, 'KDC_ERR_BADOPTION'],
    ['VALIDATE', KdcOptions.VALIDATE, 'KDC_ERR_BADOPTION'],
    ['ENC-TKT-IN-SKEY', KdcOptions.ENC_TKT_IN_SKEY, 'KDC_ERR_BADOPTION'],
    ['POSTDATED', KdcOptions.POSTDATED, 'KDC_ERR_CANNOT_POSTDATE'],
  ] as const) {
    it(`3.1.3: refuses the option ${what}`, async () => {
      const { realm } = makeRealm();
      assert.equal(readError(await realm.answer(makeAsReq({ kdcOptions: option }))).code, code);
    });
  }

  it('3.1.3: makes no ticket that begins later', async () => {
    const { realm, runtime } = makeRealm();
    const answer = await realm.answer(makeAsReq({ from: runtime.now() + HOUR }));
    assert.equal(readError(answer).code, 'KDC_ERR_CANNOT_POSTDATE');
    await logIn(realm, runtime, { from: runtime.now() + 60 * SECOND });
  });

  it('3.1.3: the client asks for a shorter life, and for flags', async () => {
    const { realm, runtime } = makeRealm();
    const till = runtime.now() + 90 * SECOND;
    const { part } = await logIn(realm, runtime, { till, kdcOptions: KdcOptions.PROXIABLE });
    assert.equal(part.endtime, till);
    assert.equal(part.renewTill, undefined);
    assert.equal(part.flags, TicketFlags.PROXIABLE | TicketFlags.INITIAL | TicketFlags.PRE_AUTHENT);
    const past = makeAsReq({ till: runtime.now() - SECOND }, [timestampOf(keyOf('alice'), runtime.now())]);
    assert.equal(readError(await realm.answer(past)).code, 'KDC_ERR_NEVER_VALID');
  });

  it('2.3: a renewable ticket serves in the place of a longer one', async () => {
    const { realm, runtime } = makeRealm();
    const till = runtime.now() + 24 * HOUR;
    const { part } = await logIn(realm, runtime, { till, kdcOptions: KdcOptions.RENEWABLE_OK });
    assert.equal(part.endtime, runtime.now() + 10 * HOUR);
    assert.equal(part.renewTill, till);
    assert.equal(part.flags & TicketFlags.RENEWABLE, TicketFlags.RENEWABLE);
  });

  it('the longest lives are options', async () => {
    const { realm, runtime } = makeRealm({ ticketLifetimeSeconds: 30, renewableLifetimeSeconds: 60 });
    const { part } = await logIn(realm, runtime);
    assert.equal(part.endtime, runtime.now() + 30 * SECOND);
    assert.equal(part.renewTill, runtime.now() + 60 * SECOND);
  });

  for (const [status, code, ntStatus, withPassword] of [
    ['disabled', 'KDC_ERR_CLIENT_REVOKED', 0xc000_0072, false],
    ['locked', 'KDC_ERR_CLIENT_REVOKED', 0xc000_0234, false],
    ['expired', 'KDC_ERR_CLIENT_REVOKED', 0xc000_0193, false],
    ['no-logon-server', 'KDC_ERR_SVC_UNAVAILABLE', 0xc000_005e, false],
    ['smart-card-required', 'KDC_ERR_POLICY', 0xc000_02fa, false],
    ['interdomain-trust-account', 'KDC_ERR_POLICY', 0xc000_0198, false],
    ['workstation-trust-account', 'KDC_ERR_POLICY', 0xc000_0199, false],
    ['server-trust-account', 'KDC_ERR_POLICY', 0xc000_019a, false],
    ['password-expired', 'KDC_ERR_KEY_EXPIRED', 0xc000_0071, true],
    ['must-change-password', 'KDC_ERR_KEY_EXPIRED', 0xc000_0224, true],
  ] as const) {
    it(`[MS-KILE] 3.3.5.6.3: an account that is ${status} gets ${code}, with its NTSTATUS`, async () => {
      const { realm, runtime } = makeRealm({ accounts: [{ name: 'alice', password: 'Pa55w0rd!', status }] });
      const first = readError(await realm.answer(makeAsReq()));
      assert.equal(first.code, withPassword ? 'KDC_ERR_PREAUTH_REQUIRED' : code);
      const second = await realm.answer(makeAsReq({}, [timestampOf(keyOf('alice'), runtime.now())]));
      const error = readError(second);
      assert.equal(error.code, code);
      // [MS-KILE] 2.2.1, 2.2.2
      assert.ok(error.eData);
      const { dataType, dataValue } = decode(kerbErrorData, error.eData, 'KERB-ERROR-DATA');
      assert.equal(dataType, 3);
      assert.deepEqual(
        [0, 4, 8].map((at) => dataValue?.readUInt32LE(at)),
        [ntStatus, 0, 1],
      );
    });
  }

  it('[MS-KILE] 3.3.5.6.3: hours, workstations and an empty password refuse as well', async () => {
    const never = '00'.repeat(21);
    const { realm } = makeRealm({
      accounts: [
        { name: 'hours', password: 'x', logonHours: never },
        { name: 'desk', password: 'x', workstations: ['DESK1'] },
        { name: 'empty', ntHash: '31d6cfe0d16ae931b73c59d7e0c089c0' },
      ],
    });
    const code = async (account: string, address?: string): Promise<string> => {
      const addresses =
        address === undefined
          ? {}
          : { addresses: [{ addrType: 20, address: Buffer.from(address.padEnd(16)) }] };
      return readError(await realm.answer(makeAsReq({ cname: name(account), etype: [18, 23], ...addresses })))
        .code;
    };
    assert.equal(await code('hours'), 'KDC_ERR_CLIENT_REVOKED');
    assert.equal(await code('desk'), 'KDC_ERR_POLICY');
    assert.equal(await code('desk', 'DESK2'), 'KDC_ERR_POLICY');
    assert.equal(await code('desk', 'DESK1'), 'KDC_ERR_PREAUTH_REQUIRED');
    assert.equal(await code('empty'), 'KDC_ERR_NULL_KEY');
  });

  it('[MS-KILE] 2.2.3: a client that wants no PAC gets one, or it would be in no group that a share refuses', async () => {
    const { realm, runtime } = makeRealm();
    for (const includePac of [false, true]) {
      const more = [
        { padataType: PaDataType.PAC_REQUEST, padataValue: encode(kerbPaPacRequest, { includePac }) },
      ];
      const tgt = await logIn(realm, runtime, {}, { key: keyOf('alice'), more });
      const { ticket } = await ask(realm, tgt, runtime.now());
      assert.ok((pacOf(openServiceTicket(realm, ticket))?.logonInfo?.groupIds.length ?? 0) > 1);
    }
  });

  for (const nonce of [0, 0x7fff_ffff, -0x3386_b13e, 0xcc79_4ec2]) {
    it(`5.4.2: gives the nonce ${nonce} back in its form: Heimdal reads a number with a sign`, async () => {
      const { realm, runtime } = makeRealm();
      const tgt = await logIn(realm, runtime, { nonce });
      assert.equal(tgt.part.nonce, nonce);
      assert.equal((await ask(realm, tgt, runtime.now(), { body: { nonce } })).part.nonce, nonce);
    });
  }

  it('RFC 6806 11: proves the request to a client that asks for it', async () => {
    const { realm, runtime } = makeRealm();
    const key = keyOf('alice');
    const request = makeAsReq({}, [
      timestampOf(key, runtime.now()),
      { padataType: PaDataType.REQ_ENC_PA_REP, padataValue: Buffer.alloc(0) },
    ]);
    const { part } = readAsRep(await realm.answer(request), key);
    assert.equal(part.flags & TicketFlags.ENC_PA_REP, TicketFlags.ENC_PA_REP);
    const [proof] = part.encryptedPaData ?? [];
    assert.equal(proof?.padataType, PaDataType.REQ_ENC_PA_REP);
    const made = decode(checksum, proof.padataValue, 'Checksum');
    assert.equal(made.cksumtype, key.type.checksumType);
    assert.ok(key.type.verifyChecksum(key.key, 56, request, made.checksum));
  });

  it('a store that fails is an error of the server, and no ticket', async () => {
    const failure = new Error('no directory');
    const { realm, errors } = makeRealm({ accounts: { find: () => Promise.reject(failure) } });
    assert.equal(readError(await realm.answer(makeAsReq())).code, 'KRB_ERR_GENERIC');
    assert.deepEqual(errors, [failure]);
  });

  it('a store that gives no account is an error of the server, and no ticket', async () => {
    const { realm, errors } = makeRealm({ accounts: { find: async () => ({ name: 'alice' }) as never } });
    assert.equal(readError(await realm.answer(makeAsReq())).code, 'KRB_ERR_GENERIC');
    assert.match(String(errors[0]), /gave no account/);
  });

  it('a password that changes has another key at once', async () => {
    let password = 'Pa55w0rd!';
    const { realm, runtime } = makeRealm({
      accounts: {
        find: async (asked) => ({
          name: asked,
          password,
          ntHash: typeOf(23).stringToKey(password, ''),
          groups: [],
          status: 'enabled',
        }),
      },
    });
    await logIn(realm, runtime);
    password = 'changed';
    const old = await realm.answer(makeAsReq({}, [timestampOf(keyOf('alice'), runtime.now())]));
    assert.equal(readError(old).code, 'KDC_ERR_PREAUTH_FAILED');
    await logIn(realm, runtime, {}, { key: keyOf('alice', 18, 'changed') });
  });
});
