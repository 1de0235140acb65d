import assert from 'node:assert/strict';
import type { Fault, FaultCondition } from '../../src/faults/fault.js';
import {
  Command,
  CtlCode,
  encodeChangeNotifyRequest,
  encodeSmb1NegotiateRequest,
  encodeValidateNegotiateInfoRequest,
  frame,
  Smb1Dialect,
} from '../../src/smb2-codec/index.js';
import { Writer } from '../../src/bytes/index.js';
import { close, create, fileIdOf, temporaryShare, watch } from '../session/file-requests.js';
import { diskShare, expectStatus, serve } from '../session/support.js';
import { login } from '../support/smb-client-login.js';

/** A fault that changes nothing that a client minds. */
function at(name: string, when: FaultCondition): Fault {
  return { name, when, what: { do: 'credits', grant: 20 } };
}

/** The steps of one session, each with everything that it knows. */
const steps: readonly FaultCondition[] = [
  { step: 'negotiate', dialect: '3.0' },
  { step: 'login-continued', dialect: '3.0', leg: 1 },
  { step: 'login-accepted', dialect: '3.0', leg: 2, user: 'ALICE' },
  { step: 'tree-connect', dialect: '3.0', user: 'alice', share: 'Disk' },
  { step: 'create', dialect: '3.0', user: 'alice', share: 'disk' },
  { step: 'interim', dialect: '3.0', user: 'alice', share: 'disk' },
  { step: 'close', dialect: '3.0', user: 'alice', share: 'disk' },
  { step: 'change-notify', dialect: '3.0', user: 'alice', share: 'disk' },
  { step: 'validate-negotiate', dialect: '3.0', user: 'alice', share: 'disk' },
  { step: 'tree-disconnect', dialect: '3.0', user: 'alice', share: 'disk' },
  { step: 'echo', dialect: '3.0', user: 'alice' },
  { step: 'logoff', dialect: '3.0', user: 'alice' },
];

describe('places of faults at SMB2 answers', () => {
  it('each step of a session happens once, where it knows dialect, user and share', async () => {
    const other = [
      { step: 'answer', dialect: '3.1.1' },
      { step: 'answer', user: 'bob' },
      { step: 'tree-connect', share: 'other' },
      { step: 'answer', connection: 2 },
      { step: 'answer', client: '192.0.2.1' },
      { step: 'ioctl', share: 'other' },
    ] as const;
    await using fixture = await serve({
      shares: [temporaryShare, diskShare({ name: 'other' })],
      faults: [
        ...steps.map((when) => at(when.step, when)),
        ...other.map((when, index) => at(`never-${index}`, when)),
      ],
    });
    const happened: string[] = [];
    fixture.server.on('fault', ({ name }) => void happened.push(name));
    const client = await fixture.negotiated({ dialects: [0x0300] });
    const session = await login(client);
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    const on = { session, treeId };
    const fileId = fileIdOf(await client.request(Command.CREATE, create(), on));
    expectStatus(await client.request(Command.CHANGE_NOTIFY, watch(fileId), on), 'STATUS_PENDING');
    client.send(Command.CLOSE, close(fileId), on);
    const closing = [await client.receive(), await client.receive()];
    assert.deepEqual(new Set(closing.map(({ header }) => header.command)), new Set([6, 15]));
    const { capabilities, clientGuid: guid, securityMode, dialects } = client.settled;
    const input = encodeValidateNegotiateInfoRequest({ capabilities, guid, securityMode, dialects });
    expectStatus(
      await client.ioctl({ ctlCode: CtlCode.VALIDATE_NEGOTIATE_INFO, input, maxOutputResponse: 24 }, on),
      'STATUS_SUCCESS',
    );
    expectStatus(await client.treeDisconnect(on), 'STATUS_SUCCESS');
    expectStatus(await client.echo({ session }), 'STATUS_SUCCESS');
    expectStatus(await client.logoff({ session }), 'STATUS_SUCCESS');
    const counts = new Map([...fixture.server.faults].map(({ name, happened: times }) => [name, times]));
    assert.deepEqual(
      [...counts].filter(([name, times]) => times !== (name.startsWith('never') ? 0 : 1)),
      [],
    );
    assert.deepEqual(happened.toSorted(), steps.map(({ step }) => step).toSorted());
  });

  it('knows the share of a TREE_CONNECT that is refused', async () => {
    await using fixture = await serve({
      shares: [diskShare({ name: 'closed', accessOf: () => 'none' })],
      faults: [at('closed', { step: 'tree-connect', share: 'closed' })],
    });
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.treeConnect('closed', { session }), 'STATUS_ACCESS_DENIED');
    expectStatus(await client.treeConnect('nowhere', { session }), 'STATUS_BAD_NETWORK_NAME');
    assert.deepEqual(
      [...fixture.server.faults].map(({ happened }) => happened),
      [1],
    );
  });

  it('negotiate-smb1 is the answer to SMB1 alone', async () => {
    const faults: Fault[] = [
      at('smb1', { step: 'negotiate-smb1' }),
      { name: 'smb2', when: { step: 'negotiate' }, what: { do: 'status', status: 'STATUS_ACCESS_DENIED' } },
    ];
    await using fixture = await serve({ faults });
    const client = await fixture.connect();
    const w = new Writer(64);
    encodeSmb1NegotiateRequest(w, { dialects: [Smb1Dialect.SMB_2_WILDCARD] });
    client.sendRaw(frame(w.finish()));
    const reply = await client.receive();
    assert.equal(reply.header.credits, 20);
    assert.deepEqual(
      [...fixture.server.faults].map(({ happened }) => happened),
      [1, 0],
    );
  });
});

describe('an interim answer', () => {
  it('is spoilt alone: the final one comes all the same', async () => {
    const fault = { when: { step: 'interim' }, what: { do: 'header', sessionId: 'zero' } } as const;
    await using fixture = await serve({ faults: [fault], shares: [temporaryShare] });
    const client = await fixture.negotiated();
    const session = await login(client);
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    const on = { session, treeId };
    const fileId = fileIdOf(await client.request(Command.CREATE, create(), on));
    const interim = await client.request(
      Command.CHANGE_NOTIFY,
      (w) =>
        encodeChangeNotifyRequest(w, { flags: 0, outputBufferLength: 4096, fileId, completionFilter: 1 }),
      on,
    );
    assert.deepEqual([interim.header.sessionId, interim.status], [0n, 0x103]);
    client.send(Command.CLOSE, close(fileId), on);
    const ids = [await client.receive(), await client.receive()].map(({ header }) => header.sessionId);
    assert.deepEqual(ids, [session.id, session.id]);
  });
});
