import assert from 'node:assert/strict';
import { NtStatus, ntStatusName } from '../../../../src/constants/nt-status.js';
import type { AnswerOutcome } from '../../../../src/session/exchange/outcome.js';
import { Command } from '../../../../src/smb2-codec/index.js';
import { ClientLogin, login, tryLogin } from '../../../support/smb-client-login.js';
import type { SmbClient } from '../../../support/smb-client.js';
import { Acceptances, changing, dropped, later, serveDecided, answeredWith } from '../../decisions.js';
import { asBob, expectServing, expectStatus } from '../../support.js';

const { SESSION_SETUP } = Command;
const LOGON_FAILURE = NtStatus.STATUS_LOGON_FAILURE;
const refusal = (proposed: AnswerOutcome): AnswerOutcome => answeredWith(proposed, LOGON_FAILURE);

/** Whether the connection has a session of the id, as an unsigned LOGOFF finds. */
async function statusOfSession(client: SmbClient, sessionId: bigint): Promise<string> {
  return ntStatusName((await client.logoff({ header: { sessionId } })).status);
}

describe('a login that is decided otherwise', () => {
  for (const [how, change] of [
    ['at once', refusal],
    ['late', (proposed: AnswerOutcome) => Promise.resolve(refusal(proposed))],
  ] as const) {
    it(`accepted, and told STATUS_LOGON_FAILURE ${how}: no valid session, and the record says what went out`, async () => {
      const acceptances = new Acceptances(change);
      await using fixture = await serveDecided(acceptances.decide);
      const client = await fixture.negotiated();
      const exchange = new ClientLogin(client);
      await exchange.first();
      expectStatus(await exchange.second(), 'STATUS_LOGON_FAILURE');
      assert.deepEqual(fixture.valid, []);
      assert.equal(await statusOfSession(client, exchange.sessionId), 'STATUS_USER_SESSION_DELETED');
      const [record] = await fixture.records(1);
      assert.deepEqual(
        [record?.verdict, record?.reason, record?.wireStatus, record?.identity],
        ['refused', 'answered-otherwise', 'STATUS_LOGON_FAILURE', undefined],
      );
      // The connection is as good as any for another login.
      acceptances.enabled = false;
      await login(client);
    });
  }

  it('accepted, and dropped: the record knows no status', async () => {
    const acceptances = new Acceptances(() => dropped);
    await using fixture = await serveDecided(acceptances.decide);
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    await exchange.first();
    exchange.sendSecond();
    await client.expectDisconnect();
    const [record] = await fixture.records(1);
    assert.deepEqual([record?.reason, record?.wireStatus], ['answered-otherwise', undefined]);
    assert.deepEqual(fixture.valid, []);
  });

  it('accepted, and not answered at all: no valid session', async () => {
    const acceptances = new Acceptances((proposed) => ({ ...proposed, answers: [] }));
    await using fixture = await serveDecided(acceptances.decide);
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    await exchange.first();
    exchange.sendSecond();
    const [record] = await fixture.records(1);
    assert.deepEqual([record?.reason, record?.wireStatus], ['answered-otherwise', undefined]);
    assert.deepEqual(fixture.valid, []);
    assert.equal(await statusOfSession(client, exchange.sessionId), 'STATUS_USER_SESSION_DELETED');
  });

  it('refused, and told another status: the record has that one', async () => {
    await using fixture = await serveDecided(
      changing(SESSION_SETUP, (proposed, { leg }) =>
        leg === 2 ? answeredWith(proposed, NtStatus.STATUS_ACCOUNT_DISABLED) : proposed,
      ),
    );
    const client = await fixture.negotiated();
    expectStatus(await tryLogin(client, { password: 'wrong' }), 'STATUS_ACCOUNT_DISABLED');
    const [record] = await fixture.records(1);
    assert.deepEqual([record?.reason, record?.wireStatus], ['answered-otherwise', 'STATUS_ACCOUNT_DISABLED']);
  });

  it('refused, and told STATUS_SUCCESS: the connection ends, and nobody is logged in', async () => {
    await using fixture = await serveDecided(
      changing(SESSION_SETUP, (proposed, { leg }) =>
        leg === 2 ? answeredWith(proposed, NtStatus.STATUS_SUCCESS) : proposed,
      ),
    );
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client, { password: 'wrong' });
    await exchange.first();
    exchange.sendSecond();
    await client.expectDisconnect();
    assert.equal(fixture.internalErrors.splice(0, 2).length, 2);
    const [record] = await fixture.records(1);
    assert.deepEqual([record?.verdict, record?.reason], ['refused', 'answered-otherwise']);
  });

  it('its first leg refused: the login is over', async () => {
    await using fixture = await serveDecided(
      changing(SESSION_SETUP, (proposed, { leg }) => (leg === 1 ? refusal(proposed) : proposed)),
    );
    const client = await fixture.negotiated();
    const reply = await new ClientLogin(client).first();
    expectStatus(reply, 'STATUS_LOGON_FAILURE');
    assert.equal(await statusOfSession(client, reply.header.sessionId), 'STATUS_USER_SESSION_DELETED');
    const [record] = await fixture.records(1);
    assert.deepEqual([record?.reason, record?.wireStatus], ['answered-otherwise', 'STATUS_LOGON_FAILURE']);
  });

  it('an attempt that was refused before it began: the record has the other status', async () => {
    await using fixture = await serveDecided(
      changing(SESSION_SETUP, (proposed) => answeredWith(proposed, NtStatus.STATUS_ACCOUNT_DISABLED)),
      { policy: { encryption: 'required' } },
    );
    const client = await fixture.negotiated({ dialects: [0x0210] });
    expectStatus(await tryLogin(client), 'STATUS_ACCOUNT_DISABLED');
    const [record] = await fixture.records(1);
    assert.deepEqual([record?.reason, record?.wireStatus], ['answered-otherwise', 'STATUS_ACCOUNT_DISABLED']);
  });

  it('a re-authentication that is refused after all ends its session, as one that failed', async () => {
    const acceptances = new Acceptances(refusal);
    acceptances.enabled = false;
    await using fixture = await serveDecided(acceptances.decide);
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    acceptances.enabled = true;
    const exchange = new ClientLogin(client, { ...asBob, reauthenticate: session });
    await exchange.first();
    expectStatus(await exchange.second(), 'STATUS_LOGON_FAILURE');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_USER_SESSION_DELETED');
    const record = (await fixture.records(2)).at(1);
    assert.deepEqual([record?.reason, record?.identity], ['answered-otherwise', undefined]);
  });

  it('a binding that is refused after all joins nothing, and leaves the session alone', async () => {
    const acceptances = new Acceptances(refusal);
    acceptances.enabled = false;
    await using fixture = await serveDecided(acceptances.decide);
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    acceptances.enabled = true;
    const exchange = new ClientLogin(second, { bind: session });
    await exchange.first();
    expectStatus(await exchange.second(), 'STATUS_LOGON_FAILURE');
    acceptances.enabled = false;
    expectStatus(await second.treeConnect('disk', { session }), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await first.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    await login(second, { bind: session });
  });

  it('a session that ended while its acceptance was decided does not come back', async () => {
    const asked = later();
    const verdict = later();
    const acceptances = new Acceptances((proposed) => {
      acceptances.enabled = false;
      asked.fulfil();
      return verdict.promise.then(() => proposed);
    });
    acceptances.enabled = false;
    await using fixture = await serveDecided(acceptances.decide);
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    const exchange = new ClientLogin(second, { bind: session });
    await exchange.first();
    acceptances.enabled = true;
    exchange.sendSecond();
    await asked.promise;
    expectStatus(await first.logoff({ session }), 'STATUS_SUCCESS');
    verdict.fulfil();
    expectStatus(await second.receive(), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await second.treeConnect('disk', { session }), 'STATUS_USER_SESSION_DELETED');
  });

  it('of a login that comes when the connection is gone: no session, and no record of success', async () => {
    const asked = later();
    const verdict = later();
    const acceptances = new Acceptances((proposed) => {
      asked.fulfil();
      return verdict.promise.then(() => proposed);
    });
    await using fixture = await serveDecided(acceptances.decide);
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    await exchange.first();
    exchange.sendSecond();
    await asked.promise;
    client.close();
    const [record] = await fixture.records(1);
    assert.deepEqual([record?.verdict, record?.reason], ['unfinished', 'left-after-challenge']);
    verdict.fulfil();
    acceptances.enabled = false;
    await expectServing(fixture);
    assert.equal(fixture.valid.length, 1, 'the later login alone');
    assert.equal((await fixture.records(2)).length, 2);
  });

  it('of a login: until it is there the session is not valid', async () => {
    const asked = later();
    const verdict = later();
    const acceptances = new Acceptances((proposed) => {
      asked.fulfil();
      return verdict.promise.then(() => proposed);
    });
    await using fixture = await serveDecided(acceptances.decide);
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    await exchange.first();
    exchange.sendSecond();
    await asked.promise;
    assert.deepEqual([fixture.attempts, fixture.valid], [[], []]);
    verdict.fulfil();
    const session = exchange.complete(await client.receive());
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    assert.deepEqual(
      (await fixture.records(1)).map(({ reason }) => reason),
      ['accepted'],
    );
  });
});

