import assert from 'node:assert/strict';
import { keyUsage } from '../../src/krb5/encryption/index.js';
import { KrbErrorCode, type KrbErrorName } from '../../src/krb5/error-codes.js';
import { verifyServerSignature } from '../../src/krb5/pac/index.js';
import type { ScriptedState } from '../../src/realm/index.js';
import {
  ask,
  CIFS,
  type Got,
  HOUR,
  keyOf,
  logIn,
  makeAsReq,
  makeRealm,
  makeTgsReq,
  name,
  openServiceTicket,
  pacOf,
  readAsRep,
  readError,
  SECOND,
  timestampOf,
  typeOf,
} from './kdc-client.js';

const SERVICE = 'cifs/files.example.test';
const GRANTING = 'krbtgt/EXAMPLE.TEST';

type Made = ReturnType<typeof makeRealm>;

/** The ticket of alice for the file service, by a state of one of both. */
async function ticketBy(principal: string, state: ScriptedState): Promise<Made & { tgt: Got; got: Got }> {
  const made = makeRealm({ states: { [principal]: state } });
  const etype = state.enctype === 'rc4-hmac' && principal === 'alice' ? 23 : 18;
  const body = { etype: [18, 17, 20, 19, 23] };
  const key =
    etype === 23 ? { type: typeOf(23), key: typeOf(23).stringToKey('Pa55w0rd!', '') } : keyOf('alice');
  const tgt = await logIn(made.realm, made.runtime, body, { key });
  return { ...made, tgt, got: await ask(made.realm, tgt, made.runtime.now(), { body }) };
}

