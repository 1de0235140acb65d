import assert from 'node:assert/strict';
import {
  Command,
  decodeHeader,
  encodeEchoRequest,
  encodeLogoffRequest,
  encodeTreeConnectRequest,
  encodeTreeDisconnectRequest,
  frame,
  HeaderFlags,
} from '../../../src/smb2-codec/index.js';
import { ntStatusName } from '../../../src/constants/nt-status.js';
import type { ClientSession, Reply, SmbClient } from '../../support/smb-client.js';
import { login } from '../../support/smb-client-login.js';
import { close, create, temporaryShare, watch } from '../file-requests.js';
import { asBob, expectServing, expectStatus, type Fixture, serve } from '../support.js';

const related = { flags: HeaderFlags.RELATED_OPERATIONS };
const allOnes = { ...related, sessionId: 0xffff_ffff_ffff_ffffn, treeId: 0xffffffff };
const treeConnect =
  (share = 'disk') =>
  (w: Parameters<typeof encodeTreeConnectRequest>[0]) =>
    encodeTreeConnectRequest(w, { flags: 0, path: `\\\\server\\${share}` });

type Parts = Parameters<SmbClient['sendCompound']>[0];

/** A session with a tree, and room for compounds. */
async function onTree(fixture: Fixture, share = 'disk') {
  const client = await fixture.negotiated();
  const session = await login(client);
  const { treeId } = (await client.treeConnect(share, { session })).header;
  return { client, session, treeId };
}

async function ask(client: SmbClient, parts: Parts): Promise<Reply[]> {
  client.sendCompound(parts);
  return client.receiveFrame();
}

function decodeUnverified(message: Buffer) {
  const header = decodeHeader(message);
  return { header, status: ntStatusName(header.status) };
}

function statuses(replies: readonly Reply[]): string[] {
  return replies.map(({ status }) => ntStatusName(status));
}

describe('[MS-SMB2] 3.3.5.2.7.1 Handling Compounded Unrelated Requests', () => {
  it('each is handled by itself, and fails by itself', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const replies = await ask(client, [
      { command: Command.ECHO, body: encodeEchoRequest, options: { session } },
      { command: Command.CREATE, body: create('missing'), options: { session, treeId } },
      {
        command: Command.TREE_DISCONNECT,
        body: encodeTreeDisconnectRequest,
        options: { session, treeId: 77 },
      },
      { command: Command.CREATE, body: create(), options: { session, treeId } },
    ]);
    assert.deepEqual(statuses(replies), [
      'STATUS_SUCCESS',
      'STATUS_OBJECT_NAME_NOT_FOUND',
      'STATUS_NETWORK_NAME_DELETED',
      'STATUS_SUCCESS',
    ]);
  });

  it('of two sessions, each signed with its own key', async () => {
    await using fixture = await serve();
    const { client, session } = await onTree(fixture);
    const other = await login(client, asBob);
    const replies = await ask(client, [
      { command: Command.TREE_CONNECT, body: treeConnect(), options: { session } },
      { command: Command.TREE_CONNECT, body: treeConnect(), options: { session: other } },
    ]);
    assert.deepEqual(statuses(replies), ['STATUS_SUCCESS', 'STATUS_SUCCESS']);
    assert.deepEqual(
      replies.map(({ signature, header }) => [signature, header.sessionId]),
      [
        ['valid', session.id],
        ['valid', other.id],
      ],
    );
  });

  it('of two sessions that are encrypted, in the clear: each refusal is encrypted for its own', async () => {
    await using fixture = await serve({ policy: { encryption: 'required' } });
    const { client, session } = await onTree(fixture);
    const other = await login(client, asBob);
    const inTheClear = (of: ClientSession) => ({
      command: Command.ECHO,
      body: encodeEchoRequest,
      options: { session: of, encrypt: false },
    });
    client.sendCompound([inTheClear(session), inTheClear(other)]);
    for (const { id } of [session, other]) {
      const reply = await client.receive();
      expectStatus(reply, 'STATUS_ACCESS_DENIED');
      assert.equal(reply.header.sessionId, id, 'also outside, or the client complains');
    }
  });

  it('a command that is none, behind a request that is one, fails alone, as on smbd', async () => {
    await using fixture = await serve();
    const { client, session } = await onTree(fixture);
    const replies = await ask(client, [
      { command: Command.ECHO, body: encodeEchoRequest, options: { session } },
      { command: 0xff, body: encodeEchoRequest, options: { session } },
      { command: Command.ECHO, body: encodeEchoRequest, options: { session } },
    ]);
    assert.deepEqual(statuses(replies), ['STATUS_SUCCESS', 'STATUS_INVALID_PARAMETER', 'STATUS_SUCCESS']);
  });

  it('a message that says it is a response is no request: STATUS_INVALID_PARAMETER, as on smbd (2.2.1.2)', async () => {
    await using fixture = await serve();
    const { client, session } = await onTree(fixture);
    const response = { session, header: { flags: HeaderFlags.SERVER_TO_REDIR } };
    for (const sign of [true, false]) {
      client.send(Command.ECHO, encodeEchoRequest, { ...response, sign });
      const { header, status } = decodeUnverified(await client.receivePayload());
      assert.equal(status, 'STATUS_INVALID_PARAMETER');
      assert.equal(header.messageId, client.nextMessageId - 1n);
    }
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    assert.deepEqual(fixture.incidents, []);
  });

  it('one wrong signature fails that request alone', async () => {
    await using fixture = await serve();
    const { client, session } = await onTree(fixture);
    const echo = { command: Command.ECHO, body: encodeEchoRequest };
    const replies = await ask(client, [
      { ...echo, options: { session } },
      { ...echo, options: { session, sign: 'wrong' } },
      { ...echo, options: { session } },
    ]);
    assert.deepEqual(statuses(replies), ['STATUS_SUCCESS', 'STATUS_ACCESS_DENIED', 'STATUS_SUCCESS']);
    for (const { signature } of replies) assert.equal(signature, 'valid');
  });

  it('the session logged off in its midst is gone for the rest', async () => {
    await using fixture = await serve();
    const { client, session } = await onTree(fixture);
    const replies = await ask(client, [
      { command: Command.LOGOFF, body: encodeLogoffRequest, options: { session } },
      { command: Command.TREE_CONNECT, body: treeConnect(), options: { session } },
    ]);
    assert.deepEqual(statuses(replies), ['STATUS_SUCCESS', 'STATUS_USER_SESSION_DELETED']);
  });
});

