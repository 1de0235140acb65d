import assert from 'node:assert/strict';
import { hashChannelBindings } from '../../../src/auth/channel-bindings.js';
import { kerberosChecks } from '../../../src/auth/kerberos/checks.js';
import type { KerberosRecord } from '../../../src/auth/kerberos/record.js';
import { kerberosWords } from '../../../src/auth/kerberos/words.js';
import { createSpnegoAcceptor } from '../../../src/auth/spnego/index.js';
import { encode, sequenceOf } from '../../../src/der/structure.js';
import { int32 } from '../../../src/der/types.js';
import { ContextFlags } from '../../../src/krb5/gss/authenticator-checksum.js';
import {
  accepted,
  framed,
  ifRelevant,
  KerberosForge,
  KerberosServer,
  keyOf,
  readApRep,
  refused,
  SERVICE,
  serviceKey,
  serviceKeys,
} from '../../support/kerberos-client.js';
import { KERBEROS, MS_KERBEROS, offer, said } from '../spnego/support.js';

const everyType = [17, 18, 19, 20, 23] as const;
const anyType = {
  enctypes: [
    'aes256-cts-hmac-sha1-96',
    'aes128-cts-hmac-sha1-96',
    'aes256-cts-hmac-sha384-192',
    'aes128-cts-hmac-sha256-128',
    'rc4-hmac',
  ],
} as const;

