import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from '../../src/server/create-server.js';
import type { ServerOptions } from '../../src/server/options.js';
import { resolveOptions } from '../../src/server/resolve-options.js';
import { createDirectory } from '../../src/server/account-directory.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { accountsInMemory } from '../../src/auth/memory-store.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { verifyingStore } from '../support/verifying-store.js';

const secret = 'M4chine-pw!';
const domain = {
  name: 'ADLAB',
  dnsName: 'ad.lab.test',
  machineAccount: 'FILES$',
  machinePassword: secret,
  controllers: ['127.0.0.1:1'],
};
const alice = { name: 'alice', password: 'Local-pw!' };

describe('the option domain', () => {
  const folder = useTemporaryFolder();
  const path = (name: string): string => join(folder(), name);

  beforeEach(() => {
    const principal = { realm: 'AD.LAB.TEST', name: { nameType: 1, nameString: ['FILES$'] } };
    const entry = { principal, writtenAt: 0, kvno: 1, etype: 23, key: Buffer.alloc(16, 1) };
    writeFileSync(path('rc4.keytab'), encodeKeytab([entry]));
    writeFileSync(path('machine'), `${secret}\r\n`);
  });

  it('gives the server the names of the join, and those that are said beside it', () => {
    const { names, machineSid } = resolveOptions({ accounts: [alice], domain });
    assert.deepEqual(names, {
      netbiosName: 'FILES',
      dnsName: 'files.ad.lab.test',
      netbiosDomain: 'ADLAB',
      dnsDomain: 'ad.lab.test',
      dnsTree: 'ad.lab.test',
    });
    const named = resolveOptions({
      accounts: [alice],
      domain,
      names: { netbiosName: 'files', dnsTree: 'lab.test' },
    });
    assert.deepEqual(
      [named.names.netbiosName, named.names.dnsTree, named.machineSid],
      ['files', 'lab.test', machineSid],
    );
  });

  it('the accounts of the server are of its own name, not of the domain', () => {
    const options = resolveOptions({ accounts: [alice], domain });
    assert.equal(createDirectory(options, accountsInMemory([alice])).domain, 'FILES');
  });

  it('reads the password of a file at once', async () => {
    const { machinePassword: _, ...rest } = domain;
    const server = createServer({
      accounts: [alice],
      domain: { ...rest, machinePasswordFile: path('machine') },
    });
    await server.close();
  });

  const { machinePassword: _, ...withoutSecret } = domain;
  const refused: readonly (readonly [
    what: string,
    options: () => Partial<ServerOptions>,
    message: RegExp,
  ])[] = [
    [
      'without a secret',
      () => ({ domain: withoutSecret }),
      /^domain: expected one of machinePassword, machinePasswordFile, keytab/,
    ],
    [
      'with two',
      () => ({ domain: { ...domain, keytab: path('rc4.keytab') } }),
      /^domain: expected one of machinePassword, /,
    ],
    [
      'with a secret that is undefined',
      () => ({ domain: { ...domain, machinePassword: undefined as never } }),
      /^domain: expected one of/,
    ],
    [
      'with an empty password',
      () => ({ domain: { ...domain, machinePassword: '' } }),
      /^domain\.machinePassword/,
    ],
    [
      'with a promise of a password',
      () => ({ domain: { ...domain, machinePassword: Promise.resolve(secret) as never } }),
      /^domain\.machinePassword/,
    ],
    ['that is a promise', () => ({ domain: Promise.resolve(domain) as never }), /^domain/],
    ['that is a word', () => ({ domain: 'ADLAB' as never }), /^domain/],
    ['that is null', () => ({ domain: null as never }), /^domain/],
    ['that is empty', () => ({ domain: {} as never }), /^domain\.name/m],
    [
      'with an unknown key',
      () => ({ domain: { ...domain, machinepassword: 'x' } as never }),
      /^domain\.machinepassword: unknown key/,
    ],
    ['without a domain’s name', () => ({ domain: { ...domain, name: '' } }), /^domain\.name/],
    [
      'with a machine account of another form',
      () => ({ domain: { ...domain, machineAccount: 'ADLAB\\FILES$' } }),
      /^domain\.machineAccount: expected the name of a machine account/,
    ],
    [
      'with a time that is none',
      () => ({ domain: { ...domain, timeoutSeconds: Number.NaN } }),
      /^domain\.timeoutSeconds/,
    ],
    [
      'with a truth value in words',
      () => ({ domain: { ...domain, allowMachineAccounts: 'false' as never } }),
      /^domain\.allowMachineAccounts/,
    ],
    [
      'of a file that is not there',
      () => ({ domain: { ...withoutSecret, machinePasswordFile: path('none') } }),
      /^domain\.machinePasswordFile: .*cannot be read \(ENOENT/,
    ],
    [
      'of a keytab that is not there',
      () => ({ domain: { ...withoutSecret, keytab: path('none') } }),
      /^domain\.keytab: .* cannot be read \(ENOENT/,
    ],
    [
      'beside accounts that verify themselves',
      () => ({ domain, accounts: verifyingStore(() => 0) }),
      /^domain: expected accounts that are a list, or a store that finds/,
    ],
    [
      'beside names that contradict it',
      () => ({ domain, names: { netbiosName: 'WEB', netbiosDomain: 'CORP' } }),
      /^names\.netbiosName: expected FILES, .*\nnames\.netbiosDomain: expected ADLAB/,
    ],
    [
      'beside a test realm of its own name',
      () => ({ domain, kerberos: { testRealm: { realm: 'AD.LAB.TEST' } } }),
      /^kerberos\.testRealm\.realm: expected another realm/,
    ],
  ];
  for (const [what, options, message] of refused) {
    it(`is refused ${what}`, () => {
      assert.throws(
        () => createServer({ accounts: [alice], ...options() }),
        (error: Error) => {
          assert.equal(error.name, 'ConfigurationError');
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /M4chine/);
          return true;
        },
      );
    });
  }
});
