import assert from 'node:assert/strict';
import { CodecError } from '../../../src/bytes/index.js';
import {
  GroupAttributes,
  logonInfoOfAccount,
  logonSids,
  LogonUserFlags,
} from '../../../src/krb5/pac/index.js';
import { decodeLogonInfo, encodeLogonInfo } from '../../../src/krb5/pac/logon-info.js';

const info = logonInfoOfAccount({
  account: 'alice',
  domain: 'EXAMPLE',
  domainSid: 'S-1-5-21-1-2-3',
  userId: 1001,
  primaryGroupId: 513,
  groupIds: [1100],
  logonServer: 'DC',
  logonTime: 0,
});
const ENABLED = GroupAttributes.ENABLED;
const DENY_ONLY = 0x10;

describe('krb5/pac: [MS-PAC] 2.5 SIDs of a logon', () => {
  it('are made of the domain and the relative identifiers', () => {
    assert.deepEqual(logonSids(info), {
      user: 'S-1-5-21-1-2-3-1001',
      primaryGroup: 'S-1-5-21-1-2-3-513',
      groups: ['S-1-5-21-1-2-3-513', 'S-1-5-21-1-2-3-1100'],
      resourceGroups: [],
      extraSids: [],
    });
  });

  it('have resource groups and extra SIDs where UserFlags announces them, and nowhere else', () => {
    const full = {
      ...info,
      extraSids: [{ sid: 'S-1-18-1', attributes: ENABLED }],
      resourceGroupDomainSid: 'S-1-5-21-7-8-9',
      resourceGroupIds: [{ relativeId: 4294967295, attributes: ENABLED }],
    };
    assert.deepEqual(logonSids({ ...full, userFlags: 0 }), logonSids(info));
    const flags = LogonUserFlags.EXTRA_SIDS | LogonUserFlags.RESOURCE_GROUPS;
    const { extraSids, resourceGroups } = logonSids({ ...full, userFlags: flags });
    assert.deepEqual(extraSids, ['S-1-18-1']);
    assert.deepEqual(resourceGroups, ['S-1-5-21-7-8-9-4294967295']);
  });

  it('leave out groups that are not enabled: one that only denies opens nothing', () => {
    const { groups, extraSids } = logonSids({
      ...info,
      userFlags: LogonUserFlags.EXTRA_SIDS,
      groupIds: [
        { relativeId: 512, attributes: DENY_ONLY },
        { relativeId: 513, attributes: ENABLED },
      ],
      extraSids: [{ sid: 'S-1-5-32-544', attributes: 0 }],
    });
    assert.deepEqual([groups, extraSids], [['S-1-5-21-1-2-3-513'], []]);
  });

  it('have an account of another domain as the first extra SID when UserId is 0', () => {
    const foreign = {
      ...info,
      userId: 0,
      userFlags: LogonUserFlags.EXTRA_SIDS,
      extraSids: [
        { sid: 'S-1-5-21-9-9-9-1234', attributes: ENABLED },
        { sid: 'S-1-18-1', attributes: ENABLED },
      ],
    };
    assert.equal(logonSids(foreign).user, 'S-1-5-21-9-9-9-1234');
    assert.deepEqual(logonSids(foreign).extraSids, ['S-1-18-1']);
    assert.equal(logonSids({ ...foreign, extraSids: [] }).user, undefined);
  });

  it('have no account and no groups without a domain', () => {
    const { user, primaryGroup, groups } = logonSids({ ...info, logonDomainId: undefined });
    assert.deepEqual([user, primaryGroup, groups], [undefined, undefined, []]);
  });

  it('never meet a domain that has no room for a relative identifier: such a PAC is malformed', () => {
    const domain = `S-1-5${'-1'.repeat(15)}`;
    for (const broken of [{ logonDomainId: domain }, { resourceGroupDomainSid: domain }])
      assert.throws(() => decodeLogonInfo(encodeLogonInfo({ ...info, ...broken })), CodecError);
  });
});
