import assert from 'node:assert/strict';
import { type ReplayMemory, ReplaysInMemory } from '../../../src/auth/kerberos/replay-memory.js';
import { MemoryAway } from '../../../src/auth/memory-away.js';
import { hashChannelBindings } from '../../../src/auth/channel-bindings.js';
import type { KerberosRecord } from '../../../src/auth/kerberos/record.js';
import { kerberosRejections } from '../../../src/auth/kerberos/rejections.js';
import { createSpnegoAcceptor } from '../../../src/auth/spnego/index.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { encode } from '../../../src/der/structure.js';
import { KrbErrorCode } from '../../../src/krb5/error-codes.js';
import { krbError } from '../../../src/krb5/messages/krb-error.js';
import { AddressType } from '../../../src/krb5/messages/ticket.js';
import {
  accepted,
  framed,
  gssChecksum,
  ifRelevant,
  KerberosForge,
  KerberosServer,
  keyOf,
  readError,
  refused,
  serviceKey,
  typeOf,
} from '../../support/kerberos-client.js';
import { MODIFIED, refusedRequests } from './refused-requests.js';
import { offer, said } from '../spnego/support.js';

const hour = 3_600_000;
const now = new KerberosServer().forge.runtime.now();

describe('Kerberos: an AP-REQ that is refused', () => {
  for (const { what, reason, server: options, ticket, request, told, check, says } of refusedRequests) {
    it(`${what} [${reason}]`, async () => {
      const server = new KerberosServer(options);
      const step = refused(
        await server.login(ticket, request, { peer: { address: '192.0.2.1', port: 4711 } }),
        reason,
      );
      assert.equal(step.status, NtStatus.STATUS_LOGON_FAILURE);
      if (told === undefined) assert.equal(step.token, undefined);
      else assert.equal(readError(step.token).errorCode, KrbErrorCode[told]);
      const { checks } = server.loginFacts;
      assert.deepEqual(
        checks.filter(({ outcome }) => outcome === 'failed').map((fact) => fact.check),
        [check],
      );
      assert.equal(checks.at(-1)?.outcome, 'failed');
      if (says) assert.match(server.sentences(reason), says);
    });
  }

  it('the errors that a client is told before its proof are one and the same', async () => {
    const told = refusedRequests.filter((each) => each.told === MODIFIED);
    const tokens = await Promise.all(
      told.map(async ({ server: options, ticket, request }) => {
        const step = await new KerberosServer(options).login({ service: 'cifs/x@Y', ...ticket }, request);
        return { ...readError(step.token), sname: undefined, realm: undefined };
      }),
    );
    for (const token of tokens) assert.deepEqual(token, tokens[0]);
  });

  it('nothing of the ticket is judged before the proof: an expired one under a wrong key is not told', async () => {
    const server = new KerberosServer();
    const step = await server.login({ part: { endtime: now - hour } }, { key: keyOf(18, 1) });
    refused(step, 'authenticator-invalid');
  });

  it('the record of an expired ticket has the skew of the clocks', async () => {
    const server = new KerberosServer();
    const token = server.forge.token({ part: { endtime: now - hour } });
    server.forge.runtime.wallClock += 120_000;
    refused(await server.step(token), 'ticket-expired');
    const record = server.mechanism.words?.record(server.loginFacts) as KerberosRecord | undefined;
    assert.equal(record?.skewSeconds, -120);
  });

  it('each reason of the table has a check that fails for it', () => {
    const shown = new Set(refusedRequests.map(({ reason }) => reason));
    const elsewhere = [
      'kerberos-replay-memory-lost',
      'kerberos-malformed',
      'kerberos-unexpected-message',
      'kerberos-iakerb',
      'kerberos-clock-skew',
      'kerberos-bindings-mismatch',
      'pac-malformed',
      'pac-signature-invalid',
      'pac-client-mismatch',
      'kerberos-anonymous-refused',
      'principal-not-mapped',
      'kerberos-replayed',
      'kerberos-replay-memory-full',
      'kerberos-mutual-failed',
      'kerberos-keys-unavailable',
    ];
    assert.deepEqual([...shown, ...elsewhere].toSorted(), Object.keys(kerberosRejections).toSorted());
  });
});