describe('Kerberos: an AP-REQ that is accepted', () => {
  for (const etype of everyType) {
    it(`RFC 4120 3.2.4: ticket, session key and subkey of type ${etype}, and an AP-REP with our own subkey`, async () => {
      const keys = serviceKeys(serviceKey(etype));
      const server = new KerberosServer({ keys, policy: anyType });
      const sessionKey = keyOf(etype, 0x33);
      const ticket = { key: serviceKey(etype), sessionKey };
      const step = accepted(await server.login(ticket, { subkey: keyOf(etype, 0x44) }));
      const reply = readApRep(step.token, sessionKey);
      assert.equal(reply.ctime, server.forge.runtime.now());
      assert.equal(reply.cusec, 0);
      assert.equal(reply.subkey?.keytype, etype);
      assert.deepEqual(step.context.sessionKey, reply.subkey?.keyvalue);
      assert.ok((reply.seqNumber ?? -1) >= 0 && (reply.seqNumber ?? 0) < 2 ** 30);
      assert.equal(step.context.expiresAt, server.forge.runtime.now() + 3_600_000);
      assert.equal(step.context.identity.account, 'alice');
    });
  }

  it('the acceptor’s subkey and number are new for each login', async () => {
    const server = new KerberosServer();
    const first = accepted(await server.login());
    const second = accepted(await server.login());
    assert.notDeepEqual(first.context.sessionKey, second.context.sessionKey);
    const [one, other] = [first, second].map(({ token }) => readApRep(token, keyOf(18, 0x77)).seqNumber);
    assert.notEqual(one, other);
  });

  it('RFC 4120 3.2.4: without MUTUAL no token comes; the key is the client’s subkey, else the ticket’s', async () => {
    const server = new KerberosServer();
    const flags = ContextFlags.INTEG;
    const withSubkey = accepted(await server.login({}, { flags, subkey: keyOf(17, 0x44) }));
    assert.equal(withSubkey.token, undefined);
    assert.deepEqual(withSubkey.context.sessionKey, Buffer.alloc(16, 0x44));
    const without = accepted(await server.login({}, { flags }));
    assert.deepEqual(without.context.sessionKey, Buffer.alloc(32, 0x77));
    assert.equal(without.context.identity.context.mutual, false);
  });

  it('[MS-KILE] 3.4.5: a client without a checksum asks for nothing, and AP-REQ’s option decides about the AP-REP', async () => {
    const server = new KerberosServer();
    const plain = accepted(await server.login({}, { checksum: null, apOptions: 0 }));
    assert.equal(plain.token, undefined);
    const mutual = accepted(await server.login({}, { checksum: null }));
    assert.ok(readApRep(mutual.token, keyOf(18, 0x77)).subkey);
  });

  it('a bit of AP-REQ’s own options, which nothing protects, does not change what the checksum says', async () => {
    const server = new KerberosServer();
    assert.ok(accepted(await server.login({}, { apOptions: 0 })).token);
  });

  it('RFC 4537 3: the subkey is of the first type in the client’s list that policy takes', async () => {
    const server = new KerberosServer({
      policy: { enctypes: ['aes128-cts-hmac-sha1-96', 'aes256-cts-hmac-sha1-96'] },
    });
    const list = encode(sequenceOf(int32, 8), [20, 23, 17, 18]);
    const authorizationData = ifRelevant({ adType: 129, adData: list });
    const step = accepted(await server.login({}, { authenticator: { authorizationData } }));
    assert.equal(readApRep(step.token, keyOf(18, 0x77)).subkey?.keytype, 17);
  });

  it('the key is found though the ticket names another version, another service, or none', async () => {
    const other = serviceKey(18, 3, 0x52, 'host/files.example.com@EXAMPLE.COM');
    const server = new KerberosServer({ keys: serviceKeys(other, serviceKey(17), serviceKey(18, 2)) });
    for (const named of [{ kvno: 9 }, { kvno: undefined }, { kvno: 3 }]) {
      const step = await server.login({ key: serviceKey(18, 2), service: 'cifs/NAS@OTHER', named });
      assert.equal(accepted(step).context.identity.account, 'alice');
    }
  });

  it('RFC 4121 4.1: SPNEGO echoes the client’s object identifier, and the answer has the framing of the question', async () => {
    for (const oids of [[MS_KERBEROS, KERBEROS], [KERBEROS]]) {
      const server = new KerberosServer();
      const acceptor = createSpnegoAcceptor({ mechanisms: [server.mechanism] });
      const step = accepted(await acceptor.step(offer(oids, server.forge.token()).token));
      const { supportedMech, negState, responseToken, mechListMic } = said(step);
      assert.deepEqual([supportedMech, negState, mechListMic], [oids[0], 'accept-completed', undefined]);
      assert.ok(readApRep(responseToken as Buffer, keyOf(18, 0x77)));
    }
  });

  it('is taken without SPNEGO, framed or bare', async () => {
    const server = new KerberosServer();
    const mechanisms = [server.mechanism];
    accepted(await createSpnegoAcceptor({ mechanisms }).step(server.forge.token()));
    const bare = server.forge.request(server.forge.ticket());
    const step = accepted(await createSpnegoAcceptor({ mechanisms }).step(bare));
    assert.equal(step.token?.[0], 0x6f);
  });

  it('has a record of the ticket, the keys, the clock and the context, and nothing secret', async () => {
    const server = new KerberosServer();
    server.forge.runtime.wallClock += 500;
    const token = server.forge.token({ part: { flags: 0x4000_0000 } }, { subkey: keyOf(17, 0x44) });
    server.forge.runtime.wallClock += 2000;
    const step = accepted(await server.step(token));
    const record = kerberosWords.record(server.loginFacts) as KerberosRecord;
    assert.deepEqual(record, {
      mechanism: 'Kerberos',
      version: 'Kerberos',
      service: 'cifs/files.example.com',
      realm: 'EXAMPLE.COM',
      client: 'alice@EXAMPLE.COM',
      ticketEtype: 'aes256-cts-hmac-sha1-96',
      ticketKvno: 3,
      keyUsed: 'cifs/files.example.com@EXAMPLE.COM kvno 3 aes256-cts-hmac-sha1-96',
      keysHeld: ['cifs/files.example.com@EXAMPLE.COM kvno 3 aes256-cts-hmac-sha1-96'],
      sessionEtype: 'aes256-cts-hmac-sha1-96',
      subkeyEtype: 'aes128-cts-hmac-sha1-96',
      contextEtype: 'aes128-cts-hmac-sha1-96',
      ticketFlags: ['FORWARDABLE'],
      endTime: step.context.expiresAt,
      skewSeconds: -2,
      contextFlags: ['MUTUAL', 'INTEG'],
      mutual: true,
      delegated: false,
      channelBindings: 'zero',
      pac: 'absent',
      upn: undefined,
      remarks: ['ticket aes256-cts-hmac-sha1-96', 'mutual'],
      weaknesses: [],
      passwordType: 'aes256-cts-hmac-sha1-96',
    });
    const text = JSON.stringify(record);
    for (const octets of ['5151', '7777', '4444']) assert.doesNotMatch(text, new RegExp(octets));
  });

  it('has one text in its record for all keys of a name and a version', async () => {
    const keys = serviceKeys(serviceKey(18), serviceKey(17), serviceKey(18, 4));
    const server = new KerberosServer({ keys });
    accepted(await server.login());
    const record = kerberosWords.record(server.loginFacts) as KerberosRecord;
    assert.deepEqual(record.keysHeld, [
      `${SERVICE} kvno 3 aes256-cts-hmac-sha1-96, aes128-cts-hmac-sha1-96`,
      `${SERVICE} kvno 4 aes256-cts-hmac-sha1-96`,
    ]);
  });

  it('makes its checks in the order of their table', async () => {
    const server = new KerberosServer({ policy: { services: 'own' } });
    const channelBindings = Buffer.from('tls-server-end-point:here');
    const request = { subkey: keyOf(17, 0x44), bindings: hashChannelBindings(channelBindings) };
    accepted(await server.login({}, request, { channelBindings }));
    const made = server.loginFacts.checks.map(({ check }) => check);
    assert.deepEqual(
      made,
      Object.keys(kerberosChecks).filter((check) => made.includes(check)),
    );
    for (const check of ['subkey-enctype', 'service-name', 'channel-bindings', 'replay']) {
      assert.ok(made.includes(check), check);
    }
  });

  it('every token after it is out of sequence, and so is a second one at a time', async () => {
    const server = new KerberosServer();
    const acceptor = server.acceptor();
    const token = server.forge.token();
    const [first, second] = await Promise.all([acceptor.step(token), acceptor.step(token)]);
    accepted(first);
    refused(second, 'out-of-sequence');
    refused(await acceptor.step(server.forge.token()), 'out-of-sequence');
  });
});

