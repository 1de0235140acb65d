import assert from 'node:assert/strict';
import type { AccountStore } from '../../../src/auth/account.js';
import type { AccountDefinition } from '../../../src/auth/account-definition.js';
import type { Identity } from '../../../src/auth/identity.js';
import type { KerberosCredentials } from '../../../src/auth/kerberos/delegation.js';
import type { KerberosPolicy } from '../../../src/auth/kerberos/policy.js';
import type { KerberosRecord } from '../../../src/auth/kerberos/record.js';
import type { KerberosMechanismOptions } from '../../../src/auth/kerberos/settings.js';
import { accountsInMemory } from '../../../src/auth/memory-store.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { encode } from '../../../src/der/structure.js';
import { keyUsage } from '../../../src/krb5/encryption/index.js';
import { ContextFlags } from '../../../src/krb5/gss/authenticator-checksum.js';
import { encKrbCredPart, krbCred } from '../../../src/krb5/messages/krb-cred.js';
import { ticket as ticketType } from '../../../src/krb5/messages/ticket.js';
import {
  encodePac,
  logonInfoOfAccount,
  LogonUserFlags,
  type PacContent,
  type PacKey,
} from '../../../src/krb5/pac/index.js';
import {
  accepted,
  ifRelevant,
  KerberosForge,
  KerberosServer,
  keyOf,
  refused,
  serviceKey,
  serviceKeys,
  type TicketChange,
  typeOf,
} from '../../support/kerberos-client.js';

const domainSid = 'S-1-5-21-1-2-3';
const machineSid = 'S-1-5-21-7-8-9';
const authTime = new KerberosForge().runtime.now() - 60_000;
const signer: PacKey = { etype: 18, key: serviceKey().key };

const logonInfo = logonInfoOfAccount({
  account: 'alice',
  domain: 'EXAMPLE',
  domainSid,
  userId: 1105,
  primaryGroupId: 513,
  groupIds: [1200],
  extraSids: ['S-1-18-1'],
  logonServer: 'DC1',
  logonTime: authTime,
});

/** A ticket with a PAC. */
function withPac(content: Partial<PacContent> = {}, server: PacKey = signer): TicketChange {
  const clientInfo = { authTime, name: 'alice' };
  const pac = encodePac({ logonInfo, clientInfo, ...content }, { server, kdc: keyOfKdc });
  return withPacBytes(pac);
}

function withPacBytes(pac: Buffer): TicketChange {
  return { part: { authorizationData: ifRelevant({ adType: 128, adData: pac }) } };
}

const keyOfKdc: PacKey = { etype: 18, key: Buffer.alloc(32, 0xdc) };

async function identityOf(
  change: TicketChange = {},
  options: Partial<KerberosMechanismOptions> = {},
): Promise<Identity> {
  return accepted(await new KerberosServer({ machineSid, ...options }).login(change)).context.identity;
}

function accounts(...definitions: readonly AccountDefinition[]): AccountStore {
  return accountsInMemory(definitions);
}

const localAlice = { name: 'alice', password: 'x', groups: ['staff'] };