describe('[MS-SMB2] 3.3.5.2.7.2 Handling Compounded Related Requests', () => {
  it('CREATE, CLOSE: SessionId, TreeId and FileId come from the request before', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const replies = await ask(client, [
      { command: Command.CREATE, body: create(), options: { session, treeId } },
      { command: Command.CLOSE, body: close(), options: { session, header: allOnes } },
    ]);
    assert.deepEqual(statuses(replies), ['STATUS_SUCCESS', 'STATUS_SUCCESS']);
    assert.deepEqual(
      replies.map(({ header, signature }) => ({
        related: (header.flags & HeaderFlags.RELATED_OPERATIONS) !== 0,
        signature,
        sessionId: header.sessionId,
        treeId: header.treeId,
      })),
      [false, true].map((each) => ({ related: each, signature: 'valid', sessionId: session.id, treeId })),
    );
  });

  it('TREE_CONNECT, CREATE, CLOSE: the TreeId is the new one', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session } = await onTree(fixture);
    const replies = await ask(client, [
      { command: Command.TREE_CONNECT, body: treeConnect(), options: { session } },
      { command: Command.CREATE, body: create(), options: { session, header: allOnes } },
      { command: Command.CLOSE, body: close(), options: { session, header: allOnes } },
    ]);
    assert.deepEqual(statuses(replies), ['STATUS_SUCCESS', 'STATUS_SUCCESS', 'STATUS_SUCCESS']);
  });

  it('a TREE_CONNECT that fails: all that follows is STATUS_INVALID_PARAMETER, whatever TreeId it names', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const options = { session, header: { ...related, treeId } };
    const replies = await ask(client, [
      { command: Command.TREE_CONNECT, body: treeConnect('nowhere'), options: { session } },
      { command: Command.CREATE, body: create(), options },
      { command: Command.CREATE, body: create(), options },
      { command: Command.TREE_DISCONNECT, body: encodeTreeDisconnectRequest, options },
    ]);
    assert.deepEqual(statuses(replies), [
      'STATUS_BAD_NETWORK_NAME',
      'STATUS_INVALID_PARAMETER',
      'STATUS_INVALID_PARAMETER',
      'STATUS_INVALID_PARAMETER',
    ]);
    expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_SUCCESS');
  });

  it('a SessionId that is none: all that follows is STATUS_INVALID_PARAMETER, whatever SessionId it names', async () => {
    await using fixture = await serve();
    const { client, session } = await onTree(fixture);
    const logoff = { command: Command.LOGOFF, body: encodeLogoffRequest };
    const options = { session, header: related };
    const replies = await ask(client, [
      { ...logoff, options: { header: { sessionId: 0x4242n } } },
      { ...logoff, options },
      { ...logoff, options },
    ]);
    assert.deepEqual(statuses(replies), [
      'STATUS_USER_SESSION_DELETED',
      'STATUS_INVALID_PARAMETER',
      'STATUS_INVALID_PARAMETER',
    ]);
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
  });

  it('a wrong signature: nothing that follows takes its tree or file from that request', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const options = { session, header: allOnes };
    const replies = await ask(client, [
      { command: Command.ECHO, body: encodeEchoRequest, options: { session, treeId, sign: 'wrong' } },
      { command: Command.TREE_DISCONNECT, body: encodeTreeDisconnectRequest, options },
      { command: Command.CLOSE, body: close(), options },
    ]);
    assert.deepEqual(statuses(replies), [
      'STATUS_ACCESS_DENIED',
      'STATUS_INVALID_PARAMETER',
      'STATUS_INVALID_PARAMETER',
    ]);
    expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_SUCCESS');
  });

  it('a CREATE that fails: what needs its FileId fails with the same status', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const options = { session, header: allOnes };
    const replies = await ask(client, [
      { command: Command.CREATE, body: create('missing'), options: { session, treeId } },
      { command: Command.CHANGE_NOTIFY, body: watch(), options },
      { command: Command.CLOSE, body: close(), options },
    ]);
    assert.deepEqual(statuses(replies), Array<string>(3).fill('STATUS_OBJECT_NAME_NOT_FOUND'));
    for (const { signature } of replies) assert.equal(signature, 'valid');
  });

  it('a wrong signature comes before all that the request before it lacks: STATUS_ACCESS_DENIED', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const replies = await ask(client, [
      { command: Command.CREATE, body: create('missing'), options: { session, treeId } },
      { command: Command.CLOSE, body: close(), options: { session, sign: 'wrong', header: allOnes } },
    ]);
    assert.deepEqual(statuses(replies), ['STATUS_OBJECT_NAME_NOT_FOUND', 'STATUS_ACCESS_DENIED']);
  });

  it('no FileId before: STATUS_INVALID_HANDLE for it and all that follows', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const options = { session, header: allOnes };
    const replies = await ask(client, [
      { command: Command.ECHO, body: encodeEchoRequest, options: { session, treeId } },
      { command: Command.CLOSE, body: close(), options },
      { command: Command.CLOSE, body: close(), options },
    ]);
    assert.deepEqual(statuses(replies), ['STATUS_SUCCESS', 'STATUS_INVALID_HANDLE', 'STATUS_INVALID_HANDLE']);
    for (const { signature } of replies) assert.equal(signature, 'valid');
  });

  it('the first request marked as related: STATUS_INVALID_PARAMETER for all of them (note <269>)', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const options = { session, treeId, header: related };
    const replies = await ask(client, [
      { command: Command.CREATE, body: create(), options },
      { command: Command.TREE_CONNECT, body: treeConnect(), options },
      { command: Command.TREE_DISCONNECT, body: encodeTreeDisconnectRequest, options },
    ]);
    assert.deepEqual(statuses(replies), Array<string>(3).fill('STATUS_INVALID_PARAMETER'));
    for (const { signature } of replies) assert.equal(signature, 'valid');
    expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_SUCCESS');
  });

  it('an unrelated request in their midst begins a new chain (note <268>)', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const replies = await ask(client, [
      { command: Command.CREATE, body: create('missing'), options: { session, treeId } },
      { command: Command.CLOSE, body: close(), options: { session, header: allOnes } },
      { command: Command.CREATE, body: create(), options: { session, treeId } },
      { command: Command.CLOSE, body: close(), options: { session, header: allOnes } },
    ]);
    assert.deepEqual(statuses(replies), [
      'STATUS_OBJECT_NAME_NOT_FOUND',
      'STATUS_OBJECT_NAME_NOT_FOUND',
      'STATUS_SUCCESS',
      'STATUS_SUCCESS',
    ]);
  });

  it('a related request is of the session before it, and signed for it, whatever it names', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const bobs = await login(client, asBob);
    const chain = (second: ClientSession): Parts => [
      { command: Command.CREATE, body: create(), options: { session, treeId } },
      { command: Command.CLOSE, body: close(), options: { session: second, header: related } },
    ];
    // Bob's key does not sign for alice's session.
    assert.deepEqual(statuses(await ask(client, chain(bobs))), ['STATUS_SUCCESS', 'STATUS_ACCESS_DENIED']);
    const named = { ...session, id: bobs.id };
    assert.deepEqual(statuses(await ask(client, chain(named))), ['STATUS_SUCCESS', 'STATUS_SUCCESS']);
  });

  it('TREE_DISCONNECT in their midst: the tree is gone for the rest', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const options = { session, header: allOnes };
    const replies = await ask(client, [
      { command: Command.CREATE, body: create(), options: { session, treeId } },
      { command: Command.TREE_DISCONNECT, body: encodeTreeDisconnectRequest, options },
      { command: Command.CLOSE, body: close(), options },
    ]);
    assert.deepEqual(statuses(replies), ['STATUS_SUCCESS', 'STATUS_SUCCESS', 'STATUS_NETWORK_NAME_DELETED']);
  });

  it('encrypted, with an encrypted share', async () => {
    await using fixture = await serve({ shares: [{ ...temporaryShare, encrypt: true }] });
    const { client, session, treeId } = await onTree(fixture);
    const replies = await ask(client, [
      { command: Command.CREATE, body: create(), options: { session, treeId, encrypt: true } },
      { command: Command.CLOSE, body: close(), options: { session, encrypt: true, header: allOnes } },
    ]);
    assert.deepEqual(statuses(replies), ['STATUS_SUCCESS', 'STATUS_SUCCESS']);
    assert.ok(replies.every(({ encrypted }) => encrypted));
  });

  it('a request that waits may only be the last: STATUS_INTERNAL_ERROR before (note <266>)', async () => {
    await using fixture = await serve({ shares: [temporaryShare] });
    const { client, session, treeId } = await onTree(fixture);
    const options = { session, header: allOnes };
    const open = { command: Command.CREATE, body: create(), options: { session, treeId } };
    const wait = { command: Command.CHANGE_NOTIFY, body: watch(), options };
    const midst = await ask(client, [open, wait, { command: Command.CLOSE, body: close(), options }]);
    assert.deepEqual(statuses(midst).slice(0, 2), ['STATUS_SUCCESS', 'STATUS_INTERNAL_ERROR']);
    const last = await ask(client, [open, wait]);
    assert.deepEqual(statuses(last), ['STATUS_SUCCESS', 'STATUS_PENDING']);
  });
});