describe('Kerberos: a ticket’s limits, RFC 4120 3.2.3', () => {
  it('its times have the leeway of the skew, to the second', async () => {
    const server = new KerberosServer();
    accepted(await server.login({ part: { starttime: now + 300_000 } }));
    refused(await server.login({ part: { starttime: now + 301_000 } }), 'ticket-not-yet-valid');
    accepted(await server.login({ part: { endtime: now - 300_000 } }));
    refused(await server.login({ part: { endtime: now - 301_000 } }), 'ticket-expired');
    const late = accepted(await server.login({ part: { endtime: now - 100_000 } }));
    assert.equal(late.context.expiresAt, now + 200_000, 'and so has its session');
  });

  it('its addresses: the client’s own is in the list, in either family', async () => {
    const server = new KerberosServer();
    const v4 = { addrType: AddressType.IPV4, address: Buffer.from([192, 0, 2, 1]) };
    const v6 = {
      addrType: AddressType.IPV6,
      address: Buffer.from('20010db8000000000000000000000001', 'hex'),
    };
    const part = { caddr: [{ addrType: AddressType.NETBIOS, address: Buffer.from('PC') }, v6, v4] };
    for (const address of ['192.0.2.1', '::ffff:192.0.2.1', '2001:db8::1']) {
      accepted(await server.login({ part }, {}, { peer: { address, port: 1 } }));
    }
    refused(await server.login({ part }), 'ticket-address-mismatch');
    const named = { caddr: [{ addrType: AddressType.NETBIOS, address: Buffer.from('PC') }] };
    accepted(await server.login({ part: named }, {}, { peer: { address: '192.0.2.1', port: 1 } }));
  });

  it('its service: by our own names, or by a list, with a realm or without, in any case', async () => {
    for (const services of [
      'own',
      ['CIFS/files.example.com'],
      ['cifs/Files.example.com@EXAMPLE.COM'],
    ] as const) {
      accepted(await new KerberosServer({ policy: { services } }).login());
    }
    const server = new KerberosServer({ policy: { services: 'own' } });
    for (const service of ['host/FILES@X', 'TERMSRV/Files.example.com@X'])
      accepted(await server.login({ service }));
  });
});

describe('Kerberos: the clock of the client, [MS-KILE] 3.4.5', () => {
  async function late(server: KerberosServer, milliseconds: number) {
    const acceptor = server.acceptor();
    const token = server.forge.token();
    server.forge.runtime.wallClock += milliseconds;
    return { acceptor, step: await acceptor.step(token) };
  }

  it('300 seconds are allowed, either way', async () => {
    for (const milliseconds of [300_000, -300_000]) {
      accepted((await late(new KerberosServer(), milliseconds)).step);
    }
  });

  it('beyond them the client is sent our time once, and may try again in the same exchange', async () => {
    const server = new KerberosServer();
    const { acceptor, step } = await late(server, 600_250);
    assert.ok(step.kind === 'continue');
    const error = readError(step.token);
    assert.equal(error.errorCode, KrbErrorCode.KRB_AP_ERR_SKEW);
    assert.equal(error.stime, now + 600_000);
    assert.equal(error.susec, 250_000);
    // KERB-ERROR-DATA with KERB_AP_ERR_TYPE_SKEW_RECOVERY ([MS-KILE] 2.2.2), as smbd sends it.
    assert.equal(error.eData?.toString('hex'), '3005a103020102');
    assert.match(
      server.sentences('kerberos-clock-skew'),
      /^The client’s clock is 600 seconds behind ours\. It was sent our time/,
    );
    // Clients of Samba insist on a mechListMIC then.
    assert.equal(accepted(await acceptor.step(server.forge.token())).context.expectsMechListMic, true);
    assert.equal(accepted(await server.login()).context.expectsMechListMic, false);
  });

  it('the second time it is refused', async () => {
    const server = new KerberosServer();
    const token = server.forge.token();
    const { acceptor, step } = await late(server, -600_000);
    assert.equal(step.kind, 'continue');
    server.forge.runtime.wallClock += 1_800_000;
    const again = refused(await acceptor.step(token), 'kerberos-clock-skew');
    assert.equal(readError(again.token).errorCode, KrbErrorCode.KRB_AP_ERR_SKEW);
  });

  it('in SPNEGO, the error travels in a NegTokenResp that goes on', async () => {
    const server = new KerberosServer();
    const acceptor = createSpnegoAcceptor({ mechanisms: [server.mechanism] });
    const { token } = offer(['1.2.840.48018.1.2.2'], server.forge.token());
    server.forge.runtime.wallClock += 600_000;
    const step = await acceptor.step(token);
    assert.equal(step.kind, 'continue');
    const { negState, responseToken } = said(step);
    assert.equal(negState, 'accept-incomplete');
    assert.equal(readError(responseToken as Buffer).errorCode, KrbErrorCode.KRB_AP_ERR_SKEW);
  });
});