describe('Kerberos: the identity of a PAC, [MS-KILE] 3.4.5.3', () => {
  it('has the SIDs of the user and of the groups, the domain and the server that proved the user', async () => {
    const identity = await identityOf(withPac());
    assert.deepEqual(
      { ...identity, context: undefined },
      {
        kind: 'user',
        account: 'alice',
        domain: 'EXAMPLE',
        sid: `${domainSid}-1105`,
        primaryGroup: `${domainSid}-513`,
        groupSids: [`${domainSid}-513`, `${domainSid}-1200`, 'S-1-18-1', 'S-1-1-0', 'S-1-5-2', 'S-1-5-11'],
        groups: [],
        logonServer: 'DC1',
        principal: 'alice@EXAMPLE.COM',
        context: undefined,
      },
    );
  });

  it('has the user principal name in the record: [MS-PAC] 2.10', async () => {
    const server = new KerberosServer();
    const upnDnsInfo = { upn: 'alice@example.com', dnsDomainName: 'EXAMPLE.COM', isUpnConstructed: false };
    accepted(await server.login(withPac({ upnDnsInfo })));
    const record = server.mechanism.words?.record(server.loginFacts) as KerberosRecord | undefined;
    assert.deepEqual([record?.pac, record?.upn], ['complete', 'alice@example.com']);
  });

  it('opens the groups that are configured for its SIDs', async () => {
    const groups = { admins: { members: [`${domainSid}-1200`] } };
    assert.deepEqual((await identityOf(withPac(), { groups })).groups, ['admins']);
  });

  it('MIT’s small PAC, and none: a user without groups, whose SID is no local account’s', async () => {
    const store = accounts(localAlice);
    const local = await identityOf({}, { accounts: store, policy: { principals: 'local' } });
    for (const change of [withPac({ logonInfo: undefined }), {}]) {
      const identity = await identityOf(change, { accounts: store });
      const { groupSids, sid, primaryGroup, domain, groups } = identity;
      assert.deepEqual([domain, groups], ['EXAMPLE.COM', []]);
      assert.deepEqual(groupSids, [primaryGroup, 'S-1-1-0', 'S-1-5-2', 'S-1-5-11']);
      assert.ok(!sid.startsWith(machineSid));
      assert.notEqual(sid, local.sid);
    }
  });

  it('a PAC of the authenticator, which the client writes, is none', async () => {
    const server = new KerberosServer();
    const { part } = withPac();
    const step = await server.login({}, { authenticator: { authorizationData: part?.authorizationData } });
    assert.equal(accepted(step).context.identity.domain, 'EXAMPLE.COM');
  });

  it('a signature of another key, of another type, or none: [MS-PAC] 2.8.1', async () => {
    const server = new KerberosServer();
    for (const key of [keyOfKdc, { etype: 17, key: Buffer.alloc(16, 0x51) }]) {
      refused(await server.login(withPac({}, key)), 'pac-signature-invalid');
    }
  });

  it('each octet of it is signed, or none of it counts', async () => {
    const { part } = withPac({ logonInfo: undefined });
    const bytes = encodePac({ clientInfo: { authTime, name: 'alice' } }, { server: signer, kdc: keyOfKdc });
    assert.ok(part);
    for (let at = 0; at < bytes.length; at++) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 0x01;
      const step = await new KerberosServer().login(withPacBytes(altered));
      if (step.kind === 'accepted') assert.equal(step.context.identity.account, 'alice');
      else assert.ok(step.kind === 'rejected' && step.reason.startsWith('pac-'), `octet ${at}`);
    }
  });

  it('a PAC of another client or of another login: [MS-PAC] 2.7', async () => {
    const server = new KerberosServer();
    for (const clientInfo of [
      { authTime, name: 'bob' },
      { authTime: authTime - 5000, name: 'alice' },
    ]) {
      refused(await server.login(withPac({ clientInfo })), 'pac-client-mismatch');
    }
  });

  it('a PAC that cannot be read', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(64, 0xff)]) {
      refused(await new KerberosServer().login(withPacBytes(bytes)), 'pac-malformed');
    }
  });
});

