import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { asReceived, decode } from '../../src/der/structure.js';
import { decodeCredentialCache } from '../../src/krb5/credential-cache.js';
import { decodeKeytab } from '../../src/krb5/keytab.js';
import { nameToText } from '../../src/krb5/messages/principal.js';
import { ticket as ticketType, TicketFlags } from '../../src/krb5/messages/ticket.js';
import { createTestRealm } from '../../src/realm/index.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import {
  HOUR,
  logIn,
  makeAsReq,
  makeRealm,
  name,
  openServiceTicket,
  pacOf,
  readError,
  REALM,
} from './kdc-client.js';

describe('test realm: files', () => {
  const folder = useTemporaryFolder();

  it('leaves krb5.conf, a keytab and credential caches in a folder, for their owner alone', async () => {
    const directory = join(folder(), 'new', 'realm');
    const { realm } = makeRealm({ directory, ccaches: ['alice', 'hashed'] });
    await realm.listen();
    assert.equal(realm.directory, directory);
    const names = ['alice.ccache', 'hashed.ccache', 'krb5.conf', 'server.keytab'];
    assert.deepEqual(readdirSync(directory).toSorted(), names);
    for (const file of names) assert.equal(statSync(join(directory, file)).mode & 0o777, 0o600, file);
    assert.equal(statSync(directory).mode & 0o777, 0o700);
    assert.equal(readFileSync(join(directory, 'krb5.conf'), 'utf8'), realm.krb5Conf);
    await realm.close();
    assert.deepEqual(readdirSync(directory).toSorted(), names);
  });

  it('replaces files that others could read, and follows no link', async () => {
    const directory = join(folder(), 'used');
    mkdirSync(directory);
    const elsewhere = join(folder(), 'elsewhere');
    writeFileSync(elsewhere, 'kept', { mode: 0o644 });
    symlinkSync(elsewhere, join(directory, 'server.keytab'));
    writeFileSync(join(directory, 'krb5.conf'), 'old', { mode: 0o666 });
    await using realm = makeRealm({ directory }).realm;
    await realm.listen();
    assert.equal(readFileSync(elsewhere, 'utf8'), 'kept');
    assert.equal(statSync(join(directory, 'krb5.conf')).mode & 0o777, 0o600);
    assert.equal(decodeKeytab(readFileSync(join(directory, 'server.keytab'))).length, 60);
  });

  it('makes a temporary folder, and removes it with the realm', async () => {
    const { realm } = makeRealm();
    assert.equal(realm.directory, undefined);
    assert.equal(realm.krb5Conf, undefined);
    await realm.listen();
    const { directory = '' } = realm;
    assert.equal(statSync(directory).mode & 0o777, 0o700);
    assert.deepEqual(readdirSync(directory).toSorted(), ['krb5.conf', 'server.keytab']);
    await realm.close();
    assert.throws(() => statSync(directory), { code: 'ENOENT' });
  });

  it('a realm that was closed does not listen again, as with a server', async () => {
    const { realm } = makeRealm();
    await realm.listen();
    await realm.close();
    await assert.rejects(realm.listen(), { message: 'the test realm is closed' });
    await realm.close();
    assert.equal(realm.address, undefined);
  });

  it('a folder that cannot be made is an error, and nothing listens', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const { realm } = makeRealm({ directory: join(file, 'below') });
    await assert.rejects(realm.listen(), { name: 'ConfigurationError', message: /^directory: .*ENOTDIR/ });
    assert.equal(realm.address, undefined);
    await realm.close();
  });

  it('a file that cannot be replaced is an error, and no other is left in its place', async () => {
    const directory = join(folder(), 'held');
    mkdirSync(join(directory, 'server.keytab'), { recursive: true });
    const { realm } = makeRealm({ directory });
    await assert.rejects(realm.listen(), { name: 'ConfigurationError', message: /^directory: .*EISDIR/ });
    assert.deepEqual(readdirSync(directory).toSorted(), ['krb5.conf', 'server.keytab']);
    await realm.close();
  });

  it('a store that never answers ends the start after half a minute, and the end need not wait', async () => {
    const accounts = { find: () => new Promise<undefined>(() => {}) };
    const { realm, runtime } = makeRealm({ accounts, ccaches: ['alice'] });
    const failed = assert.rejects(realm.listen(), {
      name: 'ConfigurationError',
      message: 'ccaches[0]: the account store does not answer',
    });
    await runtime.timers(30_000);
    const closed = realm.close();
    runtime.advance(30_000);
    await failed;
    await closed;
  });

  it('an account for a credential cache has to be there', async () => {
    const { realm } = makeRealm({ ccaches: ['carol'] });
    await assert.rejects(realm.listen(), {
      name: 'ConfigurationError',
      message: 'ccaches[0]: no account carol (KDC_ERR_C_PRINCIPAL_UNKNOWN)',
    });
    assert.equal(realm.address, undefined);
    assert.equal(realm.directory, undefined);
    await realm.close();
  });

  it('so has an account for a scripted state, where the store lists its accounts', async () => {
    const { realm } = makeRealm({ states: { 'alise@EXAMPLE.TEST': { error: 12 } } });
    const expected = (place: string) => ({
      name: 'ConfigurationError',
      message: `${place}: no account “alise”; there is “alice”`,
    });
    await assert.rejects(realm.listen(), expected('states.alise@EXAMPLE.TEST'));
    assert.equal(realm.address, undefined);
    assert.throws(() => realm.script('alise', { error: 12 }), expected('alise'));
    assert.throws(() => realm.script('carol', {}), { message: 'carol: no account “carol”' });
    realm.script('alise', undefined);
    await realm.close();
  });

  it('a store that lists no accounts, or fails to, may have any', async () => {
    const failure = new Error('no list');
    const fails = () => {
      throw failure;
    };
    for (const known of [undefined, fails]) {
      const accounts = { find: () => Promise.resolve(undefined), ...(known && { known }) };
      const { realm, errors } = makeRealm({ accounts, states: { alise: { error: 12 } } });
      await realm.listen();
      await realm.close();
      assert.deepEqual(errors, known === undefined ? [] : [failure]);
    }
  });
});

