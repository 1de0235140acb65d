import assert from 'node:assert/strict';
import * as published from 'smb2-auth-server/accounts';
import * as auth from 'smb2-auth-server/auth';

describe('smb2-auth-server/accounts', () => {
  it('exports every store there is, and nothing by accident', () => {
    assert.deepEqual(Object.keys(published).toSorted(), [
      'AccountError',
      'ConfigurationError',
      'NtStatus',
      'accountsFromCallback',
      'accountsFromJsonFile',
      'accountsFromNtlmUserFile',
      'accountsFromSmbpasswd',
      'accountsInMemory',
      'accountsThatChange',
      'createAccount',
      'ntHashOfPassword',
      'storeRefusals',
    ]);
  });

  it('the stores without files are those of smb2-auth-server/auth', () => {
    assert.equal(published.accountsInMemory, auth.accountsInMemory);
    assert.equal(published.accountsFromCallback, auth.accountsFromCallback);
    assert.equal(published.AccountError, auth.AccountError);
  });
});
