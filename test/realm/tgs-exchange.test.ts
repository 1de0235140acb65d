import assert from 'node:assert/strict';
import { md5 } from '../../src/crypto/md5.js';
import { decode, encode } from '../../src/der/structure.js';
import { keyUsage } from '../../src/krb5/encryption/index.js';
import { authorizationData, type AuthorizationData } from '../../src/krb5/messages/authorization-data.js';
import { KdcOptions, type KdcReqBody, tgsReq } from '../../src/krb5/messages/kdc.js';
import { ticket as ticketType, TicketFlags } from '../../src/krb5/messages/ticket.js';
import { logonSids, verifyServerSignature } from '../../src/krb5/pac/index.js';
import { deriveSid, machineSidOf } from '../../src/auth/identity.js';
import {
  ask,
  CIFS,
  type Got,
  HOUR,
  keyOf,
  KRBTGT,
  logIn,
  makeRealm,
  makeTgsReq,
  name,
  openServiceTicket,
  pacOf,
  PASSWORD,
  readError,
  readTgsRep,
  REALM,
  SECOND,
  typeOf,
} from './kdc-client.js';

const MACHINE_SID = machineSidOf('FILES');

/** The code of the answer to a TGS-REQ. */
async function codeOf(answer: Promise<Buffer | undefined>): Promise<string> {
  return readError(await answer).code;
}

