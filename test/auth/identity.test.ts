import assert from 'node:assert/strict';
import { deriveSid, guestIdentity, machineSidOf, userIdentity } from '../../src/auth/identity.js';

const machineSid = 'S-1-5-21-1-2-3';
const account = { name: 'User', ntHash: Buffer.alloc(16), groups: ['staff'], status: 'enabled' } as const;

describe('identities', () => {
  it('have the SID of the account, or one derived from its name and the machine', () => {
    const given = userIdentity({ ...account, sid: 'S-1-5-21-9-9-9-1000' }, 'SERVER', machineSid);
    assert.equal(given.sid, 'S-1-5-21-9-9-9-1000');
    const derived = userIdentity(account, 'SERVER', machineSid);
    assert.deepEqual(derived, {
      kind: 'user',
      account: 'User',
      domain: 'SERVER',
      sid: deriveSid(machineSid, 'User'),
      groups: ['staff'],
    });
  });

  it('derive the same SID whatever the case of the name, and no built-in RID', () => {
    assert.equal(deriveSid(machineSid, 'uSER'), deriveSid(machineSid, 'User'));
    assert.notEqual(deriveSid(machineSid, 'User2'), deriveSid(machineSid, 'User'));
    assert.ok(Number(deriveSid(machineSid, 'User').split('-').at(-1)) >= 1000);
    assert.match(machineSidOf('server'), /^S-1-5-21-\d+-\d+-\d+$/);
    assert.equal(machineSidOf('server'), machineSidOf('SERVER'));
  });

  it('know the built-in Guest', () => {
    assert.equal(guestIdentity('SERVER', machineSid).sid, 'S-1-5-21-1-2-3-501');
  });
});