describe('Kerberos: replays, RFC 4120 3.2.3', () => {
  it('an authenticator is accepted once, also by another connection', async () => {
    const server = new KerberosServer();
    const token = server.forge.token();
    accepted(await server.step(token));
    const step = refused(await server.step(token), 'kerberos-replayed');
    assert.equal(readError(step.token).errorCode, KrbErrorCode.KRB_AP_ERR_REPEAT);
  });

  it('is not used up by a login that is refused for another reason', async () => {
    const server = new KerberosServer();
    const token = server.forge.token();
    refused(await server.step(token, { channelBindings: Buffer.from('tls') }), 'kerberos-bindings-mismatch');
    accepted(await server.step(token));
  });

  it('two at once: the second is refused', async () => {
    const server = new KerberosServer();
    const token = server.forge.token();
    const steps = await Promise.all([server.acceptor().step(token), server.acceptor().step(token)]);
    assert.deepEqual(steps.map(({ kind }) => kind).toSorted(), ['accepted', 'rejected']);
  });

  it('a login that waits longer than its authenticator is remembered is refused', async () => {
    const forge = new KerberosForge();
    const find = (): Promise<undefined> => {
      forge.runtime.wallClock += 302_000;
      return Promise.resolve(undefined);
    };
    const step = await new KerberosServer({ accounts: { find } }, forge).login();
    assert.equal(step.kind, 'continue');
  });

  it('a memory that is full refuses', async () => {
    const full = new KerberosServer({ replays: { admit: () => false, full: true } });
    refused(await full.login(), 'kerberos-replay-memory-full');
  });

  it('a memory that is away, or was lost, refuses for that reason and says why', async () => {
    for (const reason of ['shared-state-away', 'kerberos-replay-memory-lost'] as const) {
      const admit = () => Promise.reject(new MemoryAway('the store is gone', reason));
      const server = new KerberosServer({ replays: { admit } });
      refused(await server.login(), reason);
      assert.equal(server.loginFacts.checks.at(-1)?.detail, 'the store is gone');
    }
  });

  it('a memory that answers with a promise is waited for, and only true admits', async () => {
    const memory = new ReplaysInMemory();
    const admit: ReplayMemory['admit'] = async (...authenticator) => {
      await new Promise(setImmediate);
      return memory.admit(...authenticator);
    };
    const server = new KerberosServer({ replays: { admit } });
    const token = server.forge.token();
    const steps = await Promise.all([server.acceptor().step(token), server.acceptor().step(token)]);
    assert.deepEqual(steps.map(({ kind }) => kind).toSorted(), ['accepted', 'rejected']);
    for (const told of [false, undefined, 'yes']) {
      const unsure = { admit: () => Promise.resolve(told as boolean) };
      refused(await new KerberosServer({ replays: unsure }).login(), 'kerberos-replayed');
    }
  });
});

describe('Kerberos: checksums of other kinds', () => {
  it('a keyed checksum over nothing, as MIT’s acceptor takes it from old Samba', async () => {
    const server = new KerberosServer();
    const checksum = {
      cksumtype: 16,
      checksum: typeOf(18).checksum(keyOf(18, 0x77).keyvalue, 10, Buffer.alloc(0)),
    };
    accepted(await server.login({}, { checksum }));
  });

  it('authorization data in AD-IF-RELEVANT may be unknown', async () => {
    const server = new KerberosServer();
    const authorizationData = ifRelevant({ adType: 4711, adData: Buffer.alloc(3) });
    accepted(await server.login({ part: { authorizationData } }, { authenticator: { authorizationData } }));
  });

  it('[MS-KILE] 3.4.5.3: the machine of the restriction entry is in the record', async () => {
    const server = new KerberosServer();
    const integrity = Buffer.concat([Buffer.alloc(8), Buffer.alloc(32, 0xab)]);
    const entry = Buffer.from(`30333031a003020100a12a0428${integrity.toString('hex')}`, 'hex');
    const authorizationData = ifRelevant({ adType: 141, adData: entry });
    accepted(await server.login({}, { authenticator: { authorizationData } }));
    const record = server.mechanism.words?.record(server.loginFacts);
    assert.equal(record?.machine?.machineId, 'ab'.repeat(32));
  });
});

