import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as published from 'smb2-auth-server/auth';

describe('smb2-auth-server/auth', () => {
  it('exports what it promises, and nothing by accident', () => {
    assert.deepEqual(Object.keys(published).toSorted(), [
      'AccountError',
      'ConfigurationError',
      'NtStatus',
      'accountsFromCallback',
      'accountsFromJsonFile',
      'accountsFromNtlmUserFile',
      'accountsFromSmbpasswd',
      'accountsInMemory',
      'commonRejections',
      'createAccount',
      'createNtlmAcceptor',
      'createNtlmMechanism',
      'createSpnegoAcceptor',
      'defaultAuthPolicy',
      'negTokenInit2',
      'ntHashOfPassword',
      'ntStatusName',
      'policyPresets',
      'rejectionReasons',
      'systemRuntime',
      'wireStatusOf',
    ]);
  });

  it('is the built package, types included', () => {
    const entry = fileURLToPath(import.meta.resolve('smb2-auth-server/auth'));
    assert.match(entry, /build[/\\]src[/\\]auth\.js$/);
    const types = readFileSync(entry.replace(/\.js$/, '.d.ts'), 'utf8');
    for (const name of ['Acceptor', 'Step', 'Mechanism', 'SecurityContext', 'AccountStore', 'AuthPolicy']) {
      assert.match(types, new RegExp(`\\b${name}\\b`), name);
    }
  });

  it('its example needs nothing else, and less than 60 lines', () => {
    const example = readFileSync(new URL('../../../test/examples/http-auth.ts', import.meta.url), 'utf8');
    assert.ok(example.split('\n').length < 60);
    assert.match(example, /from 'smb2-auth-server\/auth'/);
    assert.doesNotMatch(example, /from '\.\.?\//);
  });
});