describe('realm: TGS exchange (RFC 4120 3.3)', () => {
  it('3.3.3: gives a ticket for a service, under a key of the keytab', async () => {
    const { realm, runtime } = makeRealm();
    const tgt = await logIn(realm, runtime);
    runtime.advance(HOUR);
    const { rep, part, ticket } = await ask(realm, tgt, runtime.now());
    assert.deepEqual(rep.cname, name('alice'));
    assert.deepEqual(part.sname.nameString, CIFS.nameString);
    assert.equal(part.authtime, tgt.part.authtime);
    assert.equal(part.starttime, runtime.now());
    assert.equal(part.endtime, tgt.part.endtime);
    assert.notDeepEqual(part.key, tgt.part.key);
    const contents = openServiceTicket(realm, ticket);
    assert.deepEqual(contents.key, part.key);
    assert.equal(contents.crealm, REALM);
    assert.deepEqual(contents.cname, name('alice'));
    assert.equal(contents.authtime, tgt.part.authtime);
    assert.equal(contents.endtime, part.endtime);
    assert.equal(contents.flags, part.flags);
    assert.equal(part.flags & TicketFlags.INITIAL, 0);
    assert.equal(part.flags & TicketFlags.PRE_AUTHENT, TicketFlags.PRE_AUTHENT);
    assert.deepEqual(contents.transited, { trType: 1, contents: Buffer.alloc(0) });
  });

  for (const sname of [
    name('cifs', 'FILES'),
    name('cifs', 'files'),
    name('host', 'files.example.test'),
    name('HTTP', 'www.example.test'),
  ]) {
    it(`knows the service ${sname.nameString.join('/')}`, async () => {
      const { realm, runtime } = makeRealm({ services: ['HTTP/www.example.test'] });
      const { ticket } = await ask(realm, await logIn(realm, runtime), runtime.now(), { body: { sname } });
      assert.deepEqual(openServiceTicket(realm, ticket).cname, name('alice'));
    });
  }

  it('names of services have case, and the error says how the service is called', async () => {
    const { realm, runtime } = makeRealm();
    const tgt = await logIn(realm, runtime);
    const sname = name('CIFS', 'files.example.test');
    const error = readError(await realm.answer(makeTgsReq(tgt, runtime.now(), { body: { sname } })));
    assert.equal(error.code, 'KDC_ERR_S_PRINCIPAL_UNKNOWN');
    assert.match(error.eText ?? '', /there is cifs\/files\.example\.test, and names have case/);
  });

  for (const etype of [17, 18, 19, 20]) {
    it(`encryption type ${etype}, when the client wants no other`, async () => {
      const { realm, runtime } = makeRealm();
      const tgt = await logIn(realm, runtime);
      const { part, ticket } = await ask(realm, tgt, runtime.now(), { body: { etype: [23, etype] } });
      assert.equal(part.key.keytype, etype);
      assert.equal(ticket.value.encPart.etype, etype);
      assert.deepEqual(openServiceTicket(realm, ticket).key, part.key);
    });
  }

  it('3.1.3: no encryption type in common', async () => {
    const { realm, runtime } = makeRealm();
    const tgt = await logIn(realm, runtime);
    const request = makeTgsReq(tgt, runtime.now(), { body: { etype: [1, 3, 16, 23] } });
    assert.equal(await codeOf(realm.answer(request)), 'KDC_ERR_ETYPE_NOSUPP');
  });

  it('5.4.2: answers under the subkey of the authenticator, with key usage 9', async () => {
    const { realm, runtime } = makeRealm();
    const tgt = await logIn(realm, runtime);
    const subkey = { keytype: 17, keyvalue: Buffer.alloc(16, 3) };
    const answer = await realm.answer(makeTgsReq(tgt, runtime.now(), { authenticator: { subkey } }));
    assert.deepEqual(readTgsRep(answer, subkey, 9).part.sname.nameString, CIFS.nameString);
    for (const wrong of [
      { keytype: 17, keyvalue: Buffer.alloc(15) },
      { keytype: 3, keyvalue: Buffer.alloc(8) },
    ]) {
      const request = makeTgsReq(tgt, runtime.now(), { authenticator: { subkey: wrong } });
      assert.equal(await codeOf(realm.answer(request)), 'KDC_ERR_ETYPE_NOSUPP');
    }
  });

  it('3.3.2: the checksum is over the body as received, with the key of the session', async () => {
    const { realm, runtime } = makeRealm();
    const tgt = await logIn(realm, runtime);
    const now = runtime.now();
    const changed = makeTgsReq(tgt, now, { summed: Buffer.from('another body') });
    assert.equal(await codeOf(realm.answer(changed)), 'KRB_AP_ERR_MODIFIED');
    const none = makeTgsReq(tgt, now, { authenticator: { cksum: undefined } });
    assert.equal(await codeOf(realm.answer(none)), 'KRB_AP_ERR_INAPP_CKSUM');
    const unkeyed = { cksumtype: 7, checksum: Buffer.alloc(16) };
    const keyless = makeTgsReq(tgt, now, { authenticator: { cksum: unkeyed } });
    assert.equal(await codeOf(realm.answer(keyless)), 'KRB_AP_ERR_INAPP_CKSUM');
  });

  describe('3.3.2: RSA-MD5 as a checksum', () => {
    /** A request with this in the place of the keyed checksum. */
    const withMd5 = (tgt: Got, now: number, etype: number[], checksum: (body: Buffer) => Buffer): Buffer => {
      const body = { etype, nonce: 5 };
      const { reqBody } = decode(tgsReq, makeTgsReq(tgt, now, { body }), 'TGS-REQ');
      const cksum = { cksumtype: 7, checksum: checksum(reqBody.der) };
      return makeTgsReq(tgt, now, { body, authenticator: { cksum } });
    };

    it('serves for a session key of rc4-hmac, as Heimdal makes it', async () => {
      const { realm, runtime } = makeRealm({ states: { alice: { enctype: 'rc4-hmac' } } });
      const etype = [23];
      const key = { type: typeOf(23), key: typeOf(23).stringToKey(PASSWORD, '') };
      const tgt = await logIn(realm, runtime, { etype }, { key });
      readTgsRep(await realm.answer(withMd5(tgt, runtime.now(), etype, md5)), tgt.part.key);
      const wrong: ((body: Buffer) => Buffer)[] = [
        () => Buffer.alloc(16),
        () => Buffer.alloc(0),
        (body) => md5(body).subarray(0, 15),
        (body) => Buffer.concat([md5(body), Buffer.of(0)]),
        (body) => md5(body.subarray(1)),
      ];
      for (const checksum of wrong) {
        const request = withMd5(tgt, runtime.now(), etype, checksum);
        assert.equal(await codeOf(realm.answer(request)), 'KRB_AP_ERR_MODIFIED');
      }
    });

    for (const etype of [17, 18, 19, 20]) {
      it(`protects nothing for a session key of type ${etype}, right as it is`, async () => {
        const { realm, runtime } = makeRealm();
        const tgt = await logIn(realm, runtime, { etype: [etype] }, { key: keyOf('alice', etype) });
        const request = withMd5(tgt, runtime.now(), [etype], md5);
        assert.equal(await codeOf(realm.answer(request)), 'KRB_AP_ERR_INAPP_CKSUM');
      });
    }
  });

  it('3.2.3: the authenticator names the client of the ticket', async () => {
    const { realm, runtime } = makeRealm();
    const tgt = await logIn(realm, runtime);
    for (const wrong of [{ cname: name('bob') }, { crealm: 'OTHER.TEST' }]) {
      const request = makeTgsReq(tgt, runtime.now(), { authenticator: wrong });
      assert.equal(await codeOf(realm.answer(request)), 'KRB_AP_ERR_BADMATCH');
    }
  });

  it('3.2.3: the authenticator is of the time of the KDC', async () => {
    const { realm, runtime } = makeRealm();
    const tgt = await logIn(realm, runtime);
    for (const off of [-301, 301]) {
      const request = makeTgsReq(tgt, runtime.now() + off * SECOND);
      const error = readError(await realm.answer(request));
      assert.equal(error.code, 'KRB_AP_ERR_SKEW');
      assert.equal(error.stime, runtime.now());
    }
    for (const off of [-300, 299]) await ask(realm, tgt, runtime.now() + off * SECOND);
  });

  it('an authenticator counts once; the same request again has the same answer', async () => {
    const { realm, runtime } = makeRealm();
    const tgt = await logIn(realm, runtime);
    const request = makeTgsReq(tgt, runtime.now());
    const first = await realm.answer(request);
    readTgsRep(first, tgt.part.key);
    assert.deepEqual(await realm.answer(request), first);
    // The same authenticator and body, with further padata: other bytes that prove the same.
    const { padata = [], reqBody } = decode(tgsReq, request, 'TGS-REQ');
    const other = encode(tgsReq, {
      padata: [...padata, { padataType: 999, padataValue: Buffer.alloc(1) }],
      reqBody,
    });
    assert.equal(await codeOf(realm.answer(other)), 'KRB_AP_ERR_REPEAT');
    runtime.advance(200 * SECOND);
    assert.equal(await codeOf(realm.answer(request)), 'KRB_AP_ERR_REPEAT');
    runtime.advance(101 * SECOND);
    assert.equal(await codeOf(realm.answer(request)), 'KRB_AP_ERR_SKEW');
  });

  it('3.3.3: the ticket-granting ticket has an end', async () => {
    const { realm, runtime } = makeRealm();
    const tgt = await logIn(realm, runtime);
    runtime.advance(10 * HOUR - SECOND);
    await ask(realm, tgt, runtime.now());
    runtime.advance(SECOND);
    assert.equal(await codeOf(realm.answer(makeTgsReq(tgt, runtime.now()))), 'KRB_AP_ERR_TKT_EXPIRED');
  });

  it('3.3.2: takes ticket-granting tickets of this KDC alone', async () => {
    const { realm, runtime } = makeRealm();
    const now = runtime.now();
    const tgt = await logIn(realm, runtime);
    const cifs = await ask(realm, tgt, now);
    assert.equal(await codeOf(realm.answer(makeTgsReq(cifs, now))), 'KRB_AP_ERR_NOT_US');
    const other = makeRealm();
    other.runtime.randomBytes(1);
    const foreign = await logIn(makeRealm({ runtime: other.runtime }).realm, runtime);
    assert.equal(await codeOf(realm.answer(makeTgsReq(foreign, now))), 'KRB_AP_ERR_BAD_INTEGRITY');
    const { value } = tgt.ticket;
    for (const [encPart, code] of [
      [{ ...value.encPart, kvno: 2 }, 'KRB_AP_ERR_BADKEYVER'],
      [{ ...value.encPart, etype: 3 }, 'KRB_AP_ERR_BADKEYVER'],
      [{ ...value.encPart, etype: 17 }, 'KRB_AP_ERR_BAD_INTEGRITY'],
    ] as const) {
      const der = encode(ticketType, { ...value, encPart });
      const request = makeTgsReq(tgt, now, { ticket: { value, der } });
      assert.equal(await codeOf(realm.answer(request)), code);
    }
  });

  it('3.3.2: needs a PA-TGS-REQ', async () => {
    const { realm, runtime } = makeRealm();
    const request = makeTgsReq(await logIn(realm, runtime), runtime.now());
    const { reqBody } = decode(tgsReq, request, 'TGS-REQ');
    assert.equal(await codeOf(realm.answer(encode(tgsReq, { reqBody }))), 'KDC_ERR_PADATA_TYPE_NOSUPP');
  });

  it('3.3.3: renews a renewable ticket, within the time in which it can be', async () => {
    const { realm, runtime } = makeRealm();
    const renewTill = runtime.now() + 12 * HOUR;
    const tgt = await logIn(realm, runtime, { rtime: renewTill });
    const renew = { body: { sname: KRBTGT, kdcOptions: KdcOptions.RENEW } };
    runtime.advance(HOUR);
    const once = await ask(realm, tgt, runtime.now(), renew);
    assert.equal(once.part.endtime, runtime.now() + 10 * HOUR);
    assert.equal(once.part.renewTill, renewTill);
    assert.equal(once.part.flags, tgt.part.flags);
    runtime.advance(9 * HOUR);
    const twice = await ask(realm, once, runtime.now(), renew);
    assert.equal(twice.part.endtime, renewTill);
    await ask(realm, twice, runtime.now());
    const plain = await logIn(realm, runtime, { kdcOptions: 0 });
    assert.equal(await codeOf(realm.answer(makeTgsReq(plain, runtime.now(), renew))), 'KDC_ERR_BADOPTION');
    const service = makeTgsReq(twice, runtime.now(), { body: { kdcOptions: KdcOptions.RENEW } });
    assert.equal(await codeOf(realm.answer(service)), 'KDC_ERR_BADOPTION');
  });

  it('2.6: gives a forwarded ticket to a client whose ticket is forwardable', async () => {
    const { realm, runtime } = makeRealm();
    const now = runtime.now();
    const forward = { body: { sname: KRBTGT, kdcOptions: KdcOptions.FORWARDED | KdcOptions.FORWARDABLE } };
    const forwarded = await ask(realm, await logIn(realm, runtime), now, forward);
    const both = TicketFlags.FORWARDED | TicketFlags.FORWARDABLE;
    assert.equal(forwarded.part.flags & both, both);
    const { part } = await ask(realm, forwarded, now);
    assert.equal(part.flags & TicketFlags.FORWARDED, TicketFlags.FORWARDED);
    const plain = await logIn(realm, runtime, { kdcOptions: 0 });
    assert.equal(await codeOf(realm.answer(makeTgsReq(plain, now, forward))), 'KDC_ERR_BADOPTION');
    assert.equal(await codeOf(realm.answer(makeTgsReq(plain, now))), 'KDC_ERR_BADOPTION');
    await ask(realm, plain, now, { body: { kdcOptions: 0 } });
  });

  it('2.5: gives a proxy ticket for a service, and none for tickets', async () => {
    const { realm, runtime } = makeRealm();
    const now = runtime.now();
    const tgt = await logIn(realm, runtime, { kdcOptions: KdcOptions.PROXIABLE });
    const kdcOptions = KdcOptions.PROXY;
    const { part } = await ask(realm, tgt, now, { body: { kdcOptions } });
    assert.equal(part.flags & TicketFlags.PROXY, TicketFlags.PROXY);
    const granting = makeTgsReq(tgt, now, { body: { kdcOptions, sname: KRBTGT } });
    assert.equal(await codeOf(realm.answer(granting)), 'KDC_ERR_BADOPTION');
    const notProxiable = makeTgsReq(await logIn(realm, runtime), now, { body: { kdcOptions } });
    assert.equal(await codeOf(realm.answer(notProxiable)), 'KDC_ERR_BADOPTION');
  });

  for (const [what, kdcOptions, code] of [
    ['VALIDATE', KdcOptions.VALIDATE, 'KDC_ERR_BADOPTION'],
    ['ENC-TKT-IN-SKEY (user to user)', KdcOptions.ENC_TKT_IN_SKEY, 'KDC_ERR_BADOPTION'],
    ['CNAME-IN-ADDL-TKT (constrained delegation)', 1 << 17, 'KDC_ERR_BADOPTION'],
    ['POSTDATED', KdcOptions.POSTDATED, 'KDC_ERR_CANNOT_POSTDATE'],
  ] as const) {
    it(`refuses the option ${what}`, async () => {
      const { realm, runtime } = makeRealm();
      const request = makeTgsReq(await logIn(realm, runtime), runtime.now(), { body: { kdcOptions } });
      assert.equal(await codeOf(realm.answer(request)), code);
    });
  }

  it('3.3.3: addresses stay those of the ticket; a forwarded one has those of the request', async () => {
    const { realm, runtime } = makeRealm();
    const home = [{ addrType: 2, address: Buffer.of(192, 0, 2, 1) }];
    const away = [{ addrType: 2, address: Buffer.of(192, 0, 2, 2) }];
    const tgt = await logIn(realm, runtime, { addresses: home });
    assert.deepEqual(tgt.part.caddr, home);
    const ticket = await ask(realm, tgt, runtime.now(), { body: { addresses: away } });
    assert.deepEqual(openServiceTicket(realm, ticket.ticket).caddr, home);
    const body = { sname: KRBTGT, kdcOptions: KdcOptions.FORWARDED, addresses: away };
    assert.deepEqual((await ask(realm, tgt, runtime.now(), { body })).part.caddr, away);
  });

  describe('authorization data of the request', () => {
    /** The entries of a ticket whose request has these. */
    async function entriesFor(entries: AuthorizationData): Promise<AuthorizationData> {
      const { realm, runtime } = makeRealm();
      const tgt = await logIn(realm, runtime);
      const type = typeOf(tgt.part.key.keytype);
      const plain = encode(authorizationData, entries);
      const usage = keyUsage.tgsReqAuthorizationData;
      const cipher = type.encrypt(tgt.part.key.keyvalue, usage, plain, Buffer.alloc(type.confounderLength));
      const body: Partial<KdcReqBody> = { encAuthorizationData: { etype: type.etype, cipher } };
      const { ticket } = await ask(realm, tgt, runtime.now(), { body });
      const contents = openServiceTicket(realm, ticket);
      const pac = pacOf(contents);
      assert.ok(pac?.logonInfo);
      assert.equal(pac.logonInfo.effectiveName, 'alice');
      return (contents.authorizationData ?? []).slice(1);
    }
    const inner = (adType: number): Buffer => encode(authorizationData, [{ adType, adData: Buffer.of(1) }]);

    it('3.3.3: goes into the ticket', async () => {
      const entries = [
        { adType: 141, adData: Buffer.of(1, 2) },
        { adType: 1, adData: inner(142) },
      ];
      assert.deepEqual(await entriesFor(entries), entries);
    });

    it('5.2.6.4: data that is mandatory for the KDC is refused, in a container too', async () => {
      for (const entry of [
        { adType: 8, adData: inner(141) },
        { adType: 1, adData: encode(authorizationData, [{ adType: 8, adData: inner(141) }]) },
      ]) {
        await assert.rejects(entriesFor([entry]), /KDC_ERR_BADOPTION/);
      }
    });

    for (const [what, entry] of [
      ['a PAC', { adType: 128, adData: Buffer.of(1) }],
      ['a PAC in a container', { adType: 1, adData: inner(128) }],
      [
        'a PAC in two containers',
        { adType: 1, adData: encode(authorizationData, [{ adType: 1, adData: inner(128) }]) },
      ],
      ['an entry that only a KDC issues', { adType: 4, adData: Buffer.of(1) }],
    ] as const) {
      it(`leaves out ${what}`, async () => assert.deepEqual(await entriesFor([entry]), []));
    }
  });

  describe('PAC ([MS-PAC])', () => {
    it('has the SIDs of the account and its groups, as NTLM has them, and is signed', async () => {
      const { realm, runtime } = makeRealm({
        groups: {
          readers: { members: ['alice'] },
          writers: { members: [`alice@${REALM}`] },
          strangers: { members: ['alice@OTHER.TEST', `Alice@${REALM}`] },
          other: { sid: 'S-1-5-21-9-9-9-1200', members: ['@staff'] },
        },
      });
      const tgt = await logIn(realm, runtime);
      const { ticket } = await ask(realm, tgt, runtime.now());
      const contents = openServiceTicket(realm, ticket);
      const pac = pacOf(contents);
      assert.ok(pac?.logonInfo);
      const { etype, kvno } = ticket.value.encPart;
      const key = realm.keys.current().find((each) => each.etype === etype && each.kvno === kvno);
      assert.ok(key);
      assert.ok(verifyServerSignature(pac, key.key, etype));
      assert.ok(pac.ticketSignature && pac.kdcSignature && pac.extendedKdcSignature);
      assert.deepEqual(pac.clientInfo, { authTime: tgt.part.authtime, name: 'alice' });
      const sids = logonSids(pac.logonInfo);
      assert.equal(sids.user, deriveSid(MACHINE_SID, 'alice'));
      assert.equal(sids.primaryGroup, `${MACHINE_SID}-513`);
      assert.deepEqual(
        sids.groups.toSorted(),
        [
          `${MACHINE_SID}-513`,
          deriveSid(MACHINE_SID, 'staff', 'group'),
          deriveSid(MACHINE_SID, 'readers', 'group'),
          deriveSid(MACHINE_SID, 'writers', 'group'),
        ].toSorted(),
      );
      assert.deepEqual(sids.extraSids, ['S-1-5-21-9-9-9-1200', 'S-1-18-1']);
      assert.equal(pac.logonInfo.logonDomainName, 'FILES');
      assert.equal(pac.upnDnsInfo?.upn, 'alice@example.test');
      assert.deepEqual(pac.upnDnsInfo.account, { samName: 'alice', sid: sids.user });
      // [MS-KILE] 3.3.5.6.4.7, 3.3.5.6.4.8: these are for ticket-granting tickets.
      assert.deepEqual([pac.attributes, pac.requestorSid], [undefined, undefined]);
    });

    it('an account with a SID of another domain keeps it', async () => {
      const { realm, runtime } = makeRealm({
        accounts: [{ name: 'alice', password: 'Pa55w0rd!', sid: 'S-1-5-21-7-7-7-1105' }],
      });
      const { ticket } = await ask(realm, await logIn(realm, runtime), runtime.now());
      const pac = pacOf(openServiceTicket(realm, ticket));
      assert.ok(pac?.logonInfo);
      const sids = logonSids(pac.logonInfo);
      assert.equal(sids.user, 'S-1-5-21-7-7-7-1105');
      assert.deepEqual(sids.extraSids, [`${MACHINE_SID}-513`, 'S-1-18-1']);
    });

    it('a service that logs in has none', async () => {
      const { realm, runtime } = makeRealm();
      const [found] = realm.keys.current();
      assert.ok(found);
      const key = { type: typeOf(found.etype), key: found.key };
      const tgt = await logIn(realm, runtime, { cname: CIFS }, { key });
      const { ticket } = await ask(realm, tgt, runtime.now(), { authenticator: { cname: CIFS } });
      assert.equal(openServiceTicket(realm, ticket).authorizationData, undefined);
    });
  });

  it('[MS-KILE] 3.3.5.7.1: an account that was disabled meanwhile gets no further ticket', async () => {
    let status: 'enabled' | 'disabled' = 'enabled';
    const { realm, runtime } = makeRealm({
      accounts: {
        find: async (asked) => ({
          name: asked,
          password: 'Pa55w0rd!',
          ntHash: typeOf(23).stringToKey('Pa55w0rd!', ''),
          groups: [],
          status,
        }),
      },
    });
    const tgt = await logIn(realm, runtime);
    status = 'disabled';
    assert.equal(await codeOf(realm.answer(makeTgsReq(tgt, runtime.now()))), 'KDC_ERR_CLIENT_REVOKED');
  });
});
