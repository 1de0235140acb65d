import assert from 'node:assert/strict';
import { accountNameOf } from '../../src/auth/account-name.js';
import { routeByDomain } from '../../src/auth/route-by-domain.js';

describe('who is asked about a user of a server in a domain', () => {
  const names = { netbiosName: 'FILES', dnsName: 'files.ad.lab.test' };
  const domain = { name: 'ADLAB', dnsName: 'ad.lab.test' };

  const table = [
    ['the server’s NetBIOS name', 'FILES', 'local', 'own-name'],
    ['the same in another case', 'files', 'local', 'own-name'],
    ['the server’s DNS name', 'Files.AD.lab.test', 'local', 'own-dns-name'],
    ['the same with the dot of the root', 'files.ad.lab.test.', 'local', 'own-dns-name'],
    ['a dot', '.', 'local', 'dot'],
    ['the domain', 'adlab', 'domain', 'domain-name'],
    ['the DNS name of the domain', 'AD.LAB.TEST', 'domain', 'domain-dns-name'],
    ['the same with the dot of the root', 'ad.lab.test.', 'domain', 'domain-dns-name'],
    ['nothing', '', 'domain', 'none'],
    ['a domain that may be trusted', 'OTHER', 'domain', 'other'],
    ['a workgroup', 'WORKGROUP', 'domain', 'other'],
    ['the logon of a cloud', 'MicrosoftAccount', 'domain', 'other'],
    ['two dots', '..', 'domain', 'other'],
    ['the server’s name and more', 'FILES2', 'domain', 'other'],
    ['the server’s name with a dot at its end, as no NetBIOS name has it', 'FILES.', 'domain', 'other'],
    ['a space', ' ', 'domain', 'other'],
    [
      'the sign that becomes the letters of a name only where a whole text is put in upper case',
      'FıLES',
      'domain',
      'other',
    ],
  ] as const;
  for (const [what, named, asked, by] of table) {
    it(`${what}: ${asked}`, () => {
      assert.deepEqual(routeByDomain(named, names, domain), { asked, named: by });
    });
  }

  it('takes the domain out of a user name where none stands beside it', () => {
    const routeOf = (user: string, sent: string) => {
      const route = routeByDomain(accountNameOf(user, sent).domain, names, domain);
      return `${route.asked} ${route.named}`;
    };
    assert.equal(routeOf('FILES\\alice', ''), 'local own-name');
    assert.equal(routeOf('.\\alice', ''), 'local dot');
    assert.equal(routeOf('ADLAB\\alice', ''), 'domain domain-name');
    assert.equal(routeOf('alice@ad.lab.test', ''), 'domain domain-dns-name');
    assert.equal(routeOf('alice@files.ad.lab.test', ''), 'local own-dns-name');
    assert.equal(routeOf('alice@example.com', ''), 'domain other');
    // The domain that stands beside the name goes before the one in it.
    assert.equal(routeOf('FILES\\alice', 'ADLAB'), 'domain domain-name');
    assert.equal(routeOf('alice@ad.lab.test', 'FILES'), 'local own-name');
  });

  it('takes no empty name of its own for the empty name of a client', () => {
    assert.deepEqual(routeByDomain('', { netbiosName: '', dnsName: '' }, domain), {
      asked: 'domain',
      named: 'none',
    });
  });
});
