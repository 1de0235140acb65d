import assert from 'node:assert/strict';
import type { FailedStore } from '../../../src/auth/failed-store.js';
import type { AccountStore } from '../../../src/auth/account.js';
import type { KerberosPolicy } from '../../../src/auth/kerberos/policy.js';
import type { KerberosRecord } from '../../../src/auth/kerberos/record.js';
import { accountsInMemory } from '../../../src/auth/memory-store.js';
import type { ServiceKeys } from '../../../src/auth/kerberos/service-keys.js';
import type { AuthorizationData } from '../../../src/krb5/messages/authorization-data.js';
import { TicketFlags } from '../../../src/krb5/messages/ticket.js';
import {
  encodePac,
  type LogonInfo,
  logonInfoOfAccount,
  LogonUserFlags,
} from '../../../src/krb5/pac/index.js';
import {
  accepted,
  framed,
  ifRelevant,
  KerberosForge,
  KerberosServer,
  keyOf,
  refused,
  serviceKey,
  serviceKeys,
  type TicketChange,
} from '../../support/kerberos-client.js';

const now = new KerberosForge().runtime.now();
const authTime = now - 60_000;

function userOf(account: string): LogonInfo {
  return logonInfoOfAccount({
    account,
    domain: 'EXAMPLE',
    domainSid: 'S-1-5-21-1-2-3',
    userId: 1105,
    primaryGroupId: 513,
    groupIds: [],
    logonServer: 'DC1',
    logonTime: authTime,
  });
}

function pacOf(logonInfo: LogonInfo, name: string): Buffer {
  const server = { etype: 18, key: serviceKey().key };
  const kdc = { etype: 18, key: Buffer.alloc(32, 0xdc) };
  return encodePac({ clientInfo: { authTime, name }, logonInfo }, { server, kdc });
}

function entries(pac: Buffer): AuthorizationData {
  return ifRelevant({ adType: 128, adData: pac });
}

/** A ticket for `asked`, which the directory has under another name. */
function ticketOf(account: string, asked: string): TicketChange {
  const part = { authorizationData: entries(pacOf(userOf(account), asked)) };
  return { client: `${asked}@EXAMPLE.COM`, part };
}

