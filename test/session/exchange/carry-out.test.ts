import assert from 'node:assert/strict';
import type { ConnectionEnd } from '../../../src/facts/recorder.js';
import type { Fact } from '../../../src/facts/fact.js';
import { HeldBytes } from '../../../src/runtime/held-bytes.js';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { carryOut, type Sink, WayOut } from '../../../src/session/exchange/carry-out.js';
import { drop } from '../../../src/session/exchange/outcome.js';
import { ClientTable } from '../../../src/session/model/client-table.js';
import { Connection } from '../../../src/session/model/connection.js';
import { defaultLimits } from '../../../src/session/model/policy.js';
import type { ServerState } from '../../../src/session/model/server-state.js';
import { SessionTable } from '../../../src/session/model/session-table.js';

/** A connection without a socket, and everything that happens to it in order. */
function connected() {
  const happened: unknown[] = [];
  const sink: Sink = {
    send: (frame) => happened.push(['send', frame.toString('latin1')]),
    end: () => happened.push('end'),
  };
  const recorder = {
    report: ({ kind }: Fact) => happened.push(['report', kind]),
    loginBegan: () => assert.fail('no login began'),
    closed: (end: ConnectionEnd) => happened.push(['closed', end]),
  };
  const server = {
    limits: defaultLimits,
    recorder: { connectionOpened: () => recorder },
    sessions: new SessionTable(systemRuntime),
    clients: new ClientTable(),
  } as unknown as ServerState;
  const make = (wayOut: object): Connection => {
    const endpoint = { address: '127.0.0.1', port: 445 };
    const source = { limitFrames: () => {}, unread: false, proceed: () => {} };
    const held = new HeldBytes('heldBytesPerConnection', 1024);
    return new Connection(1, server, { remote: endpoint, local: endpoint }, { source, wayOut }, held);
  };
  return { happened, sink, make };
}

const hello = { kind: 'frame', frame: Buffer.from('hello') } as const;

describe('session/carry-out: the one way out', () => {
  it('ends a connection: the cause is reported, the last frame sent, then its sessions and the transport end', () => {
    const { happened, sink, make } = connected();
    const connection = make(new WayOut(sink));
    const fact = { kind: 'other-protocol', firstBytes: Buffer.alloc(0) } as const;
    carryOut(connection, { ...drop('refused', fact), farewell: Buffer.from('bye') });
    assert.equal(connection.closed, true);
    assert.deepEqual(happened, [
      ['report', 'other-protocol'],
      ['send', 'bye'],
      ['closed', { by: 'server', why: 'refused' }],
      'end',
    ]);
  });

  it('does nothing on a connection that is closed', () => {
    const { happened, sink, make } = connected();
    const connection = make(new WayOut(sink));
    connection.close({ by: 'client', how: 'closed' });
    happened.length = 0;
    carryOut(connection, hello);
    carryOut(connection, drop('shutdown'));
    assert.deepEqual(happened, []);
  });

  it('is the only one: the sink of a connection cannot be reached by anything else', () => {
    const { happened, sink, make } = connected();
    const connection = make(new WayOut(sink));
    const seen = reachableFrom(connection);
    assert.ok(seen.has(connection.wayOut), 'the way out is seen, and nothing behind it');
    assert.ok(!seen.has(sink));
    carryOut(connection, hello);
    assert.deepEqual(happened, [['send', 'hello']]);
  });

  it('takes no other object for a way out', () => {
    const { happened, sink, make } = connected();
    for (const wayOut of [
      sink,
      {},
      Object.create(WayOut.prototype) as object,
      new Proxy(new WayOut(sink), {}),
    ]) {
      const connection = make(wayOut);
      assert.throws(() => carryOut(connection, hello), { name: 'TypeError', message: /no way out/ });
      assert.throws(() => WayOut.decisionOf(connection), { name: 'TypeError', message: /no way out/ });
    }
    assert.deepEqual(happened, []);
  });
});

/** Every object that can be reached through the properties of another, those of prototypes and symbols included. */
function reachableFrom(start: object): ReadonlySet<unknown> {
  const seen = new Set<unknown>();
  const waiting: unknown[] = [start];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if ((typeof next !== 'object' && typeof next !== 'function') || next === null || seen.has(next)) continue;
    seen.add(next);
    // The objects of the language lead everywhere in it, and to nothing of ours.
    if (next === Object.prototype || next === Function.prototype) continue;
    for (
      let owner: object | null = next;
      owner !== null;
      owner = Object.getPrototypeOf(owner) as object | null
    ) {
      for (const key of Reflect.ownKeys(owner)) waiting.push(valueOf(next, key));
    }
  }
  return seen;
}

/** A getter may refuse: a connection has no choices before NEGOTIATE. */
function valueOf(object: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(object, key);
  } catch {
    return undefined;
  }
}
