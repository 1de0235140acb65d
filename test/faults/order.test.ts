import assert from 'node:assert/strict';
import { NtStatus } from '../../src/constants/nt-status.js';
import type { FaultAction, FaultStep } from '../../src/faults/fault.js';
import {
  Command,
  CreateDisposition,
  CreateOptions,
  decodeOplockBreakResponse,
  encodeCancelRequest,
  encodeEchoRequest,
  OplockLevel,
} from '../../src/smb2-codec/index.js';
import { bodies, connect, succeeded } from '../session/commands/files/file-client.js';
import { serveFolder } from '../session/commands/files/shared-folder.js';
import { create, fileIdOf, temporaryShare, watch } from '../session/file-requests.js';
import { expectStatus, serve } from '../session/support.js';
import { login } from '../support/smb-client-login.js';
import { loggedIn, rawEcho, type Variant, variants } from './variants.js';

function once(step: FaultStep, what: FaultAction) {
  return { when: { step, times: 1 }, what } as const;
}

const latest = variants[2]!;

describe('faults of the number and order of answers', () => {
  for (const variant of variants) {
    for (const [value, interims] of [
      ['first', 1],
      ['twice', 2],
    ] as const) {
      it(`STATUS_PENDING ${value}, under ${variant.title}`, async () => {
        await using server = await loggedIn(variant, once('echo', { do: 'pending', value }));
        const { client, session } = server;
        client.send(Command.ECHO, encodeEchoRequest, { session });
        const asyncIds: (bigint | undefined)[] = [];
        const credits: number[] = [];
        for (let i = 0; i < interims; i++) {
          const interim = await client.receive();
          expectStatus(interim, 'STATUS_PENDING');
          assert.equal(interim.signature, 'none');
          asyncIds.push(interim.header.asyncId);
          credits.push(interim.header.credits);
        }
        const final = await client.receive();
        expectStatus(final, 'STATUS_SUCCESS');
        assert.deepEqual([final.encrypted, final.signature], protection(variant));
        assert.deepEqual(new Set([...asyncIds, final.header.asyncId]).size, 1);
        assert.deepEqual([credits[0] !== 0, ...credits.slice(1), final.header.credits].slice(0, 2), [
          true,
          0,
        ]);
      });
    }

    it(`STATUS_PENDING for ever, until a CANCEL, under ${variant.title}`, async () => {
      await using server = await loggedIn(variant, once('echo', { do: 'pending', value: 'forever' }));
      const { client, session } = server;
      const interim = await client.echo({ session });
      expectStatus(interim, 'STATUS_PENDING');
      // Other requests are served meanwhile.
      expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
      const { asyncId, messageId } = interim.header;
      client.send(Command.CANCEL, encodeCancelRequest, { session, header: { asyncId, messageId } });
      const final = await client.receive();
      expectStatus(final, 'STATUS_CANCELLED');
      assert.deepEqual([final.header.asyncId, final.header.messageId], [asyncId, messageId]);
      assert.deepEqual([final.encrypted, final.signature], protection(variant));
    });

    it(`the answer after the next one, under ${variant.title}`, async () => {
      await using server = await loggedIn(variant, once('echo', { do: 'reorder' }));
      const { client, session } = server;
      const first = client.nextMessageId;
      client.send(Command.ECHO, encodeEchoRequest, { session });
      client.send(Command.ECHO, encodeEchoRequest, { session });
      const ids = [await client.receive(), await client.receive()].map(({ header }) => header.messageId);
      assert.deepEqual(ids, [first + 1n, first]);
    });

    it(`the answer twice, byte for byte, under ${variant.title}`, async () => {
      await using server = await loggedIn(variant, once('echo', { do: 'duplicate' }));
      const { client, session } = server;
      const answer = await rawEcho(client, session);
      assert.deepEqual(await client.receivePayload(), answer);
      expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    });

    it(`no answer, and the connection goes on, under ${variant.title}`, async () => {
      await using server = await loggedIn(variant, once('echo', { do: 'drop-answer' }));
      const { client, session } = server;
      client.send(Command.ECHO, encodeEchoRequest, { session });
      const next = client.nextMessageId;
      const reply = await client.echo({ session });
      assert.equal(reply.header.messageId, next);
    });

    it(`an oplock break of no file before the answer, under ${variant.title}`, async () => {
      await using server = await loggedIn(variant, once('echo', { do: 'oplock-break' }));
      const { client, session } = server;
      const notification = await client.echo({ session });
      assert.deepEqual(
        [notification.header.command, notification.header.messageId, notification.encrypted],
        [Command.OPLOCK_BREAK, 0xffff_ffff_ffff_ffffn, variant.encrypted],
      );
      expectStatus(await client.receive(), 'STATUS_SUCCESS');
    });
  }

  it('an answer that waits for the next one goes alone when its time is over', async () => {
    await using server = await loggedIn(latest, once('echo', { do: 'reorder', milliseconds: 1 }));
    expectStatus(await server.client.echo({ session: server.session }), 'STATUS_SUCCESS');
  });

  it('each answer after the next one: pairs change places', async () => {
    const fault = { when: { step: 'echo' }, what: { do: 'reorder' } } as const;
    await using server = await loggedIn(latest, fault);
    const { client, session } = server;
    const first = client.nextMessageId;
    for (let i = 0; i < 4; i++) client.send(Command.ECHO, encodeEchoRequest, { session });
    const ids: number[] = [];
    for (let i = 0; i < 4; i++) ids.push(Number((await client.receive()).header.messageId - first));
    assert.deepEqual(ids, [1, 0, 3, 2]);
  });

  it('an oplock break of a file before the answer that opens it', async () => {
    const fault = once('create', { do: 'oplock-break' });
    await using server = await loggedIn(latest, fault, { shares: [temporaryShare] });
    const { client, session } = server;
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    const notification = await client.request(Command.CREATE, create(), { session, treeId });
    const body = decodeOplockBreakResponse(notification.message);
    const answer = await client.receive();
    expectStatus(answer, 'STATUS_SUCCESS');
    assert.ok(body.kind === 'oplock');
    assert.deepEqual([body.fileId, body.oplockLevel], [fileIdOf(answer), 0]);
  });

  it('STATUS_PENDING first at TREE_CONNECT: the answer still tells the TreeId', async () => {
    await using server = await loggedIn(latest, once('tree-connect', { do: 'pending', value: 'first' }));
    const { client, session } = server;
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_PENDING');
    const { treeId } = (await client.receive()).header;
    expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_SUCCESS');
  });

  it('STATUS_PENDING for ever at the interim answer to a request that waits: a CANCEL ends it', async () => {
    await using server = await serveFolder({
      faults: [once('interim', { do: 'pending', value: 'forever' })],
    });
    const client = await connect(server);
    const { fileId } = await client.open('', {
      createOptions: CreateOptions.FILE_DIRECTORY_FILE,
      createDisposition: CreateDisposition.FILE_OPEN,
    });
    const interim = await client.begin(Command.CHANGE_NOTIFY, watch(fileId));
    client.cancel(interim);
    expectStatus(await client.final(interim), 'STATUS_CANCELLED');
    // Nothing else comes for the request.
    succeeded(await client.close(fileId));
  });

  for (const [what, closes] of [
    [{ do: 'drop-answer' }, false],
    [{ do: 'close' }, true],
  ] as const) {
    it(`a notification of an oplock break: ${what.do}`, async () => {
      const fault = { when: { step: 'notification', times: 1 }, what } as const;
      await using server = await serveFolder({ faults: [fault] });
      server.put('a', 'contents');
      const holder = await connect(server);
      const { fileId } = await holder.open('a', {
        requestedOplockLevel: OplockLevel.SMB2_OPLOCK_LEVEL_BATCH,
      });
      const other = await connect(server);
      if (closes) {
        // The oplock ends with its holder, so that nobody waits for it.
        await other.open('a');
        await holder.smb.expectDisconnect();
        return;
      }
      const interim = await other.begin(Command.CREATE, bodies.create('a'));
      // Nothing comes before the answer to the next request.
      succeeded(await holder.close(fileId));
      succeeded(await other.final(interim));
    });
  }

  for (const step of ['login-continued', 'login-accepted'] as const) {
    it(`STATUS_PENDING first at ${step}: the keys of 3.1.1 are as the client counts its messages`, async () => {
      await using fixture = await serve({ faults: [once(step, { do: 'pending', value: 'first' })] });
      const client = await fixture.negotiated();
      const receive = client.receive.bind(client);
      let interims = 0;
      client.receive = async () => {
        const reply = await receive();
        if (reply.status !== NtStatus.STATUS_PENDING) return reply;
        interims += 1;
        return receive();
      };
      const session = await login(client);
      assert.equal(interims, 1);
      expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    });
  }

  it('STATUS_PENDING for ever at a login: nobody is logged in, and the record says so', async () => {
    await using fixture = await serve({
      faults: [once('login-accepted', { do: 'pending', value: 'forever' })],
    });
    const client = await fixture.negotiated();
    await assert.rejects(login(client), /STATUS_PENDING/);
    const [record] = await fixture.records(1);
    assert.deepEqual(
      [record?.verdict, record?.reason, record?.wireStatus],
      ['refused', 'answered-otherwise', 'STATUS_PENDING'],
    );
  });

  it('in a compound, one answer alone is spoilt, and all leave in one frame', async () => {
    const fault = {
      when: { step: 'echo', after: 1, times: 1 },
      what: { do: 'credits', grant: 7 },
    } as const;
    await using server = await loggedIn(latest, fault);
    const { client, session } = server;
    const part = { command: Command.ECHO, body: encodeEchoRequest, options: { session } };
    client.sendCompound([part, part, part]);
    const replies = await client.receiveFrame();
    assert.deepEqual(
      replies.map(({ header, signature }) => [header.credits === 7, signature]),
      [
        [false, 'valid'],
        [true, 'valid'],
        [false, 'valid'],
      ],
    );
  });
});

function protection({ encrypted }: Variant): readonly [boolean, string] {
  return encrypted ? [true, 'none'] : [false, 'valid'];
}
