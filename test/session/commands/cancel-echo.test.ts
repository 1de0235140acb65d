import assert from 'node:assert/strict';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { ShareError } from '../../../src/shares/share-error.js';
import type { OpenRequest } from '../../../src/shares/share.js';
import {
  Command,
  decodeHeader,
  encodeCancelRequest,
  encodeEchoRequest,
  encodeLogoffRequest,
  type FileId,
  HeaderFlags,
  SigningAlgorithm,
} from '../../../src/smb2-codec/index.js';
import type { ClientSession, RequestOptions, SmbClient } from '../../support/smb-client.js';
import { login, type NegotiateOptions } from '../../support/smb-client-login.js';
import { until } from '../../support/until.js';
import { allInformation, close, create, fileIdOf, temporaryShare, watch } from '../file-requests.js';
import { diskShare, expectServing, expectStatus, type Fixture, serve } from '../support.js';

interface Watching {
  readonly client: SmbClient;
  readonly session: ClientSession;
  readonly request: RequestOptions;
  readonly fileId: FileId;
  /** MessageId and AsyncId of the interim response. */
  readonly messageId: bigint;
  readonly asyncId: bigint;
}

/** A directory is watched, and the interim response has arrived. */
async function watching(
  fixture: Fixture,
  options: NegotiateOptions = {},
  protection: RequestOptions = {},
): Promise<Watching> {
  const client = await fixture.negotiated(options);
  const session = await login(client);
  const { treeId } = (await client.treeConnect('disk', { session })).header;
  const request = { session, treeId, ...protection };
  const fileId = fileIdOf(await client.request(Command.CREATE, create(), request));
  const interim = await client.request(Command.CHANGE_NOTIFY, watch(fileId), request);
  expectStatus(interim, 'STATUS_PENDING');
  const { messageId, asyncId } = interim.header;
  assert.ok(asyncId);
  return { client, session, request, fileId, messageId, asyncId };
}

const shares = [temporaryShare];

describe('[MS-SMB2] 3.3.4.2 Sending an Interim Response for an Asynchronous Operation', () => {
  it('the interim response: AsyncId, STATUS_PENDING, the error body of 2.2.2, unsigned, credits', async () => {
    await using fixture = await serve({ shares });
    const { client, request, fileId } = await watching(fixture);
    const interim = await client.request(Command.CHANGE_NOTIFY, watch(fileId), {
      ...request,
      header: { credits: 7 },
    });
    assert.ok(interim.header.asyncId);
    assert.ok(interim.header.flags & HeaderFlags.ASYNC_COMMAND);
    assert.equal(interim.signature, 'none');
    assert.equal(interim.header.credits, 7);
    assert.equal(interim.message.subarray(64).toString('hex'), '090000000000000000');
  });

  it('the final response: the same AsyncId and MessageId, signed, no credits (3.3.4.3)', async () => {
    await using fixture = await serve({ shares });
    const { client, request, fileId, asyncId, messageId } = await watching(fixture);
    client.send(Command.CLOSE, close(fileId), request);
    const replies = [await client.receive(), await client.receive()];
    const final = replies.find(({ header }) => header.command === Command.CHANGE_NOTIFY);
    assert.ok(final);
    expectStatus(final, 'STATUS_NOTIFY_CLEANUP');
    assert.equal(final.header.asyncId, asyncId);
    assert.equal(final.header.messageId, messageId);
    assert.equal(final.header.credits, 0);
    assert.equal(final.signature, 'valid');
  });

  it('an encrypted request: both responses are encrypted', async () => {
    await using fixture = await serve({ shares });
    const { client, session, asyncId } = await watching(fixture, {}, { encrypt: true });
    client.send(Command.CANCEL, encodeCancelRequest, { session, encrypt: true, header: { asyncId } });
    const final = await client.receive();
    expectStatus(final, 'STATUS_CANCELLED');
    assert.ok(final.encrypted);
  });

  it('identifiers are unique and never 0', async () => {
    await using fixture = await serve({ shares });
    const { client, request, fileId, asyncId } = await watching(fixture);
    const ids = new Set([0n, asyncId]);
    for (let i = 0; i < 5; i++) {
      const interim = await client.request(Command.CHANGE_NOTIFY, watch(fileId), request);
      ids.add(interim.header.asyncId!);
    }
    assert.equal(ids.size, 7);
  });
});

