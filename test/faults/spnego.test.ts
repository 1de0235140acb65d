import assert from 'node:assert/strict';
import { ntlmOid } from '../../src/auth/ntlm-token.js';
import {
  createSpnegoAcceptor,
  decodeNegTokenInit,
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
} from '../../src/auth/spnego/index.js';
import { CodecError } from '../../src/bytes/index.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { createNtlmMechanism } from '../../src/auth/ntlm/create-mechanism.js';
import { mechanismOids } from '../../src/faults/mechanism-oids.js';
import type { Fault, FaultAction } from '../../src/index.js';
import { createServer } from '../../src/server/create-server.js';
import { decodeNegotiateResponse } from '../../src/smb2-codec/index.js';
import { expectStatus, type Fixture } from '../session/support.js';
import { HttpClient } from '../support/http-client.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { account, policyWith, storeOf } from '../support/ntlm-login.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { ClientLogin, type LoginOptions, tryNegotiate } from '../support/smb-client-login.js';
import { effectsOf, negTokenOf, serveWith } from './support.js';

/** NTLM behind another mechanism, so that both sides owe a mechListMIC. */
const list = ['1.2.3.4', ntlmOid];
const mechTypeList = Buffer.from(
  decodeNegTokenInit(encodeNegTokenInit({ mechTypes: [ntlmOid] })).mechTypeList,
);

function serveAnswer(what: FaultAction, when: Partial<Fault['when']> = {}): Promise<Fixture> {
  return serveWith('spnego-answer', what, {}, when);
}

function mechanisms() {
  const names = { netbiosName: 'SERVER', dnsName: 'server', netbiosDomain: '', dnsDomain: '' };
  const accounts = storeOf(account('User'));
  return [createNtlmMechanism({ accounts, names, policy: policyWith(), runtime: new FixedRuntime() })];
}

/** The two answers of a login that offers NTLM alone. */
async function logIn(fixture: Fixture, options: LoginOptions = {}) {
  const login = new ClientLogin(await fixture.negotiated(), options);
  const first = negTokenOf(await login.first());
  const reply = await login.second();
  const last = reply.status === NtStatus.STATUS_SUCCESS ? negTokenOf(reply) : undefined;
  return { first, last, reply, ntlm: login.ntlm };
}

