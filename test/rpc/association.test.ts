import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createRpcPipe, createSrvsvc } from '../../src/rpc/index.js';
import {
  ContextResult,
  FaultStatus,
  PfcFlags,
  ProviderReason,
  RejectReason,
} from '../../src/rpc/pdu/index.js';
import { NDR, NDR64, NO_SYNTAX, type SyntaxId } from '../../src/rpc/syntax.js';
import { buffer } from './support/codec-error.js';
import { bound, isClosed, request, setUp } from './support/echo-client.js';
import { ECHO, echoService, opnums } from './support/echo-service.js';
import { bindOf, expectBody, expectFault, RpcClient } from './support/rpc-client.js';
import { exchange } from './support/recorded.js';
import { alice, guest, recordedServer } from './support/server-info.js';

const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

describe('rpc: [MS-RPCE] 3.3.1.5.6 bind and alter_context', () => {
  it('accepts an interface in NDR', async () => {
    const { client } = setUp();
    const ack = await client.bind(ECHO);
    const body = expectBody(ack, 'bind-ack');
    assert.deepEqual(body.results, [{ result: 0, reason: 0, transferSyntax: NDR }]);
    assert.equal(body.secondaryAddress, '\\PIPE\\echo');
    assert.ok(body.assocGroupId !== 0);
    assert.deepEqual([body.maxXmitFrag, body.maxRecvFrag, ack.flags], [4280, 4280, WHOLE]);
  });

  it('answers each element in its place', async () => {
    const { client } = setUp();
    const features = (octet: string): SyntaxId => ({
      uuid: `6cb71c2c-9812-4540-${octet}00-000000000000`,
      major: 1,
      minor: 0,
    });
    const elements: readonly [SyntaxId, readonly SyntaxId[]][] = [
      [ECHO, [NDR64]],
      [ECHO, [NDR64, NDR]],
      [ECHO, []],
      [{ ...ECHO, minor: 0 }, [NDR]],
      [{ ...ECHO, minor: 2 }, [NDR]],
      [{ ...ECHO, major: 1 }, [NDR]],
      [NDR, [NDR]],
      [ECHO, [features('03')]],
      [ECHO, [features('fd')]],
      [ECHO, [{ ...NDR, major: 1 }]],
    ];
    const contexts = elements.map(([abstractSyntax, transferSyntaxes], contextId) => ({
      contextId,
      abstractSyntax,
      transferSyntaxes,
    }));
    const { results } = expectBody(await client.send({ ...bindOf(ECHO), contexts }), 'bind-ack');
    const accepted = { result: ContextResult.ACCEPTANCE, reason: 0, transferSyntax: NDR };
    const rejected = (reason: number) => ({ result: 2, reason, transferSyntax: NO_SYNTAX });
    const noTransfer = rejected(ProviderReason.PROPOSED_TRANSFER_SYNTAXES_NOT_SUPPORTED);
    const noInterface = rejected(ProviderReason.ABSTRACT_SYNTAX_NOT_SUPPORTED);
    // 3.3.1.5.3: of the features asked for, several security contexts, and to go on after orphaned PDUs.
    const negotiated = (reason: number) => ({ result: 3, reason, transferSyntax: NO_SYNTAX });
    assert.deepEqual(results, [
      noTransfer,
      accepted,
      noTransfer,
      accepted,
      noInterface,
      noInterface,
      noInterface,
      negotiated(3),
      negotiated(1),
      noTransfer,
    ]);
    assert.deepEqual((await client.request(opnums.echo, Buffer.of(1))).length, 1);
  });

  it('a rejected element makes no context', async () => {
    const { client } = setUp();
    await client.bind(ECHO, {});
    const rejected = bindOf(ECHO, NDR64, 5);
    expectBody(await client.send({ ...rejected, kind: 'alter-context' }), 'alter-context-resp');
    const fault = await client.send(request(opnums.echo, Buffer.alloc(0), 5));
    expectFault(fault, FaultStatus.UNKNOWN_INTERFACE);
    assert.ok((fault.flags & PfcFlags.DID_NOT_EXECUTE) !== 0);
  });

  it('alter_context adds a context, without a secondary address', async () => {
    const { client } = await bound();
    const body = { ...bindOf(ECHO, NDR, 7), kind: 'alter-context' } as const;
    const answer = expectBody(await client.send(body), 'alter-context-resp');
    assert.equal(answer.secondaryAddress, '');
    assert.equal(answer.results[0]?.result, ContextResult.ACCEPTANCE);
    const response = await client.send(request(opnums.echo, Buffer.of(1, 2), 7));
    assert.equal(expectBody(response, 'response').contextId, 7);
  });

  it('a context keeps its interface', async () => {
    const first = echoService();
    const other = { ...echoService().service, syntax: { ...ECHO, major: 9 } };
    const pipe = createRpcPipe({ name: 'two', services: [first.service, other] });
    const client = new RpcClient(pipe);
    await client.bind(ECHO);
    const again = { ...bindOf({ ...ECHO, major: 9 }), kind: 'alter-context' } as const;
    const { results } = expectBody(await client.send(again), 'alter-context-resp');
    assert.equal(results[0]?.result, ContextResult.PROVIDER_REJECTION);
  });

  it('3.3.3.5.5 limits the contexts of a connection', async () => {
    const { client } = await bound();
    const element = (contextId: number) => ({
      contextId,
      abstractSyntax: ECHO,
      transferSyntaxes: [NDR],
    });
    for (let round = 0; round < 40; round++) {
      const contexts = Array.from({ length: 100 }, (_, index) => element(round * 100 + index));
      const answer = await client.send({ ...bindOf(ECHO), kind: 'alter-context', contexts });
      if (answer.body.kind === 'alter-context-resp') continue;
      expectFault(answer, FaultStatus.PROTOCOL_ERROR);
      assert.equal(round, 39);
      return;
    }
    // 4,000 exactly, ids repeated by the bind included: one more is too many.
    const contexts = [element(4001)];
    expectFault(
      await client.send({ ...bindOf(ECHO), kind: 'alter-context', contexts }),
      FaultStatus.PROTOCOL_ERROR,
    );
  });

  it('keeps the association group a client names, and gives each other bind its own', async () => {
    const { pipe } = setUp();
    const groups: number[] = [];
    for (const assocGroupId of [0, 0, 77]) {
      const client = new RpcClient(pipe);
      groups.push(expectBody(await client.send({ ...bindOf(ECHO), assocGroupId }), 'bind-ack').assocGroupId);
    }
    assert.equal(new Set(groups).size, 3);
    assert.equal(groups[2], 77);
  });

  it('refuses a second bind, a bind that is malformed, and fragments below what everybody takes', async () => {
    const twice = await bound();
    const second = await twice.client.bind(ECHO);
    assert.equal(expectBody(second, 'bind-nak').reason, RejectReason.NOT_SPECIFIED);
    await isClosed(twice.client);

    const { client } = setUp();
    const empty = await client.send({ ...bindOf(ECHO), contexts: [] });
    assert.equal(expectBody(empty, 'bind-nak').reason, RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
    await isClosed(client);

    const small = setUp().client;
    expectBody(await small.send({ ...bindOf(ECHO), maxRecvFrag: 1431 }), 'bind-nak');
    await isClosed(small);
  });

  it('refuses a login where none is served (3.3.3.5.3)', async () => {
    const { client } = setUp();
    const security = { type: 10, level: 5, contextId: 1, token: Buffer.of(1) };
    const nak = await client.bind(ECHO, { security });
    assert.equal(expectBody(nak, 'bind-nak').reason, RejectReason.AUTHENTICATION_TYPE_NOT_RECOGNIZED);
    await isClosed(client);
  });
});

describe('rpc: C706 12.6.4.9 requests and their answers', () => {
  it('reach the operation with the caller of the pipe', async () => {
    const { client, callers } = await bound();
    assert.deepEqual(await client.call(opnums.echo, Buffer.from('hello')), Buffer.from('hello'));
    assert.deepEqual(callers, [guest]);
  });

  it('may name an object', async () => {
    const { client } = await bound();
    const object = Buffer.alloc(16, 9);
    const response = await client.send({ ...request(opnums.echo, Buffer.from('x')), object });
    assert.deepEqual(expectBody(response, 'response').stub, Buffer.from('x'));
  });

  it('are answered with faults that leave the association usable', async () => {
    const { client } = await bound();
    const unknown = await client.send(request(99, Buffer.alloc(0)));
    expectFault(unknown, FaultStatus.OPNUM_OUT_OF_RANGE);
    assert.equal(unknown.flags, WHOLE | PfcFlags.DID_NOT_EXECUTE);
    assert.equal(unknown.callId, client.callId);
    expectFault(await client.send(request(opnums.refuse, Buffer.alloc(0))), FaultStatus.BAD_STUB_DATA);
    expectFault(await client.send(request(0, Buffer.alloc(0), 3)), FaultStatus.UNKNOWN_INTERFACE);
    assert.deepEqual(await client.call(opnums.echo, Buffer.from('x')), Buffer.from('x'));
  });

  it('let a bug through to whoever runs the server', async () => {
    const { client } = await bound();
    await assert.rejects(client.exchange(client.encode(request(opnums.break, Buffer.alloc(0)))), TypeError);
  });

  it('are protocol errors before a bind', async () => {
    for (const body of [
      request(0, Buffer.alloc(0)),
      { ...bindOf(ECHO), kind: 'alter-context' } as const,
      { kind: 'response', allocHint: 0, contextId: 0, stub: Buffer.alloc(0) } as const,
      { kind: 'bind-nak', reason: 0 } as const,
    ]) {
      const { client } = setUp();
      expectFault(await client.send(body), FaultStatus.PROTOCOL_ERROR);
      await isClosed(client);
    }
  });

  it('are protocol errors when they are malformed ([MS-RPCE] 3.3.3.5.7)', async () => {
    const { client } = await bound();
    const pdu = client.encode(request(0, Buffer.alloc(0)));
    pdu.writeUInt8(1, 2);
    const [fault] = await client.exchange(pdu);
    expectFault(fault, FaultStatus.PROTOCOL_ERROR);
    await isClosed(client);
  });

  it('are not answered once what arrives is no RPC', async () => {
    const { client } = await bound();
    assert.deepEqual(await client.exchange(Buffer.from('GET / HTTP/1.1\r\n\r\n')), []);
    await isClosed(client);
  });

  it('may be cancelled, orphaned or followed by a shutdown without an answer', async () => {
    const { client } = await bound();
    for (const kind of ['cancel', 'orphaned', 'shutdown'] as const) {
      assert.deepEqual(await client.exchange(client.encode({ kind })), []);
    }
    assert.deepEqual(await client.call(opnums.echo, Buffer.from('x')), Buffer.from('x'));
  });
});

describe('rpc: whatever arrives', () => {
  it('is answered with PDUs or nothing', async () => {
    const pipe = createRpcPipe({ name: 'srvsvc', services: [createSrvsvc(recordedServer)] });
    const bind = exchange('bind').request;
    const good = [bind, exchange('NetrShareEnum 502').request, exchange('NetrSessionEnum 1').request];
    const edits = fc.array(fc.tuple(fc.nat(119), fc.nat(255)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.nat(3), edits, buffer(60), async (index, changes, junk) => {
        const client = new RpcClient(pipe, alice);
        await client.exchange(bind);
        const pdu = Buffer.from(good[index] ?? junk);
        for (const [at, value] of changes) if (pdu.length > 0) pdu[at % pdu.length] = value;
        await client.exchange(Buffer.concat([pdu, junk]));
      }),
      { numRuns: 500 },
    );
  });
});
