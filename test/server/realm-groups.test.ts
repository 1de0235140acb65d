import assert from 'node:assert/strict';
import { createAccount } from '../../src/auth/account-definition.js';
import { GroupTable } from '../../src/auth/groups.js';
import { deriveSid } from '../../src/auth/identity.js';
import { groupsOfRealm } from '../../src/server/realm-groups.js';
import { diskShare } from '../session/support.js';

const machineSid = 'S-1-5-21-1-2-3';
const account = createAccount({ name: 'alice', password: 'a', groups: ['Staff', 'crew'] });
const shares = [
  { name: 'scans', temporary: true, access: { '@staff': 'write', '@guests': 'read', bob: 'read' } } as const,
  diskShare(),
];

describe('the groups of a server with a test realm', () => {
  const definitions = { crew: { sid: 'S-1-5-21-7-8-9-1000' }, admins: { members: ['@crew'] } };
  const groups = groupsOfRealm(definitions, machineSid, shares, [account]);

  it('are those that are configured, in rules, and of accounts; names ignore case', () => {
    assert.deepEqual(Object.keys(groups), ['crew', 'admins', 'staff', 'guests']);
    assert.deepEqual(groups['crew'], { sid: 'S-1-5-21-7-8-9-1000' });
    assert.deepEqual(groups['admins']?.members, ['@crew']);
  });

  it('are known by the SIDs that the PAC of the realm has', () => {
    const table = new GroupTable(groups, machineSid);
    const groupSids = [deriveSid(machineSid, 'staff', 'group'), 'S-1-5-21-7-8-9-1000'];
    const user = { account: 'alice', sid: 'S-1-5-21-1-2-3-4', groups: [], groupSids };
    assert.deepEqual(table.groupsOf(user).groups.toSorted(), ['admins', 'crew', 'staff']);
    assert.deepEqual(table.groupsOf({ ...user, groupSids: [] }).groups, []);
  });
});
