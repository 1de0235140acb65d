import assert from 'node:assert/strict';
import { Admission } from '../../src/server/admission.js';
import type { ServedConnection } from '../../src/server/carriers/served-connection.js';
import { defaultLimits } from '../../src/session/model/policy.js';

function peerFrom(address: string): ServedConnection {
  return {
    id: 1,
    remote: { address, port: 1 },
    authenticated: false,
    stage: 'has sent no request yet',
    checkTime: () => {},
    stop: () => {},
    turnAway: () => {},
  };
}

describe('admission: connections of one address', () => {
  const admission = () => new Admission({ ...defaultLimits, connectionsPerAddress: 2 }, new Set());

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
    const admitted = new Admission({ ...defaultLimits, heldBytesPerAddress: 100 }, new Set());
    const [one, other] = [admitted.countFor('2001:db8::1'), admitted.countFor('2001:db8::2')];
    assert.equal(one.hold(60), undefined);
    assert.equal(other.hold(60), 'heldBytesPerAddress');
  });
});