describe('realm: scripted states', () => {
  describe('error', () => {
    const codes = Object.keys(KrbErrorCode).filter((code) => code !== 'KDC_ERR_NONE') as KrbErrorName[];

    it('answers the requests of an account with any KRB-ERROR, by its name', async () => {
      const { realm, runtime } = makeRealm();
      const tgt = await logIn(realm, runtime);
      assert.ok(codes.length > 60, String(codes.length));
      for (const error of codes) {
        realm.script('alice', { error });
        assert.equal(readError(await realm.answer(makeAsReq())).code, error);
        assert.equal(readError(await realm.answer(makeTgsReq(tgt, runtime.now()))).code, error);
      }
      const bob = readError(await realm.answer(makeAsReq({ cname: name('bob') })));
      assert.equal(bob.code, 'KDC_ERR_PREAUTH_REQUIRED');
    });

    it('answers the requests for a service, by its number, until the script ends', async () => {
      const { realm, runtime } = makeRealm();
      const tgt = await logIn(realm, runtime);
      realm.script('cifs/files.example.test@EXAMPLE.TEST', { error: 61 });
      assert.equal(readError(await realm.answer(makeTgsReq(tgt, runtime.now()))).errorCode, 61);
      await ask(realm, tgt, runtime.now(), { body: { sname: name('host', 'files.example.test') } });
      realm.script(SERVICE, undefined);
      await ask(realm, tgt, runtime.now());
    });

    it('the state of the account goes before that of the service', async () => {
      const { realm } = makeRealm({ states: { alice: { error: 12 }, [GRANTING]: { error: 18 } } });
      assert.equal(readError(await realm.answer(makeAsReq())).errorCode, 12);
      assert.equal(readError(await realm.answer(makeAsReq({ cname: name('bob') }))).errorCode, 18);
    });
  });

  describe('ticket', () => {
    for (const principal of ['alice', SERVICE]) {
      it(`${principal}: expired inside, and valid as far as the client is told`, async () => {
        const { realm, runtime, got } = await ticketBy(principal, { ticket: 'expired' });
        const contents = openServiceTicket(realm, got.ticket);
        assert.equal(contents.endtime, runtime.now() - 24 * HOUR);
        assert.ok((contents.starttime ?? 0) < contents.endtime);
        assert.equal(pacOf(contents)?.clientInfo?.authTime, contents.authtime);
        assert.equal(got.part.endtime, runtime.now() + 10 * HOUR);
      });

      it(`${principal}: not yet valid inside, and valid as far as the client is told`, async () => {
        const { realm, runtime, got } = await ticketBy(principal, { ticket: 'not-yet-valid' });
        const contents = openServiceTicket(realm, got.ticket);
        assert.equal(contents.starttime, runtime.now() + 24 * HOUR);
        assert.equal(contents.endtime, runtime.now() + 34 * HOUR);
        assert.equal(contents.authtime, runtime.now());
        assert.equal(got.part.starttime, runtime.now());
      });
    }

    it('an expired ticket-granting ticket is refused by the KDC itself', async () => {
      const { realm, runtime } = makeRealm({ states: { [GRANTING]: { ticket: 'expired' } } });
      const request = makeTgsReq(await logIn(realm, runtime), runtime.now());
      assert.equal(readError(await realm.answer(request)).code, 'KRB_AP_ERR_TKT_EXPIRED');
    });
  });

  describe('kvno', () => {
    for (const kvno of [1, 7]) {
      it(`names version ${kvno}, under a key that the keytab has not`, async () => {
        const { realm, got } = await ticketBy(SERVICE, { kvno });
        const { encPart } = got.ticket.value;
        assert.equal(encPart.kvno, kvno);
        for (const { etype, key } of realm.keys.current().filter((each) => each.etype === encPart.etype))
          assert.equal(typeOf(etype).decrypt(key, keyUsage.ticket, encPart.cipher), undefined);
      });
    }
  });

  describe('enctype', () => {
    for (const [enctype, etype] of [
      ['aes128-cts-hmac-sha1-96', 17],
      ['aes256-cts-hmac-sha384-192', 20],
      ['rc4-hmac', 23],
    ] as const) {
      it(`${enctype} of a service: ticket and session key`, async () => {
        const { realm, got, tgt } = await ticketBy(SERVICE, { enctype });
        assert.equal(tgt.part.key.keytype, 18);
        assert.equal(got.part.key.keytype, etype);
        assert.equal(got.ticket.value.encPart.etype, etype);
        assert.deepEqual(openServiceTicket(realm, got.ticket).key, got.part.key);
      });
    }

    it('rc4-hmac of an account: its key, session keys and tickets', async () => {
      const { realm, tgt, got } = await ticketBy('alice', { enctype: 'rc4-hmac' });
      assert.equal(tgt.rep.encPart.etype, 23);
      assert.equal(tgt.part.key.keytype, 23);
      assert.equal(got.part.key.keytype, 23);
      assert.ok(pacOf(openServiceTicket(realm, got.ticket)));
    });

    it('a client that does not offer it is told so', async () => {
      const { realm, runtime } = makeRealm({ states: { [SERVICE]: { enctype: 'rc4-hmac' } } });
      const request = makeTgsReq(await logIn(realm, runtime), runtime.now());
      assert.equal(readError(await realm.answer(request)).code, 'KDC_ERR_ETYPE_NOSUPP');
    });
  });

  describe('clockSkewSeconds', () => {
    it('of an account: client and KDC have the same wrong clock, and the ticket has the right times', async () => {
      const { realm, runtime } = makeRealm({ states: { alice: { clockSkewSeconds: 3600 } } });
      const now = runtime.now();
      const first = readError(await realm.answer(makeAsReq()));
      assert.equal(first.stime, now + HOUR);
      const right = await realm.answer(makeAsReq({}, [timestampOf(keyOf('alice'), now)]));
      assert.equal(readError(right).code, 'KRB_AP_ERR_SKEW');
      const body = { till: now + HOUR + 60 * SECOND };
      const request = makeAsReq(body, [timestampOf(keyOf('alice'), first.stime)]);
      const tgt = readAsRep(await realm.answer(request), keyOf('alice'));
      assert.equal(tgt.part.authtime, now + HOUR);
      assert.equal(tgt.part.endtime, body.till);
      const got = await ask(realm, tgt, now + HOUR);
      assert.equal(got.part.starttime, now + HOUR);
      const contents = openServiceTicket(realm, got.ticket);
      assert.equal(contents.authtime, now);
      assert.equal(contents.starttime, now);
      assert.equal(contents.endtime, now + 60 * SECOND);
    });

    it('accounts with different clocks share one memory of replays', async () => {
      const { realm, runtime } = makeRealm();
      for (const clockSkewSeconds of [1000, -1000, 3600, 0]) {
        realm.script('alice', { clockSkewSeconds });
        const told = runtime.now() + clockSkewSeconds * SECOND;
        const answer = await realm.answer(makeAsReq({}, [timestampOf(keyOf('alice'), told)]));
        await ask(realm, readAsRep(answer, keyOf('alice')), told);
        runtime.advance(20 * SECOND);
      }
    });

    it('of a service: the KDC takes the authenticator for a skewed one', async () => {
      const { realm, runtime } = makeRealm({ states: { [SERVICE]: { clockSkewSeconds: -301 } } });
      const request = makeTgsReq(await logIn(realm, runtime), runtime.now());
      const error = readError(await realm.answer(request));
      assert.equal(error.code, 'KRB_AP_ERR_SKEW');
      assert.equal(error.stime, runtime.now() - 301 * SECOND);
    });
  });

  describe('pac', () => {
    for (const principal of ['alice', SERVICE]) {
      it(`${principal}: none`, async () => {
        const { realm, got } = await ticketBy(principal, { pac: 'none' });
        assert.equal(openServiceTicket(realm, got.ticket).authorizationData, undefined);
      });

      it(`${principal}: a signature that is wrong, and nothing else`, async () => {
        const { realm, got } = await ticketBy(principal, { pac: 'wrong-signature' });
        const pac = pacOf(openServiceTicket(realm, got.ticket));
        const { etype } = got.ticket.value.encPart;
        const key = realm.keys.current().find((each) => each.etype === etype);
        assert.ok(pac?.serverSignature && key);
        assert.equal(verifyServerSignature(pac, key.key, etype), false);
        pac.serverSignature.signature.writeUInt8(pac.serverSignature.signature.readUInt8() ^ 0xff);
        assert.equal(verifyServerSignature(pac, key.key, etype), true);
      });
    }

    it('a ticket-granting ticket without a PAC gives tickets without one', async () => {
      const { realm, got } = await ticketBy(GRANTING, { pac: 'none' });
      assert.equal(openServiceTicket(realm, got.ticket).authorizationData, undefined);
    });

    it('a ticket-granting ticket with a wrong signature gives none', async () => {
      const { realm, runtime } = makeRealm({ states: { [GRANTING]: { pac: 'wrong-signature' } } });
      const request = makeTgsReq(await logIn(realm, runtime), runtime.now());
      assert.equal(readError(await realm.answer(request)).code, 'KRB_AP_ERR_MODIFIED');
    });
  });

  describe('words', () => {
    for (const [state, message] of [
      [{ error: 'KDC_ERR_NO_SUCH' }, /^state\.error: expected a number, or a name of RFC 4120/],
      [{ error: 'KDC_ERR_NONE' }, /^state\.error: expected a number, or a name/],
      [{ error: 0 }, /^state\.error: expected at least 1/],
      [{ error: 128 }, /^state\.error: expected at most 127/],
      [{ ticket: 'old' }, /^state\.ticket: expected "expired" or "not-yet-valid"/],
      [{ kvno: 0 }, /^state\.kvno: expected at least 1/],
      [{ enctype: 'des-cbc-crc' }, /^state\.enctype: expected "aes256/],
      [{ clockSkewSeconds: 0.5 }, /^state\.clockSkewSeconds: expected a whole number/],
      [{ pac: 'bad' }, /^state\.pac: expected "none" or "wrong-signature"/],
      [{ errors: 6 }, /^state\.errors: unknown key/],
      [Promise.resolve({}), /expected an object with such keys as error, ticket/],
      [null, /expected an object/],
    ] as const) {
      it(`refuses ${JSON.stringify(state)}`, () => {
        const { realm } = makeRealm();
        assert.throws(() => realm.script('alice', state as never), { name: 'ConfigurationError', message });
        assert.throws(() => makeRealm({ states: { alice: state as never } }), { name: 'ConfigurationError' });
      });
    }

    for (const principal of ['cifs/elsewhere', 'alice@OTHER.TEST', '', 'kadmin/changepw', 'a@b@c'])
      it(`refuses the principal "${principal}"`, () => {
        const { realm } = makeRealm();
        assert.throws(() => realm.script(principal, {}), {
          name: 'ConfigurationError',
          message: /expected an account, or one of the services krbtgt\/EXAMPLE\.TEST, cifs\/files/,
        });
        assert.throws(() => makeRealm({ states: { [principal]: {} } }), /states/);
      });
  });

  it('a copy is kept: what the caller changes later changes nothing', async () => {
    const { realm } = makeRealm();
    const state: { error: number } = { error: 12 };
    realm.script('alice', state);
    state.error = 13;
    assert.equal(readError(await realm.answer(makeAsReq({ sname: CIFS }))).errorCode, 12);
  });
});
