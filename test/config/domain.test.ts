import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfigurationFile, readEnvironment, resolveConfiguration } from '../../src/config/index.js';
import { encodeKeytab } from '../../src/krb5/keytab.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const secret = 'M4chine-pw!';

describe('config: a domain', () => {
  const folder = useTemporaryFolder();
  const path = (name: string): string => join(folder(), name);
  const joined = {
    name: 'ADLAB',
    dnsName: 'ad.lab.test',
    machineAccount: 'FILES$',
    machinePasswordFile: 'machine',
  };
  const file = (domain: object, more: object = {}) => {
    writeFileSync(path('smb2.json'), JSON.stringify({ domain, ...more }));
    return readConfigurationFile(path('smb2.json'));
  };
  const environment = (variables: NodeJS.ProcessEnv) => readEnvironment(variables, []);
  const resolved = (...layers: Parameters<typeof resolveConfiguration>[0][number][]) =>
    resolveConfiguration(layers);

  beforeEach(() => {
    writeFileSync(path('machine'), `${secret}\n`);
    const principal = { realm: 'AD.LAB.TEST', name: { nameType: 1, nameString: ['FILES$'] } };
    const entry = { principal, writtenAt: 0, kvno: 1, etype: 23, key: Buffer.alloc(16, 1) };
    writeFileSync(path('files.keytab'), encodeKeytab([entry]));
  });

  it('is absent where nothing is said of it, and its names with it', () => {
    assert.deepEqual([resolved().domain, resolved().names], [undefined, {}]);
  });

  it('paths of a file count from its folder', () => {
    const { machinePasswordFile, ...names } = joined;
    assert.deepEqual(resolved(file(joined)).domain, {
      ...names,
      machinePasswordFile: path(machinePasswordFile),
    });
    assert.deepEqual(resolved(file({ ...names, keytab: 'files.keytab' })).domain, {
      ...names,
      keytab: path('files.keytab'),
    });
  });

  it('gives the server its names', () => {
    const { netbiosName, dnsName, netbiosDomain } = resolved(file(joined)).names;
    assert.deepEqual([netbiosName, dnsName, netbiosDomain], ['FILES', 'files.ad.lab.test', 'ADLAB']);
    const named = file(joined, { server: { dnsName: 'files.example.com' } });
    assert.equal(resolved(named).names.dnsName, 'files.example.com');
  });

  it('a variable changes what it says, and its secret takes the place of a weaker one', () => {
    const variables = environment({
      SMB2_AUTH_DOMAIN_KEYTAB: path('files.keytab'),
      SMB2_AUTH_DOMAIN_CONTROLLERS: 'dc1.ad.lab.test, [::1]:135',
      SMB2_AUTH_DOMAIN_TIMEOUT_SECONDS: '3',
    });
    const { machinePasswordFile: _, ...names } = joined;
    assert.deepEqual(resolved(file({ ...joined, idleSeconds: 60 }), variables).domain, {
      ...names,
      keytab: path('files.keytab'),
      controllers: ['dc1.ad.lab.test', '[::1]:135'],
      timeoutSeconds: 3,
      idleSeconds: 60,
    });
  });

  it('is a key of Kerberos: rules may name principals', () => {
    const shares = [{ name: 'data', temporary: true, access: { 'alice@AD.LAB.TEST': 'read' } }];
    assert.equal(resolved(file(joined, { shares })).shares.length, 1);
    assert.throws(
      () => resolved(file(joined, { shares, policy: { mechanisms: ['ntlm'] } })),
      /shares\[0\]\.access/,
    );
  });

  it('rules and members may name its users, which no server without it has', () => {
    const naming = {
      shares: [{ name: 'data', temporary: true, access: { 'ADLAB\\alice': 'read' } }],
      groups: { staff: { members: ['ADLAB\\alice'] } },
    };
    assert.equal(resolved(file(joined, naming)).shares.length, 1);
    assert.throws(
      () => resolved(file(undefined as never, naming)),
      /shares\[0\]\.access.*\n.*groups\.staff\.members\[0\]: /,
    );
  });

  const { machinePasswordFile: _file, ...withoutSecret } = joined;
  for (const [what, domain, message] of [
    [
      'without a secret',
      withoutSecret,
      /domain\.name: needs the machine account’s secret: machinePasswordFile or keytab$/,
    ],
    [
      'with two',
      { ...joined, keytab: 'files.keytab' },
      /domain\.keytab: cannot go with machinePasswordFile$/,
    ],
    [
      'without its names',
      { machinePasswordFile: 'machine' },
      /needs name and dnsName and machineAccount beside it$/,
    ],
    [
      'with the password in it',
      { ...withoutSecret, machinePassword: secret },
      /domain\.machinePassword: unknown key/,
    ],
    [
      'of a file that is not there',
      { ...joined, machinePasswordFile: 'none' },
      /machinePasswordFile: cannot be read \(ENOENT/,
    ],
    [
      'of an empty file',
      { ...joined, machinePasswordFile: 'empty' },
      /machinePasswordFile: is empty; expected a password$/,
    ],
    [
      'of a keytab that is none',
      { ...withoutSecret, keytab: 'machine' },
      /domain\.keytab: .*is no keytab that can be read/,
    ],
    [
      'with an unknown key',
      { ...joined, controller: [] },
      /domain\.controller: unknown key; there is 'controllers'/,
    ],
    ['with no controllers', { ...joined, controllers: [] }, /domain\.controllers/],
    [
      'with a controller twice',
      { ...joined, controllers: ['dc1', 'dc1'] },
      /domain\.controllers: expected each once/,
    ],
    [
      'with a controller that is a URL',
      { ...joined, controllers: ['ldap://dc1'] },
      /controllers\[0\]: expected a name or an address/,
    ],
    ['with a time that is none', { ...joined, timeoutSeconds: 0 }, /domain\.timeoutSeconds/],
    [
      'with a word for a truth value',
      { ...joined, allowMachineAccounts: 'no' },
      /domain\.allowMachineAccounts/,
    ],
  ] as const) {
    it(`is refused ${what}`, () => {
      writeFileSync(path('empty'), '\n');
      assert.throws(
        () => resolved(file(domain)),
        (error: Error) => {
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /M4chine/);
          return true;
        },
      );
    });
  }

  it('names that contradict it are refused where they are said', () => {
    const file2 = () => file(joined, { server: { netbiosName: 'WEB' } });
    assert.throws(
      () => resolved(file2()),
      /server\.netbiosName: expected FILES, the name of the machine account/,
    );
    const variable = environment({ SMB2_AUTH_SERVER_NETBIOS_DOMAIN: 'WORKGROUP' });
    assert.throws(() => resolved(file(joined), variable), /SMB2_AUTH_SERVER_NETBIOS_DOMAIN: expected ADLAB/);
  });
});
