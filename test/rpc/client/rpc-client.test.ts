import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { RpcClient, type ClientEvent } from '../../../src/rpc/client/index.js';
import { decodePdu, encodePdu, PfcFlags, type Pdu, type PduBody } from '../../../src/rpc/pdu/index.js';
import { NDR, NDR64, NO_SYNTAX } from '../../../src/rpc/syntax.js';
import { setUp } from '../support/echo-client.js';
import { ECHO, opnums } from '../support/echo-service.js';

const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

const acceptance = { result: 0, reason: 0, transferSyntax: NDR };
const bindAck = {
  kind: 'bind-ack',
  maxXmitFrag: 4280,
  maxRecvFrag: 4280,
  assocGroupId: 1,
  secondaryAddress: '135',
  results: [acceptance],
} as const;
const responseOf = (stub: Buffer, contextId = 0) =>
  ({ kind: 'response', allocHint: stub.length, contextId, stub }) as const;
const pdu = (body: PduBody, change: Partial<Pdu> = {}) =>
  encodePdu({ flags: WHOLE, callId: 1, body, ...change });
const eventsOf = (client: RpcClient, ...bytes: readonly Buffer[]): ClientEvent[] =>
  bytes.flatMap((piece) => [...client.receive(piece)]);

/** A client after its bind, or one that has made its first call, which has the number 2. */
function boundClient(): RpcClient {
  const client = new RpcClient({ syntax: ECHO });
  client.bind();
  assert.deepEqual(eventsOf(client, pdu(bindAck)), [{ kind: 'bound' }]);
  return client;
}

function callingClient(): RpcClient {
  const client = boundClient();
  client.call(opnums.echo, Buffer.from('abc'));
  return client;
}

/** The one event by which a client leaves a connection, and its silence afterwards. */
function breaks(client: RpcClient, ...bytes: readonly Buffer[]): Extract<ClientEvent, { kind: 'broken' }> {
  const [event, ...more] = eventsOf(client, ...bytes);
  assert.ok(event?.kind === 'broken', event?.kind);
  assert.deepEqual(more, []);
  assert.deepEqual(eventsOf(client, pdu(responseOf(Buffer.alloc(1)), { callId: 2 })), []);
  return event;
}