describe('Kerberos: principals and accounts', () => {
  const policy = (principals: KerberosPolicy['principals']) => ({ policy: { principals } });

  it('name: alice of the realm of the key, and alice@OTHER of any other', async () => {
    assert.equal((await identityOf()).account, 'alice');
    assert.equal((await identityOf({ client: 'alice@OTHER' })).account, 'alice@OTHER');
    assert.equal((await identityOf({ client: 'host/pc@EXAMPLE.COM' })).account, 'host/pc');
  });

  it('name: with keys of two realms, the realm of the key that decrypted the ticket counts', async () => {
    const other = serviceKey(18, 1, 0x61, 'cifs/files@OTHER');
    const keys = serviceKeys(serviceKey(), other);
    assert.equal((await identityOf({ key: other }, { keys })).account, 'alice@EXAMPLE.COM');
    assert.equal((await identityOf({ key: other, client: 'alice@OTHER' }, { keys })).account, 'alice');
  });

  it('name: a local account adds nothing, and refuses by its status, hours and workstations', async () => {
    const identity = await identityOf({}, { accounts: accounts(localAlice) });
    assert.deepEqual([identity.groups, identity.domain], [[], 'EXAMPLE.COM']);
    const logonHours = Buffer.alloc(21);
    for (const [change, reason] of [
      [{ status: 'disabled' }, 'account-disabled'],
      [{ status: 'locked' }, 'account-locked'],
      [{ status: 'expired' }, 'account-expired'],
      [{ status: 'password-expired' }, 'password-expired'],
      [{ logonHours }, 'outside-logon-hours'],
      [{ workstations: ['PC'] }, 'workstation-not-allowed'],
    ] as const) {
      const server = new KerberosServer({ accounts: accounts({ ...localAlice, ...change }) });
      refused(await server.login(), reason);
      // The user of another realm is somebody else.
      accepted(await server.login({ client: 'alice@OTHER' }));
    }
  });

  it('principal: the principal as it is', async () => {
    assert.equal((await identityOf({}, policy('principal'))).account, 'alice@EXAMPLE.COM');
  });

  it('local: the account must exist, and has its SID and groups beside those of the PAC', async () => {
    const options = { accounts: accounts({ ...localAlice, name: 'Alice' }), ...policy('local') };
    const { account, domain, sid, groups, groupSids } = await identityOf(withPac(), options);
    assert.deepEqual([account, domain, groups], ['Alice', 'FILES', ['staff']]);
    assert.ok(sid.startsWith(machineSid));
    for (const each of [`${domainSid}-513`, `${domainSid}-1200`]) assert.ok(groupSids.includes(each), each);
    const server = new KerberosServer(options);
    refused(await server.login({ client: 'bob@EXAMPLE.COM' }), 'unknown-account');
    refused(await server.login({ client: 'alice@OTHER' }), 'principal-not-mapped');
  });

  it('the principal is in the identity under every rule, and its groups with it', async () => {
    const groups = { admins: { members: ['alice@EXAMPLE.COM'] }, others: { members: ['ALICE@EXAMPLE.COM'] } };
    const table = { 'alice@EXAMPLE.COM': 'alice' };
    for (const principals of ['principal', 'name', 'local', table] as const) {
      const identity = await identityOf(
        {},
        { accounts: accounts(localAlice), groups, ...policy(principals) },
      );
      assert.equal(identity.principal, 'alice@EXAMPLE.COM');
      assert.ok(identity.groups.includes('admins') && !identity.groups.includes('others'));
    }
    const { principal } = await identityOf({ client: 'alice/admin@OTHER' });
    assert.equal(principal, 'alice/admin@OTHER');
  });

  it('the principal is the directory’s own, in its case: names of Windows have none', async () => {
    for (const [effectiveName, principal] of [
      ['Alice', 'Alice@EXAMPLE.COM'],
      ['bob', 'bob@EXAMPLE.COM'],
      ['', 'alice@EXAMPLE.COM'],
    ] as const) {
      const identity = await identityOf(withPac({ logonInfo: { ...logonInfo, effectiveName } }));
      assert.equal(identity.principal, principal);
    }
  });

  it('a table: these principals alone, with case', async () => {
    const options = {
      accounts: accounts(localAlice),
      ...policy({ 'admin@OTHER': 'alice', 'ghost@EXAMPLE.COM': 'nobody' }),
    };
    assert.equal((await identityOf({ client: 'admin@OTHER' }, options)).account, 'alice');
    const server = new KerberosServer(options);
    for (const client of ['alice@EXAMPLE.COM', 'Admin@OTHER', 'constructor@X', '__proto__@X']) {
      refused(await server.login({ client }), 'principal-not-mapped');
    }
    refused(await server.login({ client: 'ghost@EXAMPLE.COM' }), 'unknown-account');
  });

  it('names that rules of a share take for something else are nobody’s', async () => {
    const server = new KerberosServer();
    for (const nameString of [['@admins'], ['*'], ['S-1-5-11'], ['a@b'], ['a\\b'], ['a/b'], [''], []]) {
      const cname = { nameType: 1, nameString };
      const step = await server.login({ part: { cname } }, { authenticator: { cname } });
      assert.equal(
        step.kind === 'rejected' && step.reason,
        'principal-not-mapped',
        JSON.stringify(nameString),
      );
    }
  });

  it('a realm that could be taken for something else is nobody’s', async () => {
    const server = new KerberosServer();
    for (const crealm of ['A@B', 'A\\B', 'A\nB', '']) {
      const step = await server.login({ part: { crealm } }, { authenticator: { crealm } });
      assert.equal(step.kind === 'rejected' && step.reason, 'principal-not-mapped', crealm);
    }
  });

  it('RFC 8062: an anonymous client is nobody', async () => {
    const server = new KerberosServer();
    for (const client of ['WELLKNOWN/ANONYMOUS@EXAMPLE.COM', 'alice@WELLKNOWN:ANONYMOUS']) {
      refused(await server.login({ client }), 'kerberos-anonymous-refused');
    }
  });

  it('a store that fails, or gives what is no account, refuses, and says so in the log', async () => {
    for (const find of [
      () => Promise.reject(new Error('down')),
      () => Promise.resolve({ name: 'alice', status: 'on' } as never),
    ]) {
      const server = new KerberosServer({ accounts: { find } });
      const step = refused(await server.login(), 'store-failed');
      assert.equal(step.status, NtStatus.STATUS_INTERNAL_ERROR);
      assert.equal(server.failures.length, 1);
    }
  });

  it('a store that verifies has no accounts to find: its directory made the ticket', async () => {
    const store = { verify: () => Promise.reject(new Error('not asked')) };
    assert.equal((await identityOf({}, { accounts: store })).account, 'alice');
    assert.throws(() => new KerberosServer({ accounts: store, ...policy('local') }), /policy\.principals/);
  });
});

