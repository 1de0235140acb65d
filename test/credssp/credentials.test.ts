import assert from 'node:assert/strict';
import type { Identity } from '../../src/auth/mechanism.js';
import type { CredSspOptions, NamedUser, VerifyPassword } from '../../src/credssp/index.js';
import { passwordVerifier } from '../../src/credssp/index.js';
import { namesLoggedIn } from '../../src/credssp/compare-names.js';
import { der, DerTag } from '../../src/der/der.js';
import { wrapToken } from '../../src/auth/wrap-token.js';
import { fields, integer, octets, passwordCredentials, tsCredentials } from '../support/credssp-client.js';
import { account, storeOf } from '../support/ntlm-login.js';
import { verifyingStore } from '../support/verifying-store.js';
import { accounts, clientOf, CredSspServer } from './support.js';

/** A server after the credentials of a client that logged in as `Domain\User`. */
async function after(credentials: Buffer, options: Partial<CredSspOptions> = {}): Promise<CredSspServer> {
  const server = new CredSspServer(options);
  const peer = clientOf();
  assert.equal(await peer.bind(server.exchange), undefined);
  await server.exchange(peer.credentials(credentials));
  return server;
}

/** [MS-CSSP] 4, the unencrypted authInfo. */
const smartCard = Buffer.from(
  [
    `3082010f a003020102 a1820106 04820102 3081ff a01a0418 ${'6200'.repeat(12)}`,
    `a181e0 3081dd a003020101 a22e042c ${utf16('OMNIKEY CardMan 3x21 0')}`,
    `a350044e ${utf16('le-MSSmartcardUser-8bda019f-1266--53268')}`,
    `a4540452 ${utf16('Microsoft Base Smart Card Crypto Provider')}`,
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
);

function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').toString('hex');
}