describe('[MS-SMB2] 3.3.5.16 Receiving an SMB2 CANCEL Request', () => {
  for (const [name, options] of [
    ['2.0.2', { dialects: [0x0202] }],
    ['3.1.1 AES-CMAC', {}],
    ['3.1.1 AES-GMAC', { signingAlgorithms: [SigningAlgorithm.AES_GMAC] }],
  ] as const) {
    it(`${name}: by AsyncId and by MessageId, signed`, async () => {
      await using fixture = await serve({ shares });
      for (const by of ['asyncId', 'messageId'] as const) {
        const watcher = await watching(fixture, options);
        const { client, session } = watcher;
        const header = by === 'asyncId' ? { asyncId: watcher.asyncId } : { messageId: watcher.messageId };
        client.send(Command.CANCEL, encodeCancelRequest, { session, header });
        const final = await client.receive();
        expectStatus(final, 'STATUS_CANCELLED');
        assert.equal(final.header.messageId, watcher.messageId);
        assert.equal(final.signature, 'valid');
        expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
      }
    });
  }

  it('right behind its request, which is not known to wait yet', async () => {
    await using fixture = await serve({ shares });
    const { client, request, fileId } = await watching(fixture);
    const { session } = request;
    // Nothing is awaited in between: both arrive together.
    const { messageId } = decodeHeader(client.send(Command.CHANGE_NOTIFY, watch(fileId), request));
    client.send(Command.CANCEL, encodeCancelRequest, { session, header: { messageId } });
    const interim = await client.receive();
    expectStatus(interim, 'STATUS_PENDING');
    const final = await client.receive();
    expectStatus(final, 'STATUS_CANCELLED');
    assert.equal(final.header.asyncId, interim.header.asyncId);
    assert.equal(final.header.messageId, messageId);
  });

  it('uses up no MessageId, and may repeat one', async () => {
    await using fixture = await serve({ shares });
    const { client, session } = await watching(fixture);
    for (const messageId of [0n, 0n, 0xffff_ffff_ffff_ffffn]) {
      client.send(Command.CANCEL, encodeCancelRequest, { session, header: { messageId } });
    }
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
  });

  const unanswered: Record<string, RequestOptions> = {
    'a request nobody made': { header: { messageId: 4242n } },
    'an AsyncId nobody has': { header: { asyncId: 4242n } },
    'a wrong signature': { sign: 'wrong', header: { asyncId: 1n } },
    'no session': { sign: false, header: { messageId: 4242n, sessionId: 0n } },
    'a session nobody has': { sign: false, header: { messageId: 4242n, sessionId: 0x4242n } },
  };
  for (const [name, options] of Object.entries(unanswered)) {
    it(`${name}: never an answer, and nothing is cancelled`, async () => {
      await using fixture = await serve({ shares });
      const { client, session } = await watching(fixture);
      client.send(Command.CANCEL, encodeCancelRequest, { session, ...options });
      // The next answer is that of the next request.
      expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    });
  }

  it('unsigned where signing is required, and in a malformed body: no answer either', async () => {
    await using fixture = await serve({ shares, policy: { signing: 'required' } });
    const { client, session, asyncId } = await watching(fixture);
    client.send(Command.CANCEL, encodeCancelRequest, { session, sign: false, header: { asyncId } });
    client.send(Command.CANCEL, (w) => w.u16(9), { session, header: { asyncId } });
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
  });

  it('cancels nothing of another connection', async () => {
    await using fixture = await serve({ shares });
    const watcher = await watching(fixture);
    const other = await watching(fixture);
    const { asyncId, messageId } = watcher;
    assert.equal(asyncId, other.asyncId, 'the same identifiers');
    const { client, session } = other;
    client.send(Command.CANCEL, encodeCancelRequest, { session, header: { asyncId } });
    expectStatus(await client.receive(), 'STATUS_CANCELLED');
    client.send(Command.CANCEL, encodeCancelRequest, { session, header: { messageId } });
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    expectStatus(await watcher.client.echo({ session: watcher.session }), 'STATUS_SUCCESS');
  });

  it('in a compound: the others are answered', async () => {
    await using fixture = await serve({ shares });
    const { client, session, messageId } = await watching(fixture);
    client.sendCompound([
      { command: Command.ECHO, body: encodeEchoRequest, options: { session } },
      { command: Command.CANCEL, body: encodeCancelRequest, options: { session, header: { messageId } } },
      { command: Command.ECHO, body: encodeEchoRequest, options: { session } },
    ]);
    const seen: number[] = [];
    while (seen.length < 3) seen.push((await client.receive()).header.command);
    assert.deepEqual(
      seen.sort((a, b) => a - b),
      [Command.ECHO, Command.ECHO, Command.CHANGE_NOTIFY],
    );
  });
});