describe('Kerberos: users of the domain that the server is a member of', () => {
  const domain = { name: 'EXAMPLE', dnsName: 'example.com' };
  const local = { accounts: accounts(localAlice, { name: 'bob', password: 'x' }), domain };

  it('the user in the PAC, under the name that the directory gives it, is no local account', async () => {
    const own = accounts({ ...localAlice, status: 'disabled' });
    for (const principals of ['name', 'principal', 'local'] as const) {
      const renamed = { ...logonInfo, effectiveName: 'Alice' };
      const identity = await identityOf(withPac({ logonInfo: renamed }), {
        ...local,
        accounts: own,
        policy: { principals },
      });
      const { account, domain: of, sid, groups, principal } = identity;
      assert.deepEqual(
        [account, of, sid, groups, principal],
        ['Alice', 'EXAMPLE', `${domainSid}-1105`, [], 'Alice@EXAMPLE.COM'],
        principals,
      );
    }
  });

  it('a ticket that does not say who the user is: refused, whatever keys there are', async () => {
    const server = new KerberosServer(local);
    refused(await server.login(), 'pac-missing');
    refused(await server.login(withPac({ logonInfo: undefined })), 'pac-missing');
    const nameless = { ...logonInfo, effectiveName: '' };
    refused(await server.login(withPac({ logonInfo: nameless })), 'principal-not-mapped');
  });

  it('the KDC of another realm, whose key is here as well, cannot vouch for one', async () => {
    const key = serviceKey(18, 1, 0x61, 'cifs/files@OTHER');
    const server = new KerberosServer({ ...local, keys: serviceKeys(serviceKey(), key) });
    const { part = {} } = withPac({}, { etype: 18, key: key.key });
    refused(await server.login({ key, part }), 'principal-not-mapped');
    assert.equal(
      (await identityOf({ key, client: 'bob@OTHER' }, { ...local, keys: serviceKeys(key) })).account,
      'bob',
    );
  });

  it('a realm in another case is the domain’s all the same', async () => {
    const key = serviceKey(18, 1, 0x61, 'cifs/files@example.com');
    const server = new KerberosServer({ ...local, keys: serviceKeys(key), policy: { principals: 'local' } });
    refused(await server.login({ key, client: 'alice@example.com' }), 'pac-missing');
  });

  it('a table says who is a local account, and nobody else gets in', async () => {
    const policy = { principals: { 'alice@EXAMPLE.COM': 'alice' } };
    const { account, domain: of, sid } = await identityOf(withPac(), { ...local, policy });
    assert.deepEqual([account, of, sid.startsWith(machineSid)], ['alice', 'FILES', true]);
    const clientInfo = { authTime, name: 'bob' };
    const bob = withPac({ logonInfo: { ...logonInfo, effectiveName: 'bob' }, clientInfo });
    refused(
      await new KerberosServer({ ...local, policy }).login({ ...bob, client: 'bob@EXAMPLE.COM' }),
      'principal-not-mapped',
    );
  });

  it('[MS-PAC] 4.1.2.2: gets no SIDs of this machine and no well-known ones from the domain', async () => {
    const ofLogon = {
      ...logonInfo,
      userFlags: LogonUserFlags.EXTRA_SIDS,
      extraSids: ['S-1-5-32-544', `${machineSid}-1000`, 'S-1-18-1'].map((sid) => ({ sid, attributes: 7 })),
    };
    const groups = { admins: { sid: 'S-1-5-32-544' }, staff: { sid: `${machineSid}-1000` } };
    const identity = await identityOf(withPac({ logonInfo: ofLogon }), { ...local, machineSid, groups });
    assert.deepEqual(identity.groups, []);
    const given = identity.groupSids.filter((sid) => /^S-1-(?:5-32|18)-|-1000$/.test(sid));
    assert.deepEqual(given, ['S-1-18-1']);
    const ours = { ...ofLogon, logonDomainId: machineSid };
    const { sid } = await identityOf(withPac({ logonInfo: ours }), { ...local, machineSid });
    assert.ok(!sid.startsWith(machineSid));
  });

  it('a controller cannot put a user among those of the server’s own name', async () => {
    const ofLogon = { ...logonInfo, logonDomainName: 'files' };
    assert.equal((await identityOf(withPac({ logonInfo: ofLogon }), local)).domain, '');
  });

  it('users of other realms are mapped as ever', async () => {
    assert.equal((await identityOf({ client: 'alice@OTHER' }, local)).account, 'alice@OTHER');
  });

  it('local accounts are of the server’s own name, whatever domain its CHALLENGE names', async () => {
    const names = {
      netbiosName: 'FILES',
      dnsName: 'files.example.com',
      netbiosDomain: 'EXAMPLE',
      dnsDomain: 'example.com',
    };
    const policy = { principals: { 'admin@OTHER': 'alice' } };
    assert.equal((await identityOf({ client: 'admin@OTHER' }, { ...local, names, policy })).domain, 'FILES');
  });

  it('an option that names no domain is refused', () => {
    for (const wrong of [
      {},
      { ...domain, dnsName: '' },
      { ...domain, dnsName: undefined },
      { ...domain, name: undefined },
      Promise.resolve(domain),
      null,
      true,
    ] as never[])
      assert.throws(() => new KerberosServer({ domain: wrong }), /^ConfigurationError: domain/);
  });
});