describe('faults in SPNEGO’s answers', () => {
  it('leave a login as it is where none happens', async () => {
    await using fixture = await serveAnswer({ do: 'mech-list-mic', value: 'wrong' }, { user: 'bob' });
    const { last, ntlm } = await logIn(fixture);
    assert.ok(last?.mechListMic && ntlm.verifyMechListMic(mechTypeList, last.mechListMic));
    assert.deepEqual(effectsOf(fixture), []);
  });

  it('mech-list-mic wrong: one bit of the MIC is another', async () => {
    await using fixture = await serveAnswer({ do: 'mech-list-mic', value: 'wrong' }, { user: 'alice' });
    const { last, ntlm, reply } = await logIn(fixture);
    expectStatus(reply, 'STATUS_SUCCESS');
    assert.equal(last?.mechListMic?.length, 16);
    assert.ok(!ntlm.verifyMechListMic(mechTypeList, last.mechListMic));
    assert.deepEqual(effectsOf(fixture), ['spnego-accepted: mech-list-mic wrong']);
  });

  it('an answer without a MIC does not use up the times of a fault of MICs', async () => {
    await using fixture = await serveAnswer({ do: 'mech-list-mic', value: 'wrong' }, { times: 1 });
    await logIn(fixture);
    assert.deepEqual(effectsOf(fixture), ['spnego-accepted: mech-list-mic wrong']);
  });

  it('mech-list-mic missing: the client’s is not answered', async () => {
    await using fixture = await serveAnswer({ do: 'mech-list-mic', value: 'missing' }, { leg: 2 });
    const { last, reply } = await logIn(fixture);
    expectStatus(reply, 'STATUS_SUCCESS');
    assert.equal(last?.negState, 'accept-completed');
    assert.equal(last.mechListMic, undefined);
  });

  it('mech-list-mic early: one comes with the CHALLENGE, before there is a key', async () => {
    await using fixture = await serveAnswer({ do: 'mech-list-mic', value: 'early' });
    const { first, last, ntlm } = await logIn(fixture);
    assert.equal(first.mechListMic?.length, 16);
    assert.ok(
      last?.mechListMic && ntlm.verifyMechListMic(mechTypeList, last.mechListMic),
      'the last is right',
    );
  });

  for (const [supported, oid] of [
    ['kerberos', mechanismOids.kerberos],
    ['1.3.6.1.4.1.311.2.2.30', mechanismOids.negoex],
    ['missing', undefined],
  ] as const) {
    it(`mechanism ${supported}: NTLM goes on, and another name is told`, async () => {
      await using fixture = await serveAnswer({ do: 'mechanism', supported }, { leg: 1 });
      const { first, reply } = await logIn(fixture);
      assert.equal(first.supportedMech?.oid, oid);
      assert.equal(first.negState, 'accept-incomplete');
      expectStatus(reply, 'STATUS_SUCCESS');
    });
  }

  for (const value of ['accept-completed', 'reject', 'request-mic', 'missing'] as const) {
    it(`neg-state ${value} in the middle of a login`, async () => {
      await using fixture = await serveAnswer({ do: 'neg-state', value }, { leg: 1 });
      const { first } = await logIn(fixture);
      assert.equal(first.negState, value === 'missing' ? undefined : value);
    });
  }

  it('neg-state accept-incomplete: an acceptance that is told as none', async () => {
    await using fixture = await serveAnswer({ do: 'neg-state', value: 'accept-incomplete' }, { leg: 2 });
    const { last } = await logIn(fixture);
    assert.equal(last?.negState, 'accept-incomplete');
  });

  for (const [value, length] of [
    ['missing', undefined],
    ['empty', 0],
  ] as const) {
    it(`response-token ${value}`, async () => {
      await using fixture = await serveAnswer({ do: 'response-token', value });
      const login = new ClientLogin(await fixture.negotiated());
      assert.equal(negTokenOf(await login.first()).responseToken?.length, length);
    });
  }

  it('several actions of one fault happen together', async () => {
    await using fixture = await serveWith('spnego-answer', [
      { do: 'mechanism', supported: 'kerberos' },
      { do: 'neg-state', value: 'request-mic' },
    ]);
    const { first } = await logIn(fixture);
    assert.deepEqual([first.supportedMech?.oid, first.negState], [mechanismOids.kerberos, 'request-mic']);
    assert.equal(effectsOf(fixture)[0], 'spnego-continued: mechanism kerberos, neg-state request-mic');
  });

  it('the request for the client’s MIC can be taken away', async () => {
    await using fixture = await serveAnswer({ do: 'neg-state', value: 'accept-incomplete' }, { leg: 1 });
    const login = new ClientLogin(await fixture.negotiated(), { mechTypes: list });
    login.sendFirst();
    assert.equal(negTokenOf(await login.receiveLeg()).negState, 'accept-incomplete');
  });

  it('leaves bare NTLM alone', async () => {
    await using fixture = await serveAnswer({ do: 'neg-state', value: 'reject' });
    const login = new ClientLogin(await fixture.negotiated(), { raw: true });
    await login.first();
    expectStatus(await login.second(), 'STATUS_SUCCESS');
    assert.deepEqual(effectsOf(fixture), []);
  });

  it('holds over HTTP', async () => {
    await using server = createServer({
      listen: null,
      accounts: [{ name: 'User', password: 'Password' }],
      http: {},
      faults: [{ when: { step: 'spnego-answer' }, what: { do: 'mechanism', supported: 'kerberos' } }],
    });
    await server.listen();
    using client = await HttpClient.connect(server.addresses.http?.port ?? 0);
    const mechToken = new NtlmClient().negotiateMessage;
    const token = encodeNegTokenInit({ mechTypes: [ntlmOid], mechToken }).toString('base64');
    const { fields } = await client.ask({ Authorization: `Negotiate ${token}` });
    const [, answer = ''] = (fields.get('www-authenticate') ?? '').split(' ');
    const { supportedMech } = decodeNegTokenResp(Buffer.from(answer, 'base64'));
    assert.equal(supportedMech?.oid, mechanismOids.kerberos);
  });
});