describe('credssp: [MS-CSSP] 2.2.1.2, the credentials', () => {
  it('a password, under each form of the name', async () => {
    const names = [
      ['User', 'Domain'],
      ['USER', 'DOMAIN'],
      ['user', ''],
      ['User', '.'],
      ['Domain\\User', ''],
      ['Domain\\User', 'Domain'],
      ['User@domain', ''],
      ['User', 'LAB'],
      ['lab\\user', ''],
      ['user@lab.example', ''],
    ] as const;
    for (const [user, domain] of names) {
      const server = await after(passwordCredentials(user, 'Password', domain));
      assert.equal(server.last?.kind, 'complete', `${domain} and ${user}`);
    }
  });

  it('texts that end with a NUL, as rdesktop has them', async () => {
    const server = await after(passwordCredentials('User\0', 'Password\0', 'Domain\0'));
    assert.equal(server.last?.kind, 'complete');
    (await after(passwordCredentials('\0', '\0', '\0'))).refused('credssp-no-credentials');
  });

  it('a password of somebody else', async () => {
    const names = [
      ['Other', 'Domain', 'Another'],
      ['User', 'Elsewhere', 'Password'],
      ['Elsewhere\\User', '', 'Password'],
      ['Elsewhere\\User', 'Domain', 'Password'],
      ['Domain\\User', 'Elsewhere', 'Password'],
      ['User@elsewhere', '', 'Password'],
      ['User@domain', 'Elsewhere', 'Password'],
      ['User@elsewhere', 'Domain', 'Password'],
      ['', '', 'Password'],
      ['', 'Domain', 'Password'],
    ] as const;
    for (const [user, domain, password] of names) {
      const server = await after(passwordCredentials(user, password, domain));
      assert.match(server.refused('credssp-credentials-mismatch'), /LAB\\User logged in/);
    }
  });

  it('a user of one form of the names with the domain of another', () => {
    const login = {
      identity: { account: 'admin', domain: 'SERVER' },
      claimed: { user: 'alice', domain: 'LAB' },
    };
    const isTaken = (user: string, domain: string) => namesLoggedIn({ user, domain }, login);
    for (const [user, domain] of [
      ['admin', 'SERVER'],
      ['alice', 'LAB'],
      ['alice', ''],
    ] as const)
      assert.equal(isTaken(user, domain), true, `${domain}\\${user}`);
    assert.equal(isTaken('admin', 'LAB'), false);
    assert.equal(isTaken('alice', 'SERVER'), false);
  });

  it('a password that is not that of the account', async () => {
    const server = await after(passwordCredentials('User', 'Geheim-7'));
    assert.match(server.refused('credssp-password-wrong'), /Domain\\User/);
    assert.deepEqual(server.checks('failed'), ['credssp-password']);
    assert.doesNotMatch(JSON.stringify(server.facts.slice(-2)), /Geheim-7/);
  });

  it('restricted administration: empty credentials, and an empty password', async () => {
    (await after(passwordCredentials('', '', ''))).refused('credssp-no-credentials');
    (await after(passwordCredentials('User', '', 'Domain'))).refused('credssp-no-credentials');
    (await after(passwordCredentials('Other', '', 'Domain'))).refused('credssp-credentials-mismatch');
  });

  it('[MS-CSSP] 4: a smart card, whose hints are compared where there are some', async () => {
    const taken = await after(smartCard);
    const expected = { kind: 'credssp-credentials', type: 'smart-card', matches: true };
    assert.deepEqual(taken.facts.at(-1), expected);
    const csp = fields(integer(1));
    const hinted = (user: string) =>
      tsCredentials(2, fields(octets('1234'), csp, octets(user), octets('Domain')));
    assert.deepEqual((await after(hinted('User'))).facts.at(-1), {
      ...expected,
      user: 'User',
      domain: 'Domain',
    });
    (await after(hinted('Other'))).refused('credssp-credentials-mismatch');
  });

  it('remote guard, with and without supplemental credentials', async () => {
    const one = fields(octets('Kerberos'), octets(Buffer.alloc(40_000, 7)));
    for (const creds of [fields(one), fields(one, list()), fields(one, list(one, one))]) {
      const server = await after(tsCredentials(6, creds));
      assert.deepEqual(server.facts.at(-1), {
        kind: 'credssp-credentials',
        type: 'remote-guard',
        matches: true,
      });
    }
  });

  it('exactly one kind: none that is known, two, fields too many, too few, and odd texts', async () => {
    const password = fields(octets('Domain'), octets('User'), octets('Password'));
    const one = fields(octets('p'), octets('c'));
    const wrong: readonly [string, Buffer][] = [
      ['type 3', tsCredentials(3, password)],
      ['type 0', tsCredentials(0, password)],
      ['a smart card that is a password', tsCredentials(2, password)],
      ['two structures', tsCredentials(1, Buffer.concat([password, password]))],
      ['two credentials', fields(integer(1), octets(password), octets(password))],
      ['two TSCredentials', Buffer.concat([passwordCredentials(), passwordCredentials()])],
      ['a field too many', tsCredentials(1, fields(octets('D'), octets('User'), octets('P'), octets('x')))],
      ['no password', tsCredentials(1, fields(octets('Domain'), octets('User')))],
      ['an odd name', tsCredentials(1, fields(octets(Buffer.of(1)), octets('User'), octets('P')))],
      ['an odd password', tsCredentials(1, fields(octets('Domain'), octets('User'), octets(Buffer.of(1))))],
      ['a NUL in a name', passwordCredentials('Us\0er', 'Password')],
      ['a name too long', passwordCredentials('U'.repeat(257), 'Password')],
      ['a password too long', passwordCredentials('User', 'P'.repeat(257))],
      [
        'seventeen supplemental credentials',
        tsCredentials(6, fields(one, list(...Array.from({ length: 17 }, () => one)))),
      ],
      ['nothing', Buffer.alloc(0)],
    ];
    for (const [name, bytes] of wrong) {
      const server = await after(bytes);
      assert.ok(server.refused('credssp-credentials-malformed'), name);
      assert.doesNotMatch(server.refused('credssp-credentials-malformed'), /(?<!TS)Password(?!Creds)/, name);
    }
    for (let length = 0; length < passwordCredentials().length; length++) {
      (await after(passwordCredentials().subarray(0, length))).refused('credssp-credentials-malformed');
    }
  });

  it('authInfo under another key, and one that comes again', async () => {
    const server = new CredSspServer();
    const peer = clientOf();
    await peer.bind(server.exchange);
    await server.exchange(peer.request({ authInfo: Buffer.alloc(80, 5) }));
    assert.match(server.refused('credssp-credentials-malformed'), /does not decrypt/);

    const again = new CredSspServer();
    const other = clientOf();
    await other.bind(again.exchange);
    const credentials = other.request({ authInfo: wrapToken(other.messages, passwordCredentials()) });
    await again.exchange(credentials);
    assert.equal(again.last?.kind, 'complete');
    await again.exchange(credentials);
    again.refused('credssp-out-of-phase');
  });

  it('a store that fails, and a judge that says another word, refuse', async () => {
    const judges: unknown[] = [
      async () => {
        throw new Error('no store');
      },
      async () => true,
      async () => 'yes',
      async () => undefined,
    ];
    for (const judge of judges) {
      const server = await after(passwordCredentials(), { verifyPassword: judge as VerifyPassword });
      server.refused('store-failed');
      assert.deepEqual(
        server.facts.slice(-2).map(({ kind }) => kind),
        ['account-store-failed', 'credssp-fault'],
      );
    }
  });

  it('overwrites the hash of the password that a judge was asked about', async () => {
    const asked: Buffer[] = [];
    const server = await after(passwordCredentials(), {
      verifyPassword: async (_identity, ntHash) => {
        assert.ok(ntHash.some((byte) => byte !== 0));
        asked.push(ntHash);
        return 'right';
      },
    });
    assert.equal(server.last?.kind, 'complete');
    assert.ok(asked[0]?.every((byte) => byte === 0));
  });

  it('without a judge no password is verified', async () => {
    const server = new CredSspServer();
    const { verifyPassword, ...rest } = server.options;
    assert.ok(verifyPassword);
    const unjudged = new CredSspServer({}, rest);
    const peer = clientOf();
    await peer.bind(unjudged.exchange);
    await unjudged.exchange(peer.credentials(passwordCredentials('User', 'anything')));
    assert.ok(unjudged.last?.kind === 'complete');
    assert.equal(unjudged.last.credentials.password, 'not-verified');
  });

  it('asks the store as the login did, whatever domain the credentials name', async () => {
    const user = account('User');
    const lookUps: string[] = [];
    const verify = passwordVerifier({
      find: async (name, domain) => {
        lookUps.push(`${domain}\\${name}`);
        return domain === 'Domain' && name === 'User' ? user : undefined;
      },
    });
    for (const domain of ['', '.', 'Domain', 'domain', 'LAB', 'lab.test', 'Domain.test']) {
      lookUps.length = 0;
      const wrong = await after(passwordCredentials('User', 'Geheim-7', domain), { verifyPassword: verify });
      wrong.refused('credssp-password-wrong');
      const right = await after(passwordCredentials('User', 'Password', domain), { verifyPassword: verify });
      assert.ok(right.last?.kind === 'complete');
      assert.equal(right.last.credentials.password, 'right');
      assert.deepEqual(lookUps, ['Domain\\User', 'Domain\\User']);
    }
  });

  it('asks with the parts of a name, and with the domain of the server where the realm is another', async () => {
    const identity = { account: 'User', domain: 'LAB' } as Identity;
    const { ntHash } = account('User');
    const verdictOf = async (known: string, claimed: NamedUser) =>
      passwordVerifier({
        find: async (name, domain) => (`${domain}\\${name}` === known ? account('User') : undefined),
      })(identity, ntHash, claimed);
    assert.equal(await verdictOf('lab.test\\alias', { user: 'alias@lab.test', domain: '' }), 'right');
    assert.equal(await verdictOf('LAB\\alias', { user: 'alias', domain: 'LAB.TEST' }), 'right');
    assert.equal(await verdictOf('LAB\\User', { user: 'alias', domain: 'LAB.TEST' }), 'right');
    assert.equal(await verdictOf('OTHER\\User', { user: 'alias', domain: 'LAB.TEST' }), 'not-verified');
  });

  it('verifies by the hash of a store, and only where the account is that of the identity', async () => {
    const identity = { account: 'User', domain: 'LAB', sid: 'S-1-5-21-1-2-3-1001' } as Identity;
    const hash = account('User').ntHash;
    const wrong = Buffer.alloc(16);
    const verdicts = async (verify: VerifyPassword) => [
      await verify(identity, hash, undefined),
      await verify(identity, wrong, undefined),
    ];
    assert.deepEqual(await verdicts(passwordVerifier(accounts)), ['right', 'wrong']);
    const sid = (value: string) => passwordVerifier(storeOf(account('User', { sid: value })));
    assert.deepEqual(await verdicts(sid('S-1-5-21-1-2-3-1001')), ['right', 'wrong']);
    assert.deepEqual(await verdicts(sid('S-1-5-21-1-2-3-1002')), ['not-verified', 'not-verified']);
    assert.deepEqual(await verdicts(passwordVerifier(storeOf())), ['not-verified', 'not-verified']);
    // A user of the domain is not the account of the same name, whose password would be compared.
    const ofDomain = { ...identity, authority: 'domain' } as const;
    for (const sent of [hash, wrong]) {
      assert.equal(await passwordVerifier(accounts)(ofDomain, sent, undefined), 'not-verified');
    }
    assert.deepEqual(await verdicts(passwordVerifier(verifyingStore(() => 0))), [
      'not-verified',
      'not-verified',
    ]);
  });
});

function list(...elements: readonly Buffer[]): Buffer {
  return der(DerTag.SEQUENCE, ...elements);
}
