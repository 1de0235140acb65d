import assert from 'node:assert/strict';
import { type GroupDefinitions, GroupTable } from '../../src/auth/groups.js';
import { deriveSid } from '../../src/auth/identity.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';

const machineSid = 'S-1-5-21-1-2-3';
const sidOf = (group: string): string => deriveSid(machineSid, group, 'group');

/** The names of the groups of a user of an account that names none itself. */
function namesFor(definitions: GroupDefinitions, account: string, groups: readonly string[] = []): string[] {
  const table = new GroupTable(definitions, machineSid);
  return [...table.groupsOf({ account, sid: 'S-1-5-21-1-2-3-1001', groups }).groups].toSorted();
}

describe('configured groups', () => {
  it('have the members that they name, and the accounts that name them', () => {
    const groups = { admins: { members: ['Alice'] }, staff: {} };
    assert.deepEqual(namesFor(groups, 'aLICE'), ['admins']);
    assert.deepEqual(namesFor(groups, 'bob'), []);
    assert.deepEqual(namesFor(groups, 'bob', ['staff', 'visitors']), ['staff', 'visitors']);
  });

  it('may be in one another, to any depth, by whatever way', () => {
    const groups = {
      building: { members: ['@Floor', '@staff'] },
      floor: { members: ['@room'] },
      room: { members: ['alice'] },
      staff: { members: ['bob'] },
    };
    assert.deepEqual(namesFor(groups, 'alice'), ['building', 'floor', 'room']);
    assert.deepEqual(namesFor(groups, 'bob'), ['building', 'staff']);
    // A group that no entry defines may be a member as well: accounts name it.
    assert.deepEqual(namesFor({ all: { members: ['@guests'] } }, 'eve', ['GUESTS']), ['GUESTS', 'all']);

    const deep: Record<string, { members: string[] }> = { g0: { members: ['alice'] } };
    for (let level = 1; level < 20_000; level++) deep[`g${level}`] = { members: [`@g${level - 1}`] };
    assert.equal(namesFor(deep, 'alice').length, 20_000);
  });

  it('have SIDs, their own or derived ones', () => {
    const table = new GroupTable(
      { admins: { sid: 'S-1-5-32-544', members: ['@staff'] }, staff: { members: ['alice'] } },
      machineSid,
    );
    const { groupSids } = table.groupsOf({ account: 'alice', sid: 'S-1-5-21-1-2-3-1001', groups: [] });
    assert.deepEqual([...groupSids].toSorted(), [sidOf('staff'), 'S-1-5-32-544'].toSorted());
  });

  it('have the users and the groups of a directory as members, by SID', () => {
    const table = new GroupTable(
      {
        admins: { members: ['S-1-5-21-7-8-9-0512'] },
        operators: { members: ['S-1-5-21-7-8-9-1104'] },
        remote: { sid: 'S-1-5-21-7-8-9-600' },
        all: { members: ['@remote'] },
      },
      machineSid,
    );
    const directory = {
      account: 'alice',
      sid: 'S-1-5-21-7-8-9-1104',
      groupSids: ['S-1-5-21-7-8-9-512', 'S-1-5-21-7-8-9-600'],
      groups: [],
    };
    assert.deepEqual([...table.groupsOf(directory).groups].toSorted(), [
      'admins',
      'all',
      'operators',
      'remote',
    ]);
    const { groupSids } = table.groupsOf(directory);
    assert.ok(groupSids.includes('S-1-5-21-7-8-9-512'));
    assert.equal(groupSids.filter((sid) => sid === 'S-1-5-21-7-8-9-600').length, 1);
  });

  it('are not entered by an account whose name is that of a SID, or of a group with its @', () => {
    const groups = { admins: { members: ['@staff', 'S-1-5-32-544'] } };
    assert.deepEqual(namesFor(groups, '@staff'), []);
    assert.deepEqual(namesFor(groups, 'S-1-5-32-544'), []);
    assert.deepEqual(namesFor(groups, 'toString'), []);
  });

  const faulty: readonly (readonly [what: string, groups: unknown, problems: readonly string[]])[] = [
    ['no object', ['admins'], ['groups: expected an object']],
    ['a list of members alone', { admins: ['alice'] }, ['groups.admins: expected an object']],
    ['a misspelt key', { admins: { member: ['alice'] } }, ['groups.admins.member: unknown key']],
    ['a member alone', { admins: { members: 'alice' } }, ['groups.admins.members: expected a list']],
    [
      'members that are none',
      { admins: { members: ['', 'a@b', 'A\\b', '@', 1, 'S-1-x'] } },
      [0, 1, 2, 3, 4, 5].map(
        (index) =>
          `groups.admins.members[${index}]: expected the name of an account without its domain, @group, or a SID`,
      ),
    ],
    [
      'a SID that is none',
      { a: { sid: 'S-1-' } },
      ['groups.a.sid: expected a SID such as S-1-5-21-1-2-3-1000'],
    ],
    [
      'names that cannot be named',
      { '': {}, '@a': {}, 'A\\b': {}, 'S-1-5-32-544': {} },
      ['', '@a', 'A\\b', 'S-1-5-32-544'].map(
        (name) => `groups.${name}: expected the name of a group, without @ and without a domain`,
      ),
    ],
    [
      'two of one name',
      { staff: {}, STAFF: {} },
      ['groups.STAFF: expected a name that no group has yet; names ignore case'],
    ],
    [
      'a group in itself',
      { a: { members: ['alice', '@A'] } },
      ['groups.a.members[1]: expected no group that is a member of itself: @a has @a'],
    ],
    [
      'a group in itself by way of others',
      {
        a: { members: ['@b'] },
        b: { members: ['@c'] },
        c: { members: ['bob', '@a'] },
        d: { members: ['@a'] },
      },
      ['groups.c.members[1]: expected no group that is a member of itself: @a has @b has @c has @a'],
    ],
  ];
  for (const [what, groups, problems] of faulty) {
    it(`refuse ${what}`, () => {
      assert.throws(
        () => Reflect.construct(GroupTable, [groups, machineSid]),
        (error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.deepEqual(error.message.split('\n'), problems);
          return true;
        },
      );
    });
  }

  it('hold a group named __proto__, which an object literal cannot name', () => {
    const groups = JSON.parse('{"__proto__": {"members": ["alice"]}}') as GroupDefinitions;
    assert.deepEqual(namesFor(groups, 'alice'), ['__proto__']);
  });
});