describe('rpc/client: against our own server', () => {
  it('calls and answers of any size go over in fragments', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40_000), async (length) => {
        const { client: raw } = setUp();
        const client = new RpcClient({ syntax: ECHO });
        const travel = async (pdus: readonly Buffer[]): Promise<ClientEvent[]> => {
          await raw.instance.write(Buffer.concat(pdus));
          const answers: Buffer[] = [];
          for (let read = raw.instance.read(65536); read; read = raw.instance.read(65536))
            answers.push(read.data);
          return eventsOf(client, ...answers);
        };
        assert.deepEqual(await travel([client.bind()]), [{ kind: 'bound' }]);
        const stub = Buffer.from(Array.from({ length }, (_, i) => (i * 7) & 0xff));
        for (let turn = 0; turn < 2; turn++) {
          const answer = await travel(client.call(opnums.echo, stub));
          assert.deepEqual(answer, [{ kind: 'response', stub, bigEndian: false }]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('a fault is one, and the next call may be made', async () => {
    const { client: raw } = setUp();
    const client = new RpcClient({ syntax: ECHO });
    await raw.instance.write(client.bind());
    assert.deepEqual(eventsOf(client, raw.instance.read(65536)!.data), [{ kind: 'bound' }]);
    for (const opnum of [99, 98]) {
      await raw.instance.write(Buffer.concat(client.call(opnum, Buffer.alloc(0))));
      assert.deepEqual(eventsOf(client, raw.instance.read(65536)!.data), [
        { kind: 'fault', status: 0x1c010002 },
      ]);
    }
  });
});

describe('rpc/client: a bind', () => {
  it('offers one interface in NDR', () => {
    const { body, callId, flags } = decodePdu(new RpcClient({ syntax: ECHO }).bind());
    assert.deepEqual([callId, flags], [1, WHOLE]);
    assert.ok(body.kind === 'bind');
    assert.deepEqual(body.contexts, [{ contextId: 0, abstractSyntax: ECHO, transferSyntaxes: [NDR] }]);
  });

  it('is sent once, and before a call', () => {
    const client = new RpcClient({ syntax: ECHO });
    assert.throws(() => client.call(0, Buffer.alloc(0)));
    client.bind();
    assert.throws(() => client.bind());
    assert.throws(() => client.call(0, Buffer.alloc(0)));
  });

  const binding = () => {
    const client = new RpcClient({ syntax: ECHO });
    client.bind();
    return client;
  };

  it('may be refused by a bind_nak, for the interface, or by a fault', () => {
    const rejection = { result: 2, reason: 1, transferSyntax: NO_SYNTAX };
    for (const [body, event] of [
      [
        { kind: 'bind-nak', reason: 8 },
        { kind: 'bind-refused', reason: 8 },
      ],
      [
        { ...bindAck, results: [rejection] },
        { kind: 'bind-refused', reason: 1 },
      ],
      [
        { kind: 'fault', contextId: 0, status: 5 },
        { kind: 'fault', status: 5 },
      ],
    ] as const) {
      const client = binding();
      assert.deepEqual(eventsOf(client, pdu(body)), [event]);
      assert.deepEqual(eventsOf(client, pdu(bindAck)), []);
      assert.throws(() => client.call(0, Buffer.alloc(0)));
    }
  });

  for (const [name, bytes] of Object.entries({
    'of another call': pdu(bindAck, { callId: 2 }),
    'in fragments': pdu(bindAck, { flags: PfcFlags.FIRST_FRAG }),
    'without a result': pdu({ ...bindAck, results: [] }),
    'with two results': pdu({ ...bindAck, results: [acceptance, acceptance] }),
    'with a syntax that was not offered': pdu({
      ...bindAck,
      results: [{ ...acceptance, transferSyntax: NDR64 }],
    }),
    'with fragments too small': pdu({ ...bindAck, maxRecvFrag: 1431 }),
    'with a token that nobody asked for': pdu(bindAck, {
      security: { type: 10, level: 6, contextId: 1, token: Buffer.alloc(16) },
    }),
    'that is an alter_context_resp': pdu({ ...bindAck, kind: 'alter-context-resp' }),
    'that is a response': pdu(responseOf(Buffer.alloc(4))),
    'that is no PDU': Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
  })) {
    it(`is not answered by a bind_ack ${name}`, () => {
      assert.equal(breaks(binding(), bytes).why, 'malformed');
    });
  }
});

describe('rpc/client: an answer', () => {
  const fragment = (flags: number, stub: string, change: { contextId?: number; callId?: number } = {}) =>
    pdu(responseOf(Buffer.from(stub), change.contextId), { flags, callId: change.callId ?? 2 });
  const { FIRST_FRAG, LAST_FRAG } = PfcFlags;

  it('is put together from its fragments, cut anywhere', () => {
    const bytes = Buffer.concat([fragment(FIRST_FRAG, 'abc'), fragment(0, 'def'), fragment(LAST_FRAG, 'g')]);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const events = eventsOf(callingClient(), bytes.subarray(0, cut), bytes.subarray(cut));
      assert.deepEqual(events, [{ kind: 'response', stub: Buffer.from('abcdefg'), bigEndian: false }]);
    }
  });

  for (const [name, bytes] of Object.entries({
    'of an older call': [fragment(WHOLE, 'abc', { callId: 1 })],
    'of a call to come': [fragment(WHOLE, 'abc', { callId: 3 })],
    'of another context': [fragment(WHOLE, 'abc', { contextId: 1 })],
    'that begins in the midst': [fragment(0, 'abc')],
    'that begins twice': [fragment(FIRST_FRAG, 'abc'), fragment(FIRST_FRAG, 'abc')],
    'that is a bind_ack': [pdu(bindAck, { callId: 2 })],
    'that is a request': [
      pdu({ kind: 'request', allocHint: 0, contextId: 0, opnum: 0, stub: Buffer.alloc(0) }, { callId: 2 }),
    ],
    'that is a shutdown': [pdu({ kind: 'shutdown' }, { callId: 2 })],
    'that is larger than a fragment may be': [Buffer.from('0500020310000000ffff000002000000', 'hex')],
  })) {
    it(`is none ${name}`, () => assert.equal(breaks(callingClient(), ...bytes).why, 'malformed'));
  }

  it('is none with a token where no security was agreed', () => {
    const security = { type: 68, level: 6, contextId: 1, token: Buffer.alloc(56) };
    const bytes = pdu(responseOf(Buffer.alloc(16)), { callId: 2, security });
    assert.equal(breaks(callingClient(), bytes).why, 'forged');
  });

  it('is none in two orders of bytes', () => {
    const big = Buffer.from('0500020200000000001b000000000002000000030000000064656600', 'hex').subarray(
      0,
      27,
    );
    assert.equal(breaks(callingClient(), fragment(FIRST_FRAG, 'abc'), big).why, 'malformed');
  });

  it('is none beyond 256 KiB, or beyond 1,024 fragments', () => {
    const large = fragment(0, 'x'.repeat(5_800));
    const beyond = [fragment(FIRST_FRAG, 'a'), ...Array<Buffer>(46).fill(large)];
    assert.match(breaks(callingClient(), ...beyond).detail, /262144 bytes/);
    const many = [fragment(FIRST_FRAG, 'a'), ...Array<Buffer>(1_024).fill(fragment(0, ''))];
    assert.match(breaks(callingClient(), ...many).detail, /1024 parts/);
  });

  it('is none before the call, nor behind another one', () => {
    assert.equal(breaks(boundClient(), fragment(WHOLE, 'abc')).why, 'malformed');
    const client = callingClient();
    const events: ClientEvent[] = [];
    for (const event of client.receive(
      Buffer.concat([fragment(WHOLE, 'a'), fragment(WHOLE, 'b', { callId: 3 })]),
    )) {
      events.push(event);
      if (event.kind === 'response') client.call(opnums.echo, Buffer.alloc(0));
    }
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['response', 'broken'],
    );
  });

  it('never throws, whatever octet of it is another', () => {
    const bytes = Buffer.concat([fragment(FIRST_FRAG, 'abc'), fragment(LAST_FRAG, 'def')]);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.ok(eventsOf(callingClient(), changed).length <= 2);
    }
  });
});
