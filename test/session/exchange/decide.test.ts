import assert from 'node:assert/strict';
import { NtStatus, ntStatusName } from '../../../src/constants/nt-status.js';
import {
  Command,
  encodeEchoRequest,
  encodeTreeConnectRequest,
  encodeTreeDisconnectRequest,
  HeaderFlags,
  OplockLevel,
} from '../../../src/smb2-codec/index.js';
import { ClientLogin, login, tryNegotiate } from '../../support/smb-client-login.js';
import { bodies, connect, succeeded } from '../commands/files/file-client.js';
import { serveFolder } from '../commands/files/shared-folder.js';
import { changing, dropped, later, serveDecided, answeredWith } from '../decisions.js';
import { expectServing, expectStatus } from '../support.js';

const { CHANGE_NOTIFY, ECHO, NEGOTIATE, SESSION_SETUP, TREE_CONNECT } = Command;

describe('a decision in front of the way out', () => {
  it('is asked about every answer, and told where it is', async () => {
    const steps: (readonly unknown[])[] = [];
    await using fixture = await serveDecided((step, proposed) => {
      steps.push([step.command, step.leg, step.user, proposed.kind]);
      assert.ok(step.connection.id > 0);
      return proposed;
    });
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    assert.deepEqual(steps, [
      [NEGOTIATE, undefined, undefined, 'answer'],
      [SESSION_SETUP, 1, undefined, 'answer'],
      [SESSION_SETUP, 2, 'alice', 'answer'],
      [TREE_CONNECT, undefined, 'alice', 'answer'],
    ]);
  });

  it('changes the status of an answer; the connection goes on', async () => {
    await using fixture = await serveDecided(
      changing(TREE_CONNECT, (proposed) => answeredWith(proposed, NtStatus.STATUS_BAD_NETWORK_NAME)),
    );
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    client.send(TREE_CONNECT, (w) => encodeTreeConnectRequest(w, { flags: 0, path: '\\\\s\\disk' }), {
      session,
    });
    // A response that was made up is signed by what verified its request.
    const reply = await client.receive();
    expectStatus(reply, 'STATUS_BAD_NETWORK_NAME');
    assert.equal(reply.signature, 'valid');
  });

  it('ends the connection instead of an answer', async () => {
    await using fixture = await serveDecided(changing(ECHO, () => dropped));
    const client = await fixture.negotiated();
    const session = await login(client);
    client.send(ECHO, encodeEchoRequest, { session });
    await client.expectDisconnect();
    await expectServing(fixture);
  });

  it('answers nothing, or twice', async () => {
    const counts = [0, 2];
    await using fixture = await serveDecided(
      changing(ECHO, ({ answers, ...outcome }) => {
        const count = counts.shift() ?? 1;
        return { ...outcome, answers: Array.from({ length: count }, () => answers[0]) };
      }),
    );
    const client = await fixture.negotiated();
    const session = await login(client);
    client.send(ECHO, encodeEchoRequest, { session });
    const twice = client.nextMessageId;
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    assert.equal((await client.receive()).header.messageId, twice);
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
  });

  it('answers instead of ending the connection that broke a rule', async () => {
    await using fixture = await serveDecided((_, proposed) =>
      proposed.kind === 'drop' ? { kind: 'answer', answers: [], cipher: undefined } : proposed,
    );
    const client = await fixture.negotiated();
    client.send(ECHO, encodeEchoRequest);
    const session = await login(client);
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
  });

  it('does not hold up the end of the server', async () => {
    const asked = later();
    const fixture = await serveDecided((_, proposed) => {
      if (proposed.kind === 'drop') assert.fail('asked about the shutdown');
      asked.fulfil();
      return new Promise(() => {});
    });
    const client = await fixture.connect();
    const negotiated = tryNegotiate(client);
    await asked.promise;
    await Promise.all([fixture.close(), assert.rejects(negotiated, { name: 'ConnectionClosed' })]);
    assert.deepEqual(fixture.internalErrors, []);
  });

  it('leaves a compound as it is: an answer that was changed goes with the others', async () => {
    await using fixture = await serveDecided(
      changing(TREE_CONNECT, (proposed) => answeredWith(proposed, NtStatus.STATUS_ACCESS_DENIED)),
    );
    const client = await fixture.negotiated();
    const session = await login(client);
    const path = '\\\\server\\disk';
    client.sendCompound([
      { command: ECHO, body: encodeEchoRequest, options: { session } },
      {
        command: TREE_CONNECT,
        body: (w) => encodeTreeConnectRequest(w, { flags: 0, path }),
        options: { session },
      },
      { command: ECHO, body: encodeEchoRequest, options: { session } },
    ]);
    const replies = await client.receiveFrame();
    assert.deepEqual(
      replies.map(({ status }) => ntStatusName(status)),
      ['STATUS_SUCCESS', 'STATUS_ACCESS_DENIED', 'STATUS_SUCCESS'],
    );
  });

  it('changes what a related request inherits', async () => {
    await using fixture = await serveDecided(
      changing(TREE_CONNECT, (proposed) => answeredWith(proposed, NtStatus.STATUS_ACCESS_DENIED)),
    );
    const client = await fixture.negotiated();
    const session = await login(client);
    const related = { session, header: { flags: HeaderFlags.RELATED_OPERATIONS } };
    const path = '\\\\server\\disk';
    client.sendCompound([
      {
        command: TREE_CONNECT,
        body: (w) => encodeTreeConnectRequest(w, { flags: 0, path }),
        options: { session },
      },
      { command: Command.TREE_DISCONNECT, body: encodeTreeDisconnectRequest, options: related },
    ]);
    expectStatus(await client.receive(), 'STATUS_ACCESS_DENIED');
    expectStatus(await client.receive(), 'STATUS_INVALID_PARAMETER');
  });

  it('that cannot be encoded ends the connection', async () => {
    await using fixture = await serveDecided(
      changing(ECHO, ({ answers: [answer], ...outcome }) => ({
        ...outcome,
        answers: [
          {
            ...answer!,
            response: { ...answer!.response, write: () => assert.fail('a fault of the decision') },
          },
        ],
      })),
    );
    const client = await fixture.negotiated();
    const session = await login(client);
    client.send(ECHO, encodeEchoRequest, { session });
    await client.expectDisconnect();
    assert.equal(fixture.internalErrors.splice(0, 2).length, 2);
  });
});

