import assert from 'node:assert/strict';
import { Admission } from '../../src/server/admission.js';
import type { ServedConnection } from '../../src/server/carriers/served-connection.js';
import type { CountsListener, SharedCounts } from '../../src/shared-state/shared-state.js';
import { defaultLimits } from '../../src/session/model/policy.js';

function peerFrom(address: string, id = 1): ServedConnection {
  return {
    id,
    remote: { address, port: 1 },
    authenticated: false,
    stage: 'has sent no request yet',
    checkTime: () => {},
    stop: () => {},
    turnAway: () => {},
  };
}

describe('admission: connections of one address', () => {
  const admission = () => new Admission({ ...defaultLimits, connectionsPerAddress: 2 }, new Map());

  it('a host with a whole IPv6 network is one address', () => {
    const admitted = admission();
    const first = peerFrom('2001:db8:0:1::1');
    assert.equal(admitted.admit(first), undefined);
    assert.equal(admitted.admit(peerFrom('2001:db8:0:1:aaaa::7')), undefined);
    assert.equal(admitted.admit(peerFrom('2001:db8:0:1::2')), 'connectionsPerAddress');
    assert.equal(admitted.admit(peerFrom('2001:db8:0:2::1')), undefined);
    admitted.release(first);
    assert.equal(admitted.admit(peerFrom('2001:db8:0:1::2')), undefined);
  });

  it('an IPv4 address is one, mapped into IPv6 or not, and its neighbour is another', () => {
    const admitted = admission();
    assert.equal(admitted.admit(peerFrom('192.0.2.1')), undefined);
    assert.equal(admitted.admit(peerFrom('::ffff:192.0.2.1')), undefined);
    assert.equal(admitted.admit(peerFrom('::ffff:192.0.2.1')), 'connectionsPerAddress');
    assert.equal(admitted.admit(peerFrom('::ffff:192.0.2.2')), undefined);
  });

  it('what is held counts for the network', () => {
    const admitted = new Admission({ ...defaultLimits, heldBytesPerAddress: 100 }, new Map());
    const [one, other] = [admitted.countFor('2001:db8::1'), admitted.countFor('2001:db8::2')];
    assert.equal(one.hold(60), undefined);
    assert.equal(other.hold(60), 'heldBytesPerAddress');
  });
});

describe('admission: a process of several', () => {
  function shared() {
    const told: (readonly [string, ...unknown[]])[] = [];
    let others: CountsListener | undefined;
    const counts: SharedCounts = {
      entered: (...connection) => told.push(['entered', ...connection]),
      left: (connection) => told.push(['left', connection]),
      holds: (...held) => told.push(['holds', ...held]),
      attend: (listener) => (others = listener),
    };
    const limits = { ...defaultLimits, connectionsPerAddress: 2, heldBytesPerAddress: 6400 };
    const admitted = new Admission(limits, new Map(), counts);
    assert.ok(others);
    return { admitted, told, others };
  }

  it('tells of each connection that it lets in, once, by the address that counts', () => {
    const { admitted, told } = shared();
    const first = peerFrom('2001:db8:0:1::1', 7);
    admitted.admit(first);
    admitted.admit(peerFrom('2001:db8:0:1::2', 8));
    admitted.admit(peerFrom('2001:db8:0:1::3', 9));
    admitted.release(first);
    admitted.release(first);
    assert.deepEqual(
      told.map(([word, connection]) => [word, connection]),
      [
        ['entered', 7],
        ['entered', 8],
        ['left', 7],
      ],
    );
    assert.equal(told[0]?.[2], told[1]?.[2]);
  });

  it('tells of held bytes when they changed by a sixty-fourth of the limit, and when none are left', () => {
    const { admitted, told } = shared();
    const held = admitted.countFor('192.0.2.1');
    for (let n = 0; n < 25; n++) held.add(10);
    held.release(60);
    held.release(190);
    assert.deepEqual(
      told.map(([word, , bytes]) => [word, bytes]),
      [
        ['holds', 100],
        ['holds', 200],
        ['holds', 0],
      ],
    );
  });

  it('bytes that others hold for an address leave less for it here, while it has connections here', () => {
    const { admitted, told, others } = shared();
    const peer = peerFrom('192.0.2.1');
    const held = admitted.countFor('192.0.2.1');
    admitted.admit(peer);
    const key = String(told[0]?.[2]);
    others.heldElsewhere(key, 6000);
    assert.equal(held.hold(401), 'heldBytesPerAddress');
    assert.equal(held.hold(400), undefined);
    assert.equal(held.exceeded, undefined);
    others.heldElsewhere(key, 6001);
    assert.equal(held.exceeded, 'heldBytesPerAddress');
    held.release(400);
    admitted.release(peer);
    assert.equal(admitted.countFor('192.0.2.1').hold(6400), undefined);
    others.heldElsewhere('an address without connections', 6400);
  });

  it('turns away the connection that the others name, and none that has ended', () => {
    const { admitted, others } = shared();
    const turned: unknown[] = [];
    const peer = { ...peerFrom('192.0.2.1', 3), turnAway: (limit: unknown) => turned.push(limit) };
    admitted.admit(peer);
    others.turnAway(4, 'connections');
    others.turnAway(3, 'connections');
    admitted.release(peer);
    others.turnAway(3, 'connections');
    assert.deepEqual(turned, ['connections']);
  });

  it('counts the connections on which nobody is logged in: all, and those of an address', () => {
    const { admitted, told, others } = shared();
    admitted.admit(peerFrom('192.0.2.1', 1));
    admitted.admit({ ...peerFrom('192.0.2.1', 2), authenticated: true });
    admitted.admit(peerFrom('192.0.2.2', 3));
    assert.deepEqual(others.unauthenticated(String(told[0]?.[2])), { all: 2, ofAddress: 1 });
  });
});