describe('[MS-SMB2] 3.3.4.1.3 Sending Compounded Responses', () => {
  it('each response is padded to 8 bytes, and the signature covers the padding', async () => {
    await using fixture = await serve();
    const { client, session } = await onTree(fixture);
    client.sendCompound([
      { command: Command.TREE_CONNECT, body: treeConnect('nowhere'), options: { session } },
      { command: Command.ECHO, body: encodeEchoRequest, options: { session } },
    ]);
    const payload = await client.receivePayload();
    assert.equal(payload.length, 80 + 72, 'the last one SHOULD be padded as well');
    assert.equal(payload.readUInt32LE(20), 80, 'NextCommand of a 73-byte response');
    assert.equal(payload.subarray(73, 80).toString('hex'), '00000000000000');
    assert.equal(payload.readUInt32LE(80 + 20), 0);
    client.verify(payload.subarray(0, 80), session.keys);
    client.verify(payload.subarray(80), session.keys);
  });

  it('credits are granted with each', async () => {
    await using fixture = await serve();
    const { client, session } = await onTree(fixture);
    const part = {
      command: Command.ECHO,
      body: encodeEchoRequest,
      options: { session, header: { credits: 2 } },
    };
    const replies = await ask(client, [part, part, part]);
    assert.deepEqual(
      replies.map(({ header }) => header.credits),
      [2, 2, 2],
    );
  });
});

describe('[MS-SMB2] 3.3.5.2.7 links that are wrong', () => {
  for (const [name, next] of [
    ['unaligned', 76],
    ['into the header', 56],
    ['beyond the frame', 4096],
    ['at the very end', 72],
    ['far beyond', 0xfffffff8],
  ] as const) {
    it(`NextCommand ${name}: disconnect, and nothing of the chain is served`, async () => {
      await using fixture = await serve();
      const { client, session } = await onTree(fixture);
      const logoff = client.message(Command.LOGOFF, encodeLogoffRequest, { session });
      const whole = Buffer.concat([logoff], 72);
      whole.writeUInt32LE(next, 20);
      client.sendRaw(frame(whole));
      await client.expectDisconnect();
      await expectServing(fixture);
    });
  }

  it('many links in one frame are bounded by the credits', async () => {
    await using fixture = await serve({ limits: { credits: 16 } });
    const { client, session } = await onTree(fixture);
    client.sendCompound(
      Array.from({ length: 17 }, () => ({
        command: Command.ECHO,
        body: encodeEchoRequest,
        options: { session },
      })),
    );
    await client.expectDisconnect();
  });
});