describe('Kerberos: the flags of the context, RFC 4121 4.1.1.1', () => {
  it('identify and mutual', async () => {
    const server = new KerberosServer();
    const step = await server.login({}, { flags: ContextFlags.IDENTIFY });
    assert.deepEqual(accepted(step).context.identity.context, {
      mutual: false,
      delegated: false,
      identifyOnly: true,
    });
  });

  for (const [what, key] of [
    ['the ticket’s session key', keyOf(18, 0x77)],
    ['the client’s subkey', keyOf(17, 0x44)],
  ] as const) {
    it(`delegated credentials under ${what}: kept in the identity, shown nowhere`, async () => {
      const server = new KerberosServer();
      const tgt = server.forge.ticket({ service: 'krbtgt/EXAMPLE.COM@EXAMPLE.COM' });
      const der = encode(ticketType, tgt.ticket);
      const info = { key: keyOf(18, 0x66), prealm: 'EXAMPLE.COM', pname: tgt.client.name, endtime: 5000 };
      const type = typeOf(key.keytype);
      const cipher = type.encrypt(
        key.keyvalue,
        keyUsage.krbCred,
        encode(encKrbCredPart, { ticketInfo: [info] }),
        Buffer.alloc(type.confounderLength, 1),
      );
      const delegated = encode(krbCred, {
        tickets: [{ value: tgt.ticket, der }],
        encPart: { etype: key.keytype, cipher },
      });
      const flags = ContextFlags.DELEG | ContextFlags.MUTUAL;
      const step = accepted(await server.login({}, { flags, delegated, subkey: keyOf(17, 0x44) }));
      const { context, delegatedCredentials } = step.context.identity;
      assert.equal(context.delegated, true);
      assert.ok(delegatedCredentials);
      const { tickets } = delegatedCredentials.reveal() as KerberosCredentials;
      assert.deepEqual(tickets, [
        {
          client: 'alice@EXAMPLE.COM',
          service: 'krbtgt/EXAMPLE.COM@EXAMPLE.COM',
          ticket: der,
          etype: 18,
          sessionKey: Buffer.alloc(32, 0x66),
          flags: undefined,
          endTime: 5000,
        },
      ]);
      assert.doesNotMatch(JSON.stringify(step.context.identity), /6666/);
      const record = server.mechanism.words?.record(server.loginFacts);
      assert.deepEqual(record?.weaknesses, ['delegates-credentials']);
    });
  }
});