describe('Kerberos under attack: another identity', () => {
  const accounts = accountsInMemory([{ name: 'root', password: 'x' }]);
  const server = (principals: KerberosPolicy['principals']) =>
    new KerberosServer({ accounts, policy: { principals } });

  it('a UPN that is the name of another: the directory’s own name of the account counts', async () => {
    const stolen = ticketOf('mallory', 'root');
    const byName = accepted(await server('name').login(stolen)).context.identity;
    assert.equal(byName.account, 'mallory');
    const byPrincipal = accepted(await server('principal').login(stolen)).context.identity;
    assert.equal(byPrincipal.account, 'mallory@EXAMPLE.COM');
    refused(await server('local').login(stolen), 'unknown-account');
    refused(await server({ 'root@EXAMPLE.COM': 'root' }).login(stolen), 'principal-not-mapped');
  });

  it('the same without a PAC, which a client may ask for: a domain’s ticket says who the client is', async () => {
    const machine = serviceKey(18, 3, 0x51, 'FILES$@EXAMPLE.COM');
    const keys = serviceKeys(machine);
    for (const principals of ['name', 'local', 'principal', { 'root@EXAMPLE.COM': 'root' }] as const) {
      const member = new KerberosServer({ accounts, keys, policy: { principals } });
      refused(await member.login({ client: 'root@EXAMPLE.COM', key: machine }), 'pac-missing');
    }
    accepted(await new KerberosServer({ keys }).login({ ...ticketOf('alice', 'alice'), key: machine }));
    const ofTwo = serviceKeys(serviceKey(), serviceKey(18, 1, 0x61, 'FILES$@OTHER.COM'));
    accepted(await new KerberosServer({ keys: ofTwo }).login());
  });

  it('the same name in another case is no other, and a UPN leads to its account', async () => {
    const sameName = accepted(await server('local').login(ticketOf('Root', 'ROOT')));
    assert.equal(sameName.context.identity.account, 'root');
    const cname = { nameType: 10, nameString: ['chief@example.com'] };
    const { part } = ticketOf('root', 'chief\\@example.com');
    const step = await server('local').login({ part: { ...part, cname } }, { authenticator: { cname } });
    assert.equal(accepted(step).context.identity.account, 'root');
  });

  it('[MS-PAC] 4.1.2.2: another realm gives its users no SIDs of this machine', async () => {
    const machineSid = 'S-1-5-21-7-8-9';
    const logonInfo = {
      ...userOf('eve'),
      logonDomainId: machineSid,
      userId: 500,
      userFlags: LogonUserFlags.EXTRA_SIDS,
      extraSids: ['S-1-5-32-544', 'S-1-5-18', `${machineSid}-512`, 'S-1-5-21-4-5-6-1000'].map((sid) => ({
        sid,
        attributes: 7,
      })),
    };
    const groups = { staff: { sid: `${machineSid}-512` } };
    const eve = { authorizationData: entries(pacOf(logonInfo, 'eve')) };
    for (const principals of ['name', { 'eve@OTHER.COM': 'root' }] as const) {
      const other = new KerberosServer({ accounts, machineSid, groups, policy: { principals } });
      const step = accepted(await other.login({ client: 'eve@OTHER.COM', part: eve }));
      const { identity } = step.context;
      assert.deepEqual(identity.groups, []);
      const given = identity.groupSids.filter((sid) => /^S-1-5-(?:32-|18$)|-512$/.test(sid));
      assert.deepEqual(given, []);
      assert.ok(identity.groupSids.includes('S-1-5-21-4-5-6-1000'));
      assert.notEqual(identity.sid, `${machineSid}-500`);
    }
    const own = new KerberosServer({ machineSid, groups });
    const step = accepted(await own.login({ client: 'eve@EXAMPLE.COM', part: eve }));
    assert.deepEqual(
      [step.context.identity.sid, step.context.identity.groups],
      [`${machineSid}-500`, ['staff']],
    );
  });

  it('an account of the directory with a name that rules take for something else is nobody', async () => {
    for (const name of ['@admins', '*', 'S-1-5-11', 'a/b']) {
      refused(await server('name').login(ticketOf(name, 'mallory')), 'principal-not-mapped');
    }
    refused(
      await server('name').login(ticketOf('alice', 'WELLKNOWN/ANONYMOUS')),
      'kerberos-anonymous-refused',
    );
  });

  it('RFC 4120 2.7: realms on the way count once a KDC has checked them, or a domain controller', async () => {
    const transited = { trType: 1, contents: Buffer.from('PARENT.COM') };
    accepted(
      await new KerberosServer().login({ part: { transited, flags: TicketFlags.TRANSITED_POLICY_CHECKED } }),
    );
    const { part } = ticketOf('alice', 'alice');
    accepted(await new KerberosServer().login({ part: { ...part, transited } }));
    // The client of our own realm came through none.
    refused(await new KerberosServer().login({ part: { transited } }), 'ticket-transited-unchecked');
  });
});

describe('Kerberos under attack: an old proof', () => {
  it('an authenticator that grew old while the account store was asked is not accepted', async () => {
    const forge = new KerberosForge();
    let wait = 0;
    const accounts: AccountStore = {
      find: () => {
        forge.runtime.advance(wait);
        return Promise.resolve(undefined);
      },
    };
    const server = new KerberosServer({ accounts }, forge);
    const token = forge.token();
    accepted(await server.step(token));
    wait = 700_000;
    // Both were fresh when they came; the first is forgotten when the second is to be remembered.
    const acceptor = server.acceptor();
    server.facts.length = 0;
    const first = await acceptor.step(forge.token({}, { authenticator: { cusec: 1 } }));
    assert.equal(first.kind, 'continue');
    const why = 'The account store took so long that the client’s authenticator was too old then.';
    assert.equal(
      server.sentences('kerberos-clock-skew'),
      `${why} It was sent our time with KRB_AP_ERR_SKEW.`,
    );
    wait = 0;
    accepted(await acceptor.step(forge.token()));
    assert.equal(server.sentences('accepted'), `${why} It was sent our time, and tried again with it.`);
  });
});