describe('faults in NegTokenInit2', () => {
  async function hintOf(what: FaultAction): Promise<Buffer> {
    await using fixture = await serveWith('spnego-hint', what);
    const reply = await tryNegotiate(await fixture.connect());
    return decodeNegotiateResponse(reply.message).securityBuffer;
  }

  it('offers other mechanisms, in another order', async () => {
    const { mechTypes, hintName } = decodeNegTokenInit(
      await hintOf({ do: 'hint', mechanisms: ['negoex', 'ntlm', 'ms-kerberos', '1.2.3.4'] }),
    );
    assert.deepEqual(
      mechTypes.map(({ oid }) => oid),
      [mechanismOids.negoex, ntlmOid, mechanismOids['ms-kerberos'], '1.2.3.4'],
    );
    assert.equal(hintName, 'not_defined_in_RFC4178@please_ignore');
  });

  it('is missing', async () => assert.equal((await hintOf({ do: 'hint', form: 'missing' })).length, 0));

  it('is malformed', async () => {
    const hint = await hintOf({ do: 'hint', form: 'malformed' });
    assert.throws(() => decodeNegTokenInit(hint), CodecError);
  });

  it('leaves a login as it is, and is in its record', async () => {
    await using fixture = await serveWith('spnego-hint', { do: 'hint', mechanisms: ['kerberos'] });
    expectStatus((await logIn(fixture)).reply, 'STATUS_SUCCESS');
    assert.deepEqual(effectsOf(fixture), ['spnego-hint: hint mechanisms kerberos']);
  });

  it('holds where an acceptor introduces itself', async () => {
    const script = { hint: () => ({ oids: ['1.2.3.4'] }) };
    const step = await createSpnegoAcceptor({ mechanisms: mechanisms(), script }).step(Buffer.alloc(0));
    assert.ok(step.kind === 'continue');
    assert.deepEqual(
      decodeNegTokenInit(step.token).mechTypes.map(({ oid }) => oid),
      ['1.2.3.4'],
    );
  });
});

describe('a script of tokens', () => {
  it('is an object of functions', () => {
    const create = (script: unknown) => () =>
      createSpnegoAcceptor({ mechanisms: mechanisms(), script: script as object });
    assert.throws(create({ challenge: true }), /script\.challenge/);
    assert.throws(create('no'), /script/);
  });

  it('that answers a promise alters nothing', async () => {
    const script = { spnegoAnswer: () => Promise.resolve({ negState: 'reject' }) as object };
    const acceptor = createSpnegoAcceptor({ mechanisms: mechanisms(), script });
    const mechToken = new NtlmClient().negotiateMessage;
    const step = await acceptor.step(encodeNegTokenInit({ mechTypes: [ntlmOid], mechToken }));
    assert.ok(step.kind === 'continue');
    assert.equal(decodeNegTokenResp(step.token).negState, 'accept-incomplete');
  });

  it('asks for nothing more after a refusal', async () => {
    const script = { spnegoAnswer: () => ({ negState: 'accept-completed' }) as const };
    const acceptor = createSpnegoAcceptor({ mechanisms: mechanisms(), script });
    const step = await acceptor.step(encodeNegTokenResp({ negState: 'accept-incomplete' }));
    assert.equal(step.kind, 'rejected', 'the words of the answer are no acceptance');
  });
});