describe('a change of state that is answered otherwise', () => {
  it('a tree connect: there is no tree, and the record has the status that went out', async () => {
    const trees: number[] = [];
    let enabled = true;
    await using fixture = await serveDecided(
      changing(TREE_CONNECT, (proposed) => {
        if (!enabled) return proposed;
        trees.push(proposed.answers[0]?.response.treeId ?? 0);
        return answeredWith(proposed, NtStatus.STATUS_BAD_NETWORK_NAME);
      }),
      { limits: { treesPerSession: 1 } },
    );
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_BAD_NETWORK_NAME');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_BAD_NETWORK_NAME');
    assert.equal(trees.length, 2);
    for (const treeId of trees) {
      expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_NETWORK_NAME_DELETED');
    }
    enabled = false;
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    assert.deepEqual(
      (await fixture.treeRecords(3)).map(({ wireStatus, type }) => [wireStatus, type]),
      [
        ['STATUS_BAD_NETWORK_NAME', undefined],
        ['STATUS_BAD_NETWORK_NAME', undefined],
        ['STATUS_SUCCESS', 'disk'],
      ],
    );
  });

  it('a NEGOTIATE: the client may ask again', async () => {
    let refusals = 1;
    await using fixture = await serveDecided(
      changing(NEGOTIATE, (proposed) =>
        refusals-- > 0 ? answeredWith(proposed, NtStatus.STATUS_NOT_SUPPORTED) : proposed,
      ),
    );
    const client = await fixture.connect();
    expectStatus(await tryNegotiate(client), 'STATUS_NOT_SUPPORTED');
    expectStatus(await tryNegotiate(client), 'STATUS_SUCCESS');
    await login(client);
  });
});