describe('[MS-SMB2] 3.3.5.6, 3.3.7.1 requests in flight', () => {
  it('LOGOFF ends them: each is answered', async () => {
    await using fixture = await serve({ shares });
    const { client, session, asyncId } = await watching(fixture);
    client.send(Command.LOGOFF, encodeLogoffRequest, { session });
    const replies = [await client.receive(), await client.receive()];
    const final = replies.find(({ header }) => header.asyncId === asyncId);
    assert.ok(final);
    expectStatus(final, 'STATUS_NOTIFY_CLEANUP');
    assert.equal(final.signature, 'valid');
  });

  it('PreviousSessionId ends them on the connection that was left', async () => {
    await using fixture = await serve({ shares });
    const { client, session, asyncId } = await watching(fixture);
    await login(await fixture.negotiated(), { previousSessionId: session.id });
    const final = await client.receive();
    assert.equal(final.header.asyncId, asyncId);
    expectStatus(final, 'STATUS_NOTIFY_CLEANUP');
  });

  it('a connection that is lost with some', async () => {
    await using fixture = await serve({ shares });
    const { client } = await watching(fixture);
    client.close();
    await expectServing(fixture);
  });

  it('one that is found to wait only when its session or connection is gone is cancelled', async () => {
    const cancelled: string[] = [];
    const open = ({ path, signal }: OpenRequest) =>
      new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => {
          cancelled.push(path);
          reject(new ShareError(NtStatus.STATUS_CANCELLED));
        });
      });
    await using fixture = await serve({ shares: [{ ...diskShare(), open }] });
    const client = await fixture.negotiated();
    const session = await login(client);
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    client.send(Command.CREATE, create('x'), { session, treeId });
    expectStatus(await client.logoff({ session }), 'STATUS_SUCCESS');
    expectStatus(await client.receive(), 'STATUS_PENDING');
    expectStatus(await client.receive(), 'STATUS_CANCELLED');
    assert.deepEqual(cancelled, ['x']);

    const lost = await fixture.negotiated();
    const other = await login(lost);
    const tree = (await lost.treeConnect('disk', { session: other })).header.treeId;
    lost.send(Command.CREATE, create('y'), { session: other, treeId: tree });
    expectStatus(await lost.echo({ session: other }), 'STATUS_SUCCESS');
    lost.close();
    await until('the CREATE of the lost connection is cancelled', () => cancelled.includes('y'));
  });

  it('a client that leaves before its file was looked at', async () => {
    await using fixture = await serve({ shares });
    for (let i = 0; i < 10; i++) {
      const client = await fixture.negotiated();
      const session = await login(client);
      const { treeId } = (await client.treeConnect('disk', { session })).header;
      const fileId = fileIdOf(await client.request(Command.CREATE, create(), { session, treeId }));
      client.send(Command.QUERY_INFO, allInformation(fileId), { session, treeId });
      client.socket.end();
      await client.closed;
    }
    await expectServing(fixture);
  });

  it('a directory whose other channel is lost is still watched by none', async () => {
    await using fixture = await serve({ shares });
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    const channel = await login(second, { bind: session });
    const { treeId } = (await first.treeConnect('disk', { session })).header;
    const fileId = fileIdOf(await first.request(Command.CREATE, create(), { session, treeId }));
    expectStatus(
      await first.request(Command.CHANGE_NOTIFY, watch(fileId), { session, treeId }),
      'STATUS_PENDING',
    );
    first.close();
    await first.closed;
    expectStatus(
      await second.request(Command.CLOSE, close(fileId), { session: channel, treeId }),
      'STATUS_SUCCESS',
    );
  });
});

describe('[MS-SMB2] 3.3.5.17 Receiving an SMB2 ECHO Request', () => {
  it('a connection without a session: disconnect', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    client.send(Command.ECHO, encodeEchoRequest);
    await client.expectDisconnect();
  });

  it('after the last LOGOFF: disconnect', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    await client.logoff({ session });
    client.send(Command.ECHO, encodeEchoRequest);
    await client.expectDisconnect();
  });

  it('names no session, or its own: served; another: refused', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.echo(), 'STATUS_SUCCESS');
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    expectStatus(await client.echo({ session, encrypt: true }), 'STATUS_SUCCESS');
    expectStatus(await client.echo({ header: { sessionId: 0x4242n } }), 'STATUS_USER_SESSION_DELETED');
  });
});
