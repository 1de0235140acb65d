import assert from 'node:assert/strict';
import { ShareTable } from '../../../src/session/model/share-table.js';
import { TreeTable } from '../../../src/session/model/tree-table.js';
import { diskShare } from '../support.js';

describe('[MS-SMB2] 3.3.1.6 Share.CurrentUses', () => {
  it('counts the tree connects of all sessions', () => {
    const shares = new ShareTable();
    const disk = diskShare();
    const other = diskShare({ name: 'other' });
    const [one, two] = [new TreeTable(shares), new TreeTable(shares)];
    const uses = () => [shares.currentUses(disk), shares.currentUses(other)];
    const tree = one.add(disk, 1, 0);
    one.add(disk, 1, 0);
    two.add(disk, 1, 0);
    two.add(other, 1, 0);
    assert.deepEqual(uses(), [3, 1]);
    one.remove(tree);
    one.remove(tree);
    assert.deepEqual(uses(), [2, 1]);
    two.clear();
    assert.deepEqual(uses(), [1, 0]);
    two.clear();
    one.clear();
    assert.deepEqual(uses(), [0, 0]);
  });
});