describe('Kerberos in DCE style, [MS-KILE] 3.4.5.1', () => {
  const sessionKey = keyOf(18, 0x77);
  const flags = ContextFlags.DCE_STYLE | ContextFlags.MUTUAL;

  async function asked(server: KerberosServer) {
    const acceptor = server.acceptor();
    const step = await acceptor.step(server.forge.request(server.forge.ticket(), { flags }));
    assert.ok(step.kind === 'continue');
    return { acceptor, token: step.token, reply: readApRep(step.token, sessionKey) };
  }

  it('is complete once the client has answered our AP-REP with our number', async () => {
    const server = new KerberosServer();
    const { acceptor, token, reply } = await asked(server);
    assert.equal(token[0], 0x6f);
    const final = { ctime: reply.ctime + 5000, cusec: 1, seqNumber: reply.seqNumber };
    const step = accepted(await acceptor.step(server.forge.finalReply(final, sessionKey)));
    assert.deepEqual(step.context.sessionKey, reply.subkey?.keyvalue);
    assert.equal(step.token, undefined);
  });

  it('is refused for our own AP-REP, another number, another key, a framed one, an AP-REQ, and rubbish', async () => {
    const server = new KerberosServer();
    const wrong: ((at: Awaited<ReturnType<typeof asked>>) => Buffer)[] = [
      ({ token }) => token,
      ({ reply: { ctime, cusec } }) => server.forge.finalReply({ ctime, cusec }, sessionKey),
      ({ reply: { ctime, cusec } }) => server.forge.finalReply({ ctime, cusec, seqNumber: 1 }, sessionKey),
      ({ reply: { ctime, cusec, seqNumber } }) =>
        server.forge.finalReply({ ctime, cusec, seqNumber }, keyOf(18, 0x78)),
      ({ reply: { ctime, cusec, seqNumber } }) =>
        server.forge.finalReply({ ctime, cusec, seqNumber }, keyOf(17, 0x77)),
      ({ reply: { ctime, cusec, seqNumber } }) =>
        framed(server.forge.finalReply({ ctime, cusec, seqNumber }, sessionKey), 0x0200),
      () => server.forge.request(server.forge.ticket(), { flags }),
      () => Buffer.from('6f03020101', 'hex'),
    ];
    for (const [index, make] of wrong.entries()) {
      const at = await asked(server);
      const step = await at.acceptor.step(make(at));
      assert.equal(step.kind === 'rejected' && step.reason, 'kerberos-mutual-failed', `${index}`);
    }
  });

  it('is answered without framing, also where the AP-REQ has some, as impacket’s', async () => {
    const server = new KerberosServer();
    const acceptor = server.acceptor();
    const step = await acceptor.step(server.forge.token({}, { flags }));
    assert.ok(step.kind === 'continue');
    const { ctime, cusec, seqNumber } = readApRep(step.token, sessionKey);
    assert.equal(step.token[0], 0x6f);
    accepted(await acceptor.step(server.forge.finalReply({ ctime, cusec, seqNumber }, sessionKey)));
  });
});

describe('KerberosForge', () => {
  it('makes tickets of the clock of its runtime', () => {
    const forge = new KerberosForge();
    assert.equal(forge.ticket().endTime, forge.runtime.now() + 3_600_000);
  });
});
