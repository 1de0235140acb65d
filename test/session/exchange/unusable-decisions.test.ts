import assert from 'node:assert/strict';
import type { AnswerOutcome, Outcome } from '../../../src/session/exchange/outcome.js';
import { ACKNOWLEDGE_MILLISECONDS } from '../../../src/session/commands/files/oplock-break.js';
import { Command, encodeEchoRequest, OplockLevel } from '../../../src/smb2-codec/index.js';
import { HandDrivenRuntime } from '../../support/hand-driven-runtime.js';
import type { SmbClient } from '../../support/smb-client.js';
import { ClientLogin, login } from '../../support/smb-client-login.js';
import { bodies, connect } from '../commands/files/file-client.js';
import { serveFolder } from '../commands/files/shared-folder.js';
import { Acceptances, changing, dropped, serveDecided } from '../decisions.js';
import { expectServing, expectStatus } from '../support.js';

const { CHANGE_NOTIFY, ECHO } = Command;
const batch = { requestedOplockLevel: OplockLevel.SMB2_OPLOCK_LEVEL_BATCH };

/** The proposed answer with other members. */
function withMembers({ answers: [answer], ...outcome }: AnswerOutcome, members: object): object {
  return { ...outcome, answers: [{ ...answer!, ...members }] };
}

/** Lets each request of a client go with an ECHO behind it. */
function inCompoundWithEcho(client: SmbClient): void {
  client.send = (command, body, options) => {
    client.sendCompound([
      { command, body, ...(options && { options }) },
      { command: ECHO, body: encodeEchoRequest },
    ]);
    return Buffer.alloc(0);
  };
}

describe('a decision that cannot be carried out', () => {
  for (const [name, change] of [
    ['more credits than the header has bits', (proposed) => withMembers(proposed, { credits: 0x1_0000 })],
    ['an AsyncId that is none', (proposed) => withMembers(proposed, { asyncId: 1 })],
    ['a cipher that is none', (proposed) => ({ ...proposed, cipher: {} })],
    [
      'an answer to another request',
      (proposed) =>
        withMembers(proposed, { request: { ...proposed.answers[0]!.request, header: { messageId: 1 } } }),
    ],
  ] as readonly [string, (proposed: AnswerOutcome) => object][]) {
    it(`${name}: the login that it was to announce is not accepted`, async () => {
      const acceptances = new Acceptances(change);
      await using fixture = await serveDecided(acceptances.decide);
      const client = await fixture.negotiated();
      const exchange = new ClientLogin(client);
      await exchange.first();
      exchange.sendSecond();
      await client.expectDisconnect();
      assert.equal(fixture.internalErrors.splice(0, 2).length, 2);
      const [record] = await fixture.records(1);
      assert.deepEqual([record?.verdict, record?.reason], ['refused', 'answered-otherwise']);
      assert.deepEqual(fixture.valid, []);
    });
  }

  for (const [name, outcome] of [
    [
      'a member that cannot be read',
      () => Object.defineProperty({}, 'kind', { get: () => assert.fail('a fault of the decision') }),
    ],
    [
      'an answer to half a request',
      ({ answers: [answer] }) => ({
        kind: 'answer',
        answers: [
          { request: { connection: answer!.request.connection }, response: { status: 0 }, credits: 0 },
        ],
      }),
    ],
  ] as readonly [string, (proposed: AnswerOutcome) => object][]) {
    for (const [when, given] of [
      ['at once', (value: object) => value],
      ['late', (value: object) => Promise.resolve().then(() => value)],
    ] as const) {
      it(`${name}, ${when}: the connection ends, and no other`, async () => {
        await using fixture = await serveDecided(changing(ECHO, (proposed) => given(outcome(proposed))));
        const client = await fixture.negotiated();
        const session = await login(client);
        client.send(ECHO, encodeEchoRequest, { session });
        await client.expectDisconnect();
        assert.equal(
          fixture.internalErrors.splice(0, 2)[0],
          'internal error while deciding what leaves a connection',
        );
        await expectServing(fixture);
      });
    }
  }

  it('a notification without a body that can be written: its connection ends, and no other', async () => {
    await using server = await serveFolder({}, undefined, (_, proposed) =>
      proposed.kind === 'notify'
        ? { ...proposed, body: () => assert.fail('a fault of the decision') }
        : proposed,
    );
    server.put('a', 'contents');
    const holder = await connect(server);
    const other = await connect(server);
    await holder.open('a', batch);
    await other.open('a');
    await holder.smb.expectDisconnect();
    assert.equal(server.internalErrors.splice(0, 2).length, 2);
  });
});

describe('a decision that ends a connection', () => {
  it('instead of an oplock break: nobody waits for the answer to it', async () => {
    const runtime = new HandDrivenRuntime();
    await using server = await serveFolder({}, runtime, (_, proposed) =>
      proposed.kind === 'notify' ? dropped : proposed,
    );
    server.put('a', 'contents');
    const holder = await connect(server);
    const other = await connect(server);
    await holder.open('a', batch);
    await other.open('a');
    await holder.smb.expectDisconnect();
    assert.equal(runtime.running(ACKNOWLEDGE_MILLISECONDS), 0);
  });

  it('behind a login in a compound: the client is told that it was accepted', async () => {
    await using fixture = await serveDecided(changing(ECHO, () => dropped));
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client);
    await exchange.first();
    inCompoundWithEcho(client);
    exchange.sendSecond();
    expectStatus(await client.receive(), 'STATUS_SUCCESS');
    await client.expectDisconnect();
    assert.equal((await fixture.records(1))[0]?.verdict, 'accepted');
  });
});

describe('a connection that is closed', () => {
  it('is asked about nothing more', async () => {
    const asked: string[] = [];
    await using server = await serveFolder({}, undefined, (step, proposed): Outcome => {
      if (step.command === CHANGE_NOTIFY) asked.push(proposed.kind);
      return proposed;
    });
    const client = await connect(server);
    const { fileId } = await client.open('', { desiredAccess: 0x8000_0000, createOptions: 1 });
    expectStatus(await client.begin(CHANGE_NOTIFY, bodies.notify(fileId)), 'STATUS_PENDING');
    client.smb.close();
    await server.records(1);
    await expectServing(server);
    assert.deepEqual(asked, ['answer']);
  });
});
