import assert from 'node:assert/strict';
import { faultsOfMember, namesOfMember } from '../../src/schema/domain-names.js';

const join = { name: 'ADLAB', dnsName: 'ad.lab.test', machineAccount: 'FILES$' };

describe('the names of a member of a domain, [MS-APDS] 3.1.5.2', () => {
  it('follow from the join', () => {
    const names = {
      netbiosName: 'FILES',
      dnsName: 'files.ad.lab.test',
      netbiosDomain: 'ADLAB',
      dnsDomain: 'ad.lab.test',
      dnsTree: 'ad.lab.test',
    };
    assert.deepEqual(namesOfMember(join), names);
    const typed = { name: 'adlab', dnsName: 'AD.Lab.Test', machineAccount: 'files' };
    assert.deepEqual(namesOfMember(typed), names);
  });

  it('may be said again, in any case', () => {
    const said = { netbiosName: 'files', netbiosDomain: 'AdLab', dnsDomain: 'AD.LAB.TEST' };
    assert.deepEqual(faultsOfMember(join, said), []);
    assert.deepEqual(faultsOfMember(join, {}), []);
    assert.deepEqual(faultsOfMember(join), []);
  });

  it('the host name and the forest may be others: no controller compares them', () => {
    assert.deepEqual(faultsOfMember(join, { dnsName: 'files.example.com', dnsTree: 'lab.test' }), []);
  });

  it('others than those of the join are faults, with the reason', () => {
    for (const [key, expected] of [
      ['netbiosName', /^expected FILES, the name of the machine account FILES\$: the controllers refuse/],
      ['netbiosDomain', /^expected ADLAB, the name of the domain \(domain\.name\): the controllers refuse/],
      [
        'dnsDomain',
        /^expected ad\.lab\.test, the DNS name of the domain \(domain\.dnsName\): the controllers/,
      ],
    ] as const) {
      const [fault, ...more] = faultsOfMember(join, { [key]: 'other' });
      assert.deepEqual([fault?.place, more], [[key], []]);
      assert.match(fault?.message ?? '', expected);
    }
  });

  it('a domain without a name, and one with the name of the server, are faults', () => {
    assert.deepEqual(
      faultsOfMember(join, { netbiosDomain: '' }).map(({ place }) => place),
      [['netbiosDomain']],
    );
    assert.deepEqual(faultsOfMember({ ...join, name: 'Files' }), [
      { place: ['netbiosName'], message: 'expected another name than that of the domain' },
    ]);
  });
});