describe('a decision that is none ends the connection', () => {
  for (const [name, decide] of [
    ['it throws', () => assert.fail('a fault of the decision')],
    ['it rejects', () => Promise.reject(new Error('a fault of the decision'))],
    ['it is undefined', () => undefined],
    ['it is a promise of nothing', () => Promise.resolve()],
    ['it is another word', () => ({ kind: 'accept' })],
    ['it is an answer without answers', () => ({ kind: 'answer' })],
    [
      'it is an answer to no request',
      () => ({ kind: 'answer', answers: [{ response: { status: 0 }, credits: 1 }] }),
    ],
    ['it drops for a reason there is none of', () => ({ kind: 'drop', why: 'toString' })],
    [
      'it changes the proposal itself',
      (proposed: AnswerOutcome) => {
        (proposed.answers[0]!.response as { status: number }).status = LOGON_FAILURE;
        return proposed;
      },
    ],
    [
      'it accepts by a response of its own',
      ({ answers: [answer], ...outcome }: AnswerOutcome) => ({
        ...outcome,
        answers: [{ ...answer!, response: { ...answer!.response } }],
      }),
    ],
  ] as const) {
    it(`${name}: no session is left, and the record says so`, async () => {
      const acceptances = new Acceptances(decide);
      await using fixture = await serveDecided(acceptances.decide);
      const client = await fixture.negotiated();
      const exchange = new ClientLogin(client);
      await exchange.first();
      exchange.sendSecond();
      await client.expectDisconnect();
      assert.equal(
        fixture.internalErrors.splice(0, 2)[0],
        'internal error while deciding what leaves a connection',
      );
      const [record] = await fixture.records(1);
      assert.deepEqual([record?.verdict, record?.reason], ['refused', 'answered-otherwise']);
      assert.deepEqual(fixture.valid, []);
    });
  }
});
