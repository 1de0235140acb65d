import assert from 'node:assert/strict';
import { AssociationGroups } from '../../src/rpc/index.js';

describe('rpc: [MS-RPCE] 3.3.1.5.7 association groups', () => {
  it('a new one has a number of its own', () => {
    const groups = new AssociationGroups();
    const numbers = [0, 0].map((none) => groups.join(none, '192.0.2.1')?.assocGroupId);
    assert.equal(new Set(numbers).size, 2);
    assert.ok(numbers.every((number) => number !== undefined && number > 0));
  });

  it('is joined from the address that made it, and from no other', () => {
    const groups = new AssociationGroups();
    const group = groups.join(0, '192.0.2.1') ?? assert.fail();
    assert.equal(groups.join(group.assocGroupId, '192.0.2.1'), group);
    assert.equal(groups.join(group.assocGroupId, '192.0.2.2'), undefined);
    assert.equal(groups.join(group.assocGroupId + 1, '192.0.2.1'), undefined);
  });

  it('ends with its last connection', () => {
    const groups = new AssociationGroups();
    const group = groups.join(0, '192.0.2.1') ?? assert.fail();
    groups.join(group.assocGroupId, '192.0.2.1');
    groups.leave(group);
    assert.equal(groups.size, 1);
    groups.leave(group);
    groups.leave(group);
    assert.equal(groups.size, 0);
    assert.equal(groups.join(group.assocGroupId, '192.0.2.1'), undefined);
  });
});