describe('Kerberos: tokens that are no AP-REQ, RFC 4121 4.1', () => {
  it('KRB-ERROR and AP-REP are refused by name', async () => {
    const server = new KerberosServer();
    const error = encode(krbError, {
      stime: 0,
      susec: 0,
      errorCode: KrbErrorCode.KDC_ERR_S_PRINCIPAL_UNKNOWN,
      realm: 'X',
      sname: { nameType: 1, nameString: ['a'] },
      eText: 'no such “service”',
    });
    for (const token of [error, framed(error, 0x0300)]) {
      refused(await server.step(token), 'kerberos-unexpected-message');
      assert.match(
        server.sentences('kerberos-unexpected-message'),
        /KDC_ERR_S_PRINCIPAL_UNKNOWN came, with the text “no such \\u\{201c\}service\\u\{201d\}”/,
      );
    }
    refused(await server.step(Buffer.from('6f00', 'hex')), 'kerberos-unexpected-message');
    refused(await server.step(framed(Buffer.alloc(0), 0x0505)), 'kerberos-unexpected-message');
  });

  it('user-to-user and IAKERB in the framing are refused by name, and other names as malformed', async () => {
    const server = new KerberosServer();
    const message = server.forge.request(server.forge.ticket());
    refused(await server.step(framed(message, 0x0100, '1.2.840.113554.1.2.2.3')), 'kerberos-user-to-user');
    refused(await server.step(framed(message, 0x0501, '1.3.6.1.5.2.5')), 'kerberos-iakerb');
    refused(await server.step(framed(message, 0x0100, '1.3.6.1.4.1.311.2.2.10')), 'kerberos-malformed');
  });

  it('so they are where SPNEGO offers nothing else', async () => {
    for (const [oid, reason] of [
      ['1.2.840.113554.1.2.2.3', 'kerberos-user-to-user'],
      ['1.3.6.1.5.2.5', 'kerberos-iakerb'],
    ] as const) {
      const acceptor = createSpnegoAcceptor({ mechanisms: [new KerberosServer().mechanism] });
      refused(await acceptor.step(offer([oid], Buffer.from('token')).token), reason);
    }
  });

  it('anything else is malformed, and told as such', async () => {
    const server = new KerberosServer();
    for (const token of [Buffer.alloc(0), Buffer.from('rubbish'), framed(Buffer.from('6e023000', 'hex'))]) {
      const step = refused(await server.step(token), 'kerberos-malformed');
      assert.equal(step.status, NtStatus.STATUS_INVALID_PARAMETER);
    }
  });

  it('keys that cannot be read refuse, with the error in the log', async () => {
    const keys = {
      source: 'keytab /x',
      current: () => {
        throw new Error('no such file');
      },
    };
    const server = new KerberosServer({ keys });
    const step = refused(await server.login(), 'kerberos-keys-unavailable');
    assert.equal(step.status, NtStatus.STATUS_INTERNAL_ERROR);
    assert.match(String(server.failures), /no such file/);
    for (const current of [
      () => Promise.resolve([serviceKey()]),
      () => [{ ...serviceKey(), key: 'secret' }],
    ]) {
      const other = new KerberosServer({ keys: { source: 'a program', current: current as never } });
      refused(await other.login(), 'kerberos-keys-unavailable');
      assert.doesNotMatch(String(other.failures), /secret/);
    }
  });
});

describe('Kerberos: channel bindings, RFC 4121 4.1.1.2', () => {
  const channel = { channelBindings: Buffer.from('tls-server-end-point:1234') };
  /** The bindings of another channel. */
  const bindings = Buffer.alloc(16, 0xcb);

  it('where the channel has some, the client must send their hash', async () => {
    const right = hashChannelBindings(channel.channelBindings);
    const server = new KerberosServer();
    accepted(await server.login({}, { bindings: right }, channel));
    for (const change of [{}, { bindings }, { checksum: null }, { bindings: Buffer.alloc(16) }]) {
      refused(await server.login({}, change, channel), 'kerberos-bindings-mismatch');
    }
  });

  it('where it has none, whatever the client sends is not looked at, and recorded', async () => {
    const server = new KerberosServer();
    accepted(await server.login({}, { bindings }));
    const record = server.mechanism.words?.record(server.loginFacts);
    assert.equal((record as { channelBindings?: string } | undefined)?.channelBindings, 'present');
  });

  it('bindings of undefined throw, and those of the options count', async () => {
    const server = new KerberosServer({ channelBindings: channel.channelBindings });
    refused(await server.login(), 'kerberos-bindings-mismatch');
    assert.throws(() => server.acceptor({ channelBindings: undefined } as never), TypeError);
    assert.throws(() => new KerberosServer({ channelBindings: undefined } as never), /channelBindings/);
  });

  it('the checksum has them behind its length', () => {
    assert.deepEqual(gssChecksum(0, { bindings }).checksum.subarray(4, 20), bindings);
  });
});
