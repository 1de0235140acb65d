import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as published from 'smb2-auth-server/auth';

/** Every file that a built module brings along, and the modules from elsewhere that they name. */
function closureOf(entry: string): { readonly files: Set<string>; readonly modules: Set<string> } {
  const files = new Set<string>();
  const modules = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    const named = text.matchAll(
      /(?:^(?:import|export)\b[^;]*?\bfrom\s*|^import\s*|\bimport\s*\(\s*)['"]([^'"]+)['"]/gm,
    );
    for (const [, name = ''] of named) {
      if (name.startsWith('.')) visit(resolve(dirname(file), name));
      else modules.add(name);
    }
  };
  visit(entry);
  return { files, modules };
}

describe('smb2-auth-server/auth', () => {
  it('exports what it promises, and nothing by accident', () => {
    assert.deepEqual(Object.keys(published).toSorted(), [
      'AccountError',
      'ConfigurationError',
      'DelegatedCredentials',
      'NtStatus',
      'RequestAssembly',
      'accountsFromCallback',
      'accountsInMemory',
      'commonRejections',
      'createAccount',
      'createCredSspAcceptor',
      'createKerberosMechanism',
      'createNtlmAcceptor',
      'createNtlmDatagramAcceptor',
      'createNtlmDatagramMechanism',
      'createNtlmMechanism',
      'createSpnegoAcceptor',
      'defaultAuthPolicy',
      'defaultKerberosPolicy',
      'joinServiceKeys',
      'keysFromPassword',
      'negTokenInit2',
      'ntHashOfPassword',
      'ntStatusName',
      'passwordVerifier',
      'policyPresets',
      'refusalOfStatus',
      'rejectionReasons',
      'storeRefusals',
      'systemRuntime',
      'unwrapToken',
      'userIdentity',
      'wireStatusOf',
      'wrapToken',
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

  it('loads no package but asn1js, and of Node.js nothing that opens files or sockets', () => {
    const { files, modules } = closureOf(fileURLToPath(import.meta.resolve('smb2-auth-server/auth')));
    assert.ok(files.size > 50, `${files.size} files`);
    assert.ok([...files].some((file) => /auth[/\\]ntlm[/\\]acceptor\.js$/.test(file)));
    assert.deepEqual([...modules].toSorted(), [
      'asn1js',
      'node:crypto',
      'node:perf_hooks',
      'node:util',
      'node:zlib',
    ]);
  });

  it('what tells its imports tells those of the accounts in files too', () => {
    const { modules } = closureOf(fileURLToPath(import.meta.resolve('smb2-auth-server/accounts')));
    for (const module of ['zod', 'node:fs/promises']) assert.ok(modules.has(module), module);
  });

  it('its example needs nothing else, and less than 60 lines', () => {
    const example = readFileSync(new URL('../../../test/examples/http-auth.ts', import.meta.url), 'utf8');
    assert.ok(example.split('\n').length < 60);
    assert.match(example, /from 'smb2-auth-server\/auth'/);
    assert.doesNotMatch(example, /from '\.\.?\//);
  });
});