describe('a late decision', () => {
  it('keeps the order: answers behind it wait', async () => {
    const first = later();
    const order: bigint[] = [];
    const asked = later();
    await using fixture = await serveDecided(
      changing(ECHO, async (proposed) => {
        order.push(proposed.answers[0]!.request.header.messageId);
        if (order.length === 1) {
          asked.fulfil();
          await first.promise;
        }
        return proposed;
      }),
    );
    const client = await fixture.negotiated();
    const session = await login(client);
    const ids = [0, 1, 2].map((i) => client.nextMessageId + BigInt(i));
    for (const _ of ids) client.send(ECHO, encodeEchoRequest, { session });
    await asked.promise;
    // Another connection is not held up, and what arrived behind the first request is not served.
    await expectServing(fixture);
    assert.deepEqual(order, ids.slice(0, 1));
    first.fulfil();
    const answered = [await client.receive(), await client.receive(), await client.receive()];
    assert.deepEqual(
      answered.map(({ header }) => header.messageId),
      ids,
    );
    assert.deepEqual(order, ids);
  });

  it('in a compound: the rest is served behind it, and answered in one frame', async () => {
    await using fixture = await serveDecided(changing(ECHO, (proposed) => Promise.resolve(proposed)));
    const client = await fixture.negotiated();
    const session = await login(client);
    client.sendCompound(
      [0, 1, 2].map(() => ({ command: ECHO, body: encodeEchoRequest, options: { session } })),
    );
    assert.deepEqual(
      (await client.receiveFrame()).map(({ status }) => ntStatusName(status)),
      ['STATUS_SUCCESS', 'STATUS_SUCCESS', 'STATUS_SUCCESS'],
    );
  });

  it('about the end of a connection: nothing more is served', async () => {
    const asked = later();
    const drop = later();
    const served: (number | undefined)[] = [];
    await using fixture = await serveDecided((step, proposed) => {
      served.push(step.command);
      if (proposed.kind !== 'drop') return proposed;
      asked.fulfil();
      return drop.promise.then(() => proposed);
    });
    const client = await fixture.negotiated();
    client.send(ECHO, encodeEchoRequest);
    new ClientLogin(client).sendFirst();
    await asked.promise;
    await expectServing(fixture);
    drop.fulfil();
    await client.expectDisconnect();
    assert.deepEqual(served.slice(0, 2), [NEGOTIATE, ECHO]);
  });
});

describe('a decision about more than the answer to a request', () => {
  const directory = { desiredAccess: 0x8000_0000, createOptions: 1 };

  it('the interim response, changed: the request waits no longer, and is not answered again', async () => {
    await using server = await serveFolder(
      {},
      undefined,
      changing(CHANGE_NOTIFY, (proposed) =>
        proposed.answers[0]?.response.status === NtStatus.STATUS_PENDING
          ? answeredWith(proposed, NtStatus.STATUS_NOT_SUPPORTED)
          : assert.fail('answered again'),
      ),
    );
    const client = await connect(server);
    const { fileId } = await client.open('', directory);
    expectStatus(await client.request(CHANGE_NOTIFY, bodies.notify(fileId)), 'STATUS_NOT_SUPPORTED');
    expectStatus(await client.close(fileId), 'STATUS_SUCCESS');
    expectStatus(await client.smb.echo({ session: client.session }), 'STATUS_SUCCESS');
  });

  it('the interim response, late: it still goes before the final one', async () => {
    const asked = later();
    const verdict = later();
    await using server = await serveFolder(
      {},
      undefined,
      changing(CHANGE_NOTIFY, (proposed) => {
        asked.fulfil();
        return verdict.promise.then(() => proposed);
      }),
    );
    const client = await connect(server);
    const { fileId } = await client.open('', directory);
    client.smb.send(CHANGE_NOTIFY, bodies.notify(fileId), { session: client.session, treeId: client.treeId });
    await asked.promise;
    // The change comes before the client is told that its request waits.
    const other = await connect(server);
    await other.open('new', { createDisposition: 2 });
    verdict.fulfil();
    const interim = await client.smb.receive();
    expectStatus(interim, 'STATUS_PENDING');
    succeeded(await client.final(interim));
  });

  it('an oplock break: its holder is not told, and the other waits', async () => {
    const notified = later();
    await using server = await serveFolder({}, undefined, (_, proposed) => {
      if (proposed.kind !== 'notify') return proposed;
      notified.fulfil();
      return { kind: 'answer', answers: [], cipher: undefined };
    });
    server.put('a', 'contents');
    const client = await connect(server);
    const other = await connect(server);
    const { fileId } = await client.open('a', { requestedOplockLevel: OplockLevel.SMB2_OPLOCK_LEVEL_BATCH });
    const interim = await other.begin(Command.CREATE, bodies.create('a'));
    await notified.promise;
    // The next thing that the holder hears is the answer to its own request.
    expectStatus(await client.close(fileId), 'STATUS_SUCCESS');
    succeeded(await other.final(interim));
  });

  it('a NetBIOS session response: the connection ends instead', async () => {
    const kinds: string[] = [];
    await using fixture = await serveDecided((_, proposed) => {
      kinds.push(proposed.kind);
      return proposed.kind === 'frame' ? dropped : proposed;
    });
    const client = await fixture.connect();
    client.sendRaw(Buffer.from('8100004400', 'hex').subarray(0, 4));
    client.sendRaw(Buffer.alloc(0x44));
    await client.expectDisconnect();
    assert.deepEqual(kinds, ['frame']);
  });
});