describe('Kerberos under attack: the record', () => {
  it('another’s old authenticator in the first leg lends its name to no second', async () => {
    const server = new KerberosServer();
    const acceptor = server.acceptor();
    const old = { ctime: now - (now % 1000) - 4_000_000 };
    const first = server.forge.token({ client: 'victim@EXAMPLE.COM' }, { authenticator: old });
    assert.equal((await acceptor.step(first)).kind, 'continue');
    const second = server.forge.token({ key: serviceKey(18, 3, 0x99) });
    refused(await acceptor.step(second), 'ticket-wrong-key');
    const record = server.mechanism.words?.record(server.loginFacts) as KerberosRecord;
    assert.deepEqual(
      [record.client, record.keyUsed, record.skewSeconds, record.endTime, record.passwordType],
      Array.from({ length: 5 }, () => undefined),
    );
    assert.equal(server.loginFacts.claim?.kind === 'claim' && server.loginFacts.claim.user, undefined);
  });

  it('names that anybody may send are kept in part', async () => {
    const server = new KerberosServer();
    const sname = { nameType: 2, nameString: Array.from({ length: 16 }, () => 'x'.repeat(1024)) };
    const forged = server.forge.ticket({ key: serviceKey(18, 3, 0x99) });
    const ticket = { ...forged.ticket, sname, realm: 'Y'.repeat(1024) };
    refused(await server.step(framed(server.forge.request({ ...forged, ticket }))), 'ticket-wrong-key');
    const record = server.mechanism.words?.record(server.loginFacts) as KerberosRecord;
    assert.deepEqual([record.service.length, record.realm.length], [512, 512]);
  });
});

describe('Kerberos under attack: time and failures', () => {
  it('a large ticket is tried with fewer keys, the likeliest first', async () => {
    const many = Array.from({ length: 64 }, (_, index) => serviceKey(18, index + 1, index + 1));
    const server = new KerberosServer({ keys: serviceKeys(...many) });
    const tries = async (change: TicketChange) => {
      const step = await server.login(change, { key: keyOf(18, 1) });
      refused(step, 'ticket-wrong-key');
      return server.loginFacts.checks.at(-1)?.data?.['keys'];
    };
    const key = serviceKey(18, 3, 0xff);
    assert.equal(await tries({ key, plain: Buffer.alloc(2000) }), 64);
    assert.equal(await tries({ key, plain: Buffer.alloc(60_000) }), 9);
    refused(
      await server.login({ key: serviceKey(18, 60, 60), plain: Buffer.alloc(60_000) }),
      'ticket-malformed',
    );
  });

  it('a key that stands under many names is tried once, and hides no other', async () => {
    const names = Array.from({ length: 100 }, (_, index) =>
      serviceKey(18, 3, 0x51, `cifs/files${index}.example.com@EXAMPLE.COM`),
    );
    const server = new KerberosServer({ keys: serviceKeys(...names, serviceKey(18, 2, 0x52)) });
    refused(await server.login({ key: serviceKey(18, 3, 0xff) }), 'ticket-wrong-key');
    assert.equal(server.loginFacts.checks.at(-1)?.data?.['keys'], 2);
    accepted(await server.login({ key: serviceKey(18, 3, 0x52) }));
  });

  it('keys that are a promise and a memory that fails later refuse, and end no process', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      const later = () => Promise.reject(new Error('down')) as never;
      const keys: ServiceKeys = { source: 'a program', current: later };
      refused(await new KerberosServer({ keys }).login(), 'kerberos-keys-unavailable');
      const server = new KerberosServer({ replays: { admit: later } });
      refused(await server.login(), 'store-failed');
      assert.equal(server.failures.length, 1);
      await new Promise(setImmediate);
    } finally {
      process.off('unhandledRejection', note);
    }
    assert.deepEqual(unhandled, []);
  });

  it('the parts that fail are told apart', async () => {
    const down = () => Promise.reject(new Error('down')) as never;
    const told: FailedStore[] = [];
    const onStoreFailure = (_error: unknown, failed: FailedStore): void => void told.push(failed);
    const keys: ServiceKeys = { source: 'a program', current: down };
    await new KerberosServer({ keys, onStoreFailure }).login();
    await new KerberosServer({ replays: { admit: down }, onStoreFailure }).login();
    await new KerberosServer({ accounts: { find: down }, onStoreFailure }).login();
    assert.deepEqual(told, ['service-keys', 'login-memory', 'account-store']);
  });

  it('a memory that throws refuses', async () => {
    const admit = (): never => {
      throw new Error('disk');
    };
    const server = new KerberosServer({ replays: { admit } });
    refused(await server.login(), 'store-failed');
    assert.equal(server.failures.length, 1);
  });
});