describe('test realm: options', () => {
  const wrong: readonly (readonly [options: object, message: RegExp])[] = [
    [{ machineSid: 'S-1-5-32' }, /^machineSid: expected S-1-5-21/],
    [{ names: null }, /^names: expected an object/],
    [{ names: Promise.resolve({}) }, /^names: expected an object with such keys as netbiosName/],
    [{ accounts: [] }, /^accounts: expected at least 1 entry/],
    [
      { runtime: { now: () => 0, monotonic: () => 0, randomBytes: () => Buffer.alloc(0), after: 1 } },
      /^runtime\.after: expected a function/,
    ],
    [{ services: ['krbtgt/EXAMPLE.TEST'] }, /^services\[0\]: expected the name of a service/],
    [{ services: ['HTTP/a\0'] }, /^services\[0\]: expected the name of a service/],
    [{ services: [`HTTP/${'a'.repeat(300)}`] }, /^services\[0\]: expected the name of a service/],
    [{ states: { 'alice\\': { error: 6 } } }, /^states\.alice\\: expected an account/],
  ];
  for (const [options, message] of wrong)
    it(`refuses ${inspect(options, { breakLength: Infinity })}`, () => {
      assert.throws(() => makeRealm(options), { name: 'ConfigurationError', message });
    });

  it('a host that changes after it was looked at is refused, or not used', async () => {
    for (let good = 0; good < 8; good++) {
      let reads = 0;
      const options = {
        realm: REALM,
        accounts: [{ name: 'alice', password: 'x' }],
        get host() {
          return reads++ < good ? '127.0.0.1' : '0.0.0.0';
        },
      };
      try {
        await using realm = createTestRealm(options);
        assert.equal((await realm.listen()).host, '127.0.0.1');
      } catch (error) {
        assert.match(String(error), /^ConfigurationError: host: expected an address of the loopback/);
      }
    }
  });

  it('a state of a class counts with what it computes', async () => {
    class Refused {
      get error(): number {
        return 18;
      }
    }
    const { realm } = makeRealm({ states: { alice: new Refused() } });
    assert.equal(readError(await realm.answer(makeAsReq())).errorCode, 18);
    realm.script('alice', undefined);
    assert.equal(readError(await realm.answer(makeAsReq())).code, 'KDC_ERR_PREAUTH_REQUIRED');
    realm.script('ALICE', new Refused());
    assert.equal(readError(await realm.answer(makeAsReq())).errorCode, 18, 'accounts have no case');
  });
});

