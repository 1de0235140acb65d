import assert from 'node:assert/strict';
import { type DomainOptions, openDomain } from '../../src/domain/index.js';
import { addressFromText, addressText } from '../../src/domain/controller-address.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';

const good: DomainOptions = {
  name: 'ADLAB',
  dnsName: 'ad.lab.test',
  machineAccount: 'FILES$',
  machinePassword: 'a secret',
};

const secretNeeded = 'needs the machine account’s secret: machinePasswordFile, machinePassword or keytab';

describe('domain/options-rule', () => {
  for (const [change, message] of [
    [{ name: 'AD LAB' }, 'domain.name: expected up to 15 characters'],
    [{ name: undefined }, 'domain.name: expected a text'],
    [{ dnsName: 'ad..test' }, 'domain.dnsName: expected a DNS name'],
    [{ machineAccount: '$' }, 'domain.machineAccount: expected the name of a machine account'],
    [{ machineAccount: 'ADLAB\\FILES$' }, 'domain.machineAccount: expected the name of a machine account'],
    [{ machinePassword: '' }, 'domain.machinePassword: expected at least 1 character'],
    [{ machinePassword: undefined }, `domain: ${secretNeeded}`],
    [
      { keytab: 'k' },
      'domain: expected one secret of the machine account, not both machinePassword and keytab',
    ],
    [{ controllers: [] }, 'domain.controllers: expected at least 1 entry'],
    [{ controllers: ['dc1:0'] }, 'domain.controllers[0]: expected a name or an address'],
    [{ controllers: ['ok', 'ldap://dc1'] }, 'domain.controllers[1]: expected a name or an address'],
    [{ timeoutSeconds: 0 }, 'domain.timeoutSeconds: expected more than 0'],
    [{ timeoutSeconds: 3601 }, 'domain.timeoutSeconds: expected at most 3600'],
    [{ timeoutSeconds: Number.NaN }, 'domain.timeoutSeconds: expected a number'],
    [{ idleSeconds: 0.5 }, 'domain.idleSeconds: expected at least 1'],
    [{ allowMachineAccounts: 'yes' }, 'domain.allowMachineAccounts: expected true or false'],
    [{ dnsServers: ['dns.test'] }, 'domain.dnsServers[0]: expected an address'],
    [{ controler: ['dc1'] }, "domain.controler: unknown key; there is 'controllers'"],
  ] as const)
    it(`${JSON.stringify(change)}: ${message}`, () => {
      assert.throws(
        () => open({ ...good, ...change } as DomainOptions),
        (error: unknown) => {
          assert.ok(error instanceof ConfigurationError);
          assert.ok(error.message.startsWith(message), error.message);
          assert.ok(!error.message.includes('a secret'));
          return true;
        },
      );
    });

  it('refuses anything but an object in the place of the options', () => {
    for (const value of [undefined, null, 'ADLAB', [good], Promise.resolve(good), new Map()]) {
      assert.throws(() => open(value as unknown as DomainOptions), ConfigurationError);
    }
  });

  it('has eight seconds for a login, and takes the account with and without its dollar sign', () => {
    for (const machineAccount of ['FILES', 'FILES$']) {
      const domain = open({ ...good, machineAccount });
      assert.deepEqual([domain.name, domain.dnsName, domain.timeoutSeconds], ['ADLAB', 'ad.lab.test', 8]);
      assert.equal(domain.machineKeys.source, 'the password of FILES$@AD.LAB.TEST');
    }
  });

  it('connects to nothing before it is asked', async () => {
    await open({ ...good, controllers: ['dc1.invalid'] }).close();
  });
});

describe('domain/controller-address', () => {
  for (const [text, host, port] of [
    ['dc1.ad.lab.test', 'dc1.ad.lab.test', 135],
    ['dc1:1135', 'dc1', 1135],
    ['192.0.2.1', '192.0.2.1', 135],
    ['192.0.2.1:65535', '192.0.2.1', 65535],
    ['2001:db8::1', '2001:db8::1', 135],
    ['[2001:db8::1]:1135', '2001:db8::1', 1135],
  ] as const)
    it(`reads ${text}, and writes it`, () => {
      assert.deepEqual(addressFromText(text), { host, port });
      assert.equal(addressText({ host, port }), text);
    });

  for (const text of [
    '',
    ':135',
    'dc1:',
    'dc1:65536',
    'dc1:0',
    'a b',
    '[dc1]:135',
    '[::1',
    'dc1:1:2',
    'dc1/x',
    '..',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(addressFromText(text), undefined);
    });
});

function open(options: DomainOptions): ReturnType<typeof openDomain> {
  return openDomain(options, { runtime: systemRuntime, onState: () => {} });
}
