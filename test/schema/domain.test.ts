import assert from 'node:assert/strict';
import type { DomainOptions } from '../../src/domain/index.js';
import { createServer } from '../../src/index.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';

const good: DomainOptions = {
  name: 'ADLAB',
  dnsName: 'ad.lab.test',
  machineAccount: 'FILES$',
  machinePassword: 'a secret',
};

const oneSecret = 'expected one of machinePassword, machinePasswordFile, keytab';

describe('schema/domain', () => {
  for (const [change, message] of [
    [{ name: 'AD LAB' }, 'domain.name: expected up to 15 characters'],
    [{ name: undefined }, 'domain.name: expected a text'],
    [{ dnsName: 'ad..test' }, 'domain.dnsName: expected a DNS name'],
    [{ machineAccount: '$' }, 'domain.machineAccount: expected the name of a machine account'],
    [{ machineAccount: 'ADLAB\\FILES$' }, 'domain.machineAccount: expected the name of a machine account'],
    [{ machinePassword: '' }, 'domain.machinePassword: expected at least 1 character'],
    [{ machinePassword: undefined }, `domain: ${oneSecret}`],
    [{ keytab: 'k' }, `domain: ${oneSecret}`],
    [{ controllers: ['dc1:65536'] }, 'domain.controllers[0]: expected a name or an address'],
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
    for (const value of [null, 'ADLAB', [good], Promise.resolve(good), new Map()]) {
      assert.throws(() => open(value as unknown as DomainOptions), ConfigurationError);
    }
  });
});

function open(domain: DomainOptions): void {
  createServer({ accounts: [], shares: [], domain });
}