describe('test realm: krb5.conf', () => {
  it('knows this realm alone, and asks no DNS', async () => {
    await using realm = makeRealm({ names: { dnsName: 'Files.Example.test', netbiosName: 'FILES' } }).realm;
    const { port } = await realm.listen();
    assert.equal(
      realm.krb5Conf,
      `[libdefaults]
  default_realm = EXAMPLE.TEST
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 1
  allow_rc4 = true
[realms]
  EXAMPLE.TEST = {
    kdc = 127.0.0.1:${port}
  }
[domain_realm]
  files.example.test = EXAMPLE.TEST
  files = EXAMPLE.TEST
  example.test = EXAMPLE.TEST
  .example.test = EXAMPLE.TEST
`,
    );
  });
});

describe('test realm: names with characters of their own', () => {
  it('a NetBIOS name that would be a line of its own kind is left out of krb5.conf', async () => {
    await using realm = makeRealm({ names: { netbiosName: '#{A@B}' } }).realm;
    await realm.listen();
    assert.doesNotMatch(realm.krb5Conf ?? '', /#|A@B|a@b/);
    assert.ok(realm.keys.current().some(({ principal }) => principal === 'cifs/#{A\\@B}@EXAMPLE.TEST'));
    const names = decodeKeytab(realm.keytab()).map(({ principal }) => principal.name.nameString);
    assert.ok(names.some(([kind, host]) => kind === 'cifs' && host === '#{A@B}'));
  });

  it('an account that is called like a service does not have its state', async () => {
    const { realm } = makeRealm({
      accounts: [{ name: 'cifs/files.example.test', password: 'x' }],
      states: { 'cifs/files.example.test': { error: 12 } },
    });
    const cname = name('cifs/files.example.test');
    const first = readError(await realm.answer(makeAsReq({ cname })));
    assert.equal(first.code, 'KDC_ERR_PREAUTH_REQUIRED');
    realm.script('cifs\\/files.example.test', { error: 13 });
    assert.equal(readError(await realm.answer(makeAsReq({ cname }))).errorCode, 13);
  });
});

describe('test realm: keys', () => {
  it('the keytab has the keys of the acceptor, for the names as typed and in lower case', () => {
    const { realm, runtime } = makeRealm({
      names: { dnsName: 'Files.Example.test', netbiosName: 'FILES' },
      services: ['HTTP/www.example.test'],
    });
    const entries = decodeKeytab(realm.keytab());
    assert.deepEqual(
      entries.map(({ principal, etype, kvno, key }) => ({
        principal: `${nameToText(principal.name)}@${principal.realm}`,
        etype,
        kvno,
        key,
      })),
      realm.keys.current(),
    );
    assert.equal(entries[0]?.writtenAt, runtime.now());
    const principals = ['cifs', 'host', 'HTTP', 'TERMSRV'].flatMap((kind) =>
      ['Files.Example.test', 'files.example.test', 'FILES', 'files'].map((host) => `${kind}/${host}`),
    );
    assert.deepEqual(
      [...new Set(realm.keys.current().map(({ principal }) => principal))],
      [...principals, 'HTTP/www.example.test'].map((text) => `${text}@EXAMPLE.TEST`),
    );
    assert.deepEqual(
      realm.keys
        .current()
        .slice(0, 5)
        .map(({ etype, kvno }) => [etype, kvno]),
      [18, 17, 20, 19, 23].map((etype) => [etype, 1]),
    );
    assert.equal(realm.keys.source, 'test realm EXAMPLE.TEST');
  });

  it('each realm has keys of its own', () => {
    const accounts = [{ name: 'alice', password: 'x' }];
    const [one, other] = [1, 2].map(() => createTestRealm({ realm: REALM, accounts }).keys.current());
    assert.ok(one?.[0] && other?.[0]);
    assert.notDeepEqual(one[0].key, other[0].key);
  });
});

describe('test realm: credential cache', () => {
  it('has the tickets of an account, without a password', async () => {
    const { realm, runtime } = makeRealm();
    const cache = decodeCredentialCache(await realm.credentialCache('alice'));
    assert.equal(cache.kdcOffset, undefined);
    assert.equal(nameToText(cache.defaultPrincipal.name), 'alice');
    assert.deepEqual(
      cache.credentials.map(({ server }) => nameToText(server.name)),
      ['krbtgt/EXAMPLE.TEST', 'cifs/files.example.test', 'cifs/FILES', 'cifs/files'],
    );
    for (const credential of cache.credentials) {
      assert.equal(nameToText(credential.client.name), 'alice');
      assert.equal(credential.endtime, runtime.now() + 10 * HOUR);
      assert.equal(credential.flags & TicketFlags.FORWARDABLE, TicketFlags.FORWARDABLE);
    }
    const [, cifs] = cache.credentials;
    assert.ok(cifs);
    const contents = openServiceTicket(realm, decode(asReceived(ticketType), cifs.ticket, 'Ticket'));
    assert.deepEqual(contents.key, cifs.key);
    assert.equal(pacOf(contents)?.logonInfo?.effectiveName, 'alice');
  });

  it('an account that is disabled has tickets too, for a server that must refuse them', async () => {
    const { realm } = makeRealm({ accounts: [{ name: 'alice', password: 'x', status: 'disabled' }] });
    assert.equal(decodeCredentialCache(await realm.credentialCache('alice')).credentials.length, 4);
  });

  it('a scripted clock is in the header, where MIT takes the clock of the KDC from', async () => {
    const { realm, runtime } = makeRealm({ states: { alice: { clockSkewSeconds: -3600 } } });
    const { kdcOffset, credentials } = decodeCredentialCache(await realm.credentialCache('alice'));
    assert.deepEqual(kdcOffset, { seconds: -3600, microseconds: 0 });
    assert.equal(credentials[0]?.authtime, runtime.now() - HOUR);
  });

  it('there is none of an unknown account', async () => {
    await assert.rejects(makeRealm().realm.credentialCache('ALICE'), {
      name: 'ConfigurationError',
      message: /there is alice, and names have case/,
    });
  });
});

describe('test realm: options', () => {
  const accounts = [{ name: 'alice', password: 'x' }];

  for (const [options, message] of [
    [{}, /^realm: expected a text/],
    [{ realm: '' }, /^realm: expected a name such as EXAMPLE\.TEST/],
    [{ realm: 'A B' }, /^realm: expected a name/],
    [{ realm: 'A\n[realms]' }, /^realm: expected a name/],
    [{ realm: REALM, port: 65_536 }, /^port: expected at most 65535/],
    [{ realm: REALM, port: '88' }, /^port: expected a number/],
    [{ realm: REALM, directory: '' }, /^directory: expected at least 1 character/],
    [{ realm: REALM, ccaches: 'alice' }, /^ccaches: expected a list/],
    [{ realm: REALM, ccaches: ['../alice'] }, /^ccaches\[0\]: expected a name that a file can have/],
    [{ realm: REALM, ccaches: ['alice@EXAMPLE.TEST'] }, /^ccaches\[0\]: must be a name without its domain/],
    [{ realm: REALM, services: ['HTTP'] }, /^services\[0\]: expected the name of a service/],
    [{ realm: REALM, services: ['HTTP/www@OTHER'] }, /^services\[0\]: expected the name of a service/],
    [{ realm: REALM, states: [] }, /^states: expected an object/],
    [{ realm: REALM, states: new Map() }, /^states: expected an object/],
    [{ realm: REALM, states: { alice: { pac: 'no' } } }, /^states\.alice\.pac: expected "none"/],
    [{ realm: REALM, ticketLifetimeSeconds: 0 }, /^ticketLifetimeSeconds: expected at least 1/],
    [{ realm: REALM, kvno: 3 }, /^kvno: unknown key/],
    [
      { realm: REALM, accounts: undefined, acounts: [] },
      /^accounts: expected a list of accounts, or a store that finds them\nacounts: unknown key$/,
    ],
    [
      { realm: REALM, names: { netbiosName: 'NO SPACE' } },
      /^names\.netbiosName: expected up to 15 characters/,
    ],
    [{ realm: REALM, groups: { '@x': {} } }, /groups/],
    [{ realm: REALM, accounts: { verify: async () => undefined } }, /accounts: expected a store that finds/],
    [{ realm: REALM, accounts: [{ name: 'alice' }] }, /needs a password or an ntHash/],
  ] as const) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      assert.throws(() => createTestRealm({ accounts, ...options } as never), {
        name: 'ConfigurationError',
        message,
      });
    });
  }

  it('a realm that is printed shows no password and no key', async () => {
    const { realm, runtime } = makeRealm();
    await logIn(realm, runtime);
    const shown = JSON.stringify(realm) + inspect(realm, { depth: 10, showHidden: true });
    assert.match(shown, /EXAMPLE\.TEST/);
    assert.doesNotMatch(shown, /Pa55w0rd|<Buffer|"Buffer"/);
  });
});
