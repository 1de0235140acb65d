import assert from 'node:assert/strict';
import { type DomainOptions, openDomain } from '../../src/domain/index.js';
import { systemRuntime } from '../../src/runtime/runtime.js';

const good: DomainOptions = {
  name: 'ADLAB',
  dnsName: 'ad.lab.test',
  machineAccount: 'FILES$',
  machinePassword: 'a secret',
};

describe('domain/open-domain', () => {
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

function open(options: DomainOptions): ReturnType<typeof openDomain> {
  return openDomain(options, { runtime: systemRuntime, onState: () => {} });
}
