import assert from 'node:assert/strict';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { NtStatus } from '../../src/constants/nt-status.js';
import { clientsOf } from '../../src/diagnosis/client-shows.js';
import { createDiagnosis, type DiagnosedEvent } from '../../src/diagnosis/diagnose.js';
import { attemptParagraph, noColours } from '../../src/diagnosis/output/paragraph.js';
import { authenticationRecord } from '../../src/diagnosis/output/samba-audit.js';
import { describeFact } from '../../src/diagnosis/describe-fact.js';
import type { Fact } from '../../src/facts/fact.js';
import type { Carrier, LoginInfo, LoginVerdict } from '../../src/facts/recorder.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import type { NtlmClientOptions } from '../support/ntlm-client.js';
import { account, NtlmServer } from '../support/ntlm-login.js';
import {
  claim,
  credssp,
  eventsOver,
  http,
  httpRequest,
  inTheClear,
  overTls,
  rdpHybrid,
  rdpRequest,
  recordOver,
  rejected,
  rpc,
  tls,
  vocabulary,
} from './carrier-attempt.js';

/** The facts and the verdict of a login with NTLM. */
async function ntlmLogin(
  client: NtlmClientOptions,
  accepted: LoginVerdict = overTls,
): Promise<{ facts: readonly Fact[]; verdict: LoginVerdict }> {
  const server = new NtlmServer();
  const step = await server.login(client);
  const facts: Fact[] = [
    { kind: 'spnego-offer', mechanisms: ['1.3.6.1.4.1.311.2.2.10'], bare: true, optimisticToken: true },
    { kind: 'spnego-choice', mechanism: 'NTLM', oid: '1.3.6.1.4.1.311.2.2.10', clientsFirst: true },
    ...server.facts,
  ];
  return {
    facts,
    verdict: step.kind === 'rejected' ? { outcome: 'rejected', ...step } : accepted,
  };
}

const right = { user: 'User', password: 'Password', domain: 'LAB', workstation: 'DESK' };

/** Every carrier besides SMB, with a login of it and the facts of its connection. */
const carriers: readonly (readonly [Carrier, LoginInfo, readonly Fact[]])[] = [
  ['credssp', credssp, [rdpRequest(3), rdpHybrid, tls]],
  ['http', http, [httpRequest('NTLM')]],
  ['https', { ...http, carrier: 'https' }, [tls, httpRequest('NTLM')]],
  ['rpc', rpc, []],
];

describe('the record of a login over another carrier', () => {
  it('CredSSP: version, RDP, TLS, the form of the binding, and the credentials', async () => {
    const record = recordOver('credssp', {
      connection: [rdpRequest(3), rdpHybrid, tls],
      login: credssp,
      ...(await ntlmLogin(right)),
      afterwards: [
        { kind: 'check', check: 'credssp-credentials', outcome: 'passed', section: '[MS-CSSP] 2.2.1.2' },
        { kind: 'credssp-credentials', type: 'password', user: 'User', matches: true, password: 'right' },
      ],
    });
    assert.deepEqual(record.login, {
      carrier: 'credssp',
      version: 6,
      rdp: true,
      keyBinding: undefined,
      credentials: { type: 'password', user: 'User', domain: undefined, matches: true, password: 'right' },
      offeredMechanisms: ['NTLM'],
      spnego: false,
      optimisticToken: true,
      mechanism: 'NTLM',
      authDescription: 'NTLMSSP',
      mechListMic: undefined,
    });
    assert.deepEqual(record.tls, {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      serverName: 'files.lab.test',
    });
    assert.deepEqual(record.rdp, {
      cookie: 'alice',
      routingToken: undefined,
      requestedProtocols: ['SSL', 'HYBRID'],
      answer: 'HYBRID',
    });
    assert.deepEqual(record.protection, { signing: 'none', encryption: 'required', used: 'encrypted' });
    assert.match(record.explanation, /Proved with NTLMv2, over CredSSP 6 in TLS 1\.3\./);
    assert.match(record.explanation, /It came behind RDP’s negotiation, with cookie “alice”\.$/);
    assert.equal(record.wireStatus, undefined);
    assert.equal(record.checks.at(-1)?.check, 'credssp-credentials');
    assert.deepEqual(record.next, [
      'credentials of type password of the user that logged in, password right',
    ]);
  });

  it('CredSSP: a client below version 5 binds with the key itself', () => {
    const bound = (version: number) =>
      recordOver('credssp', {
        connection: [tls],
        login: { ...credssp, version },
        facts: [
          { kind: 'check', check: 'credssp-key-binding', outcome: 'passed', section: '[MS-CSSP] 3.1.5' },
        ],
        verdict: overTls,
      }).login;
    for (const [version, form] of [
      [2, 'key'],
      [4, 'key'],
      [5, 'hash'],
      [6, 'hash'],
    ] as const) {
      const login = bound(version);
      assert.equal(login?.carrier === 'credssp' && login.keyBinding, form);
    }
  });

  it('CredSSP: the checks that were not reached', async () => {
    const { facts, verdict } = await ntlmLogin({ ...right, password: 'wrong' });
    const { checks } = recordOver('credssp', { connection: [tls], login: credssp, facts, verdict });
    assert.deepEqual(
      checks.slice(-3).map(({ check, outcome }) => [check, outcome]),
      ['mech-list-mic', 'credssp-version', 'credssp-key-binding'].map((check) => [check, 'not-reached']),
    );
  });

  it('HTTP: request, scheme, status code; the query, which may hold a secret, is not shown', async () => {
    const login = await ntlmLogin(right, inTheClear);
    const record = recordOver('http', { connection: [httpRequest('NTLM')], login: http, ...login });
    assert.ok(record.login?.carrier === 'http');
    const { scheme, proxy, method, target, userAgent, statusCode } = record.login;
    assert.deepEqual(
      { scheme, proxy, method, target, userAgent, statusCode },
      {
        scheme: 'NTLM',
        proxy: false,
        method: 'GET',
        target: '/reports?…',
        userAgent: 'curl/7.88.1',
        statusCode: 200,
      },
    );
    assert.deepEqual(record.http, {
      method: 'GET',
      target: '/reports?…',
      version: '1.1',
      host: 'files.lab.test',
      userAgent: 'curl/7.88.1',
      scheme: 'NTLM',
    });
    assert.deepEqual(record.protection, { signing: 'none', encryption: 'none', used: 'none' });
    assert.match(
      record.explanation,
      /Proved with NTLMv2, over HTTP without TLS\. It came over HTTP, GET “\/reports\?…” by “curl\/7\.88\.1”\.$/,
    );
    assert.doesNotMatch(JSON.stringify(authenticationRecord(record)), /token=secret/);
  });

  it('HTTP: a refusal is 401, and 407 where the server is a proxy', async () => {
    const login = await ntlmLogin({ ...right, password: 'wrong' });
    for (const [proxy, statusCode] of [
      [false, 401],
      [true, 407],
    ] as const) {
      const record = recordOver('https', {
        connection: [tls],
        login: { ...http, carrier: 'https', proxy },
        ...login,
      });
      assert.ok(record.login?.carrier === 'https');
      assert.equal(record.login.statusCode, statusCode);
      assert.match(record.clientShows.curl ?? '', new RegExp(String(statusCode)));
      assert.equal(record.wireStatus, undefined);
      assert.match(record.explanation, proxy ? /over HTTPS, to us as a proxy, / : /over HTTPS, GET /);
    }
  });

  it('RPC: the interface, and the protection of its calls', async () => {
    const { facts } = await ntlmLogin(right);
    const verdict: LoginVerdict = {
      outcome: 'accepted',
      identity: { kind: 'user', account: 'User', domain: 'LAB', sid: 'S-1-5-21-1' },
      protection: 'encrypted',
    };
    const afterwards: readonly Fact[] = [{ kind: 'rpc-request', opnum: 3, protection: 'encrypted' }];
    const record = recordOver('rpc', { login: rpc, facts, verdict, afterwards });
    assert.equal(record.reason, 'accepted');
    assert.deepEqual(record.protection, { signing: 'required', encryption: 'required', used: 'encrypted' });
    assert.match(
      record.explanation,
      /Proved with NTLMv2, over RPC\. It came in an RPC bind over TCP, for “lsarpc”\.$/,
    );
    assert.equal(record.wireStatus, undefined);
  });
});

describe('a refusal over each carrier', () => {
  for (const [carrier, login, connection] of carriers) {
    it(`${carrier}: a mangled password is found as over SMB`, async () => {
      const events = eventsOver(carrier, {
        connection,
        login,
        ...(await ntlmLogin({ ...right, password: 'Password\n' })),
      });
      const told: DiagnosedEvent[] = [];
      const runtime = new FixedRuntime();
      const diagnosis = createDiagnosis(
        { runtime, vocabulary, variants: 'always', knownAccounts: () => [account('User')] },
        () => ({ heard: true, tell: (words) => told.push(words()) }),
      );
      for (const event of events) diagnosis.take(event);
      await diagnosis.settle();
      const [record] = told.flatMap((event) => (event.type === 'attempt-completed' ? [event.record] : []));
      assert.equal(record?.reason, 'mangled-password');
      assert.equal(record.mistake, 'trailing-newline');
      assert.deepEqual(Object.keys(record.clientShows), clientsOf[carrier]);
      const hash = ntHashOfPassword('Password').toString('hex');
      const text = JSON.stringify(authenticationRecord(record));
      for (const secret of ['"Password', 'Password\\n', hash]) assert.ok(!text.includes(secret), secret);
    });

    it(`${carrier}: advice for reasons that SMB has too speaks of its clients`, () => {
      for (const reason of [
        'wrong-password',
        'unknown-account',
        'anonymous-refused',
        'no-common-mechanism',
        'ntlm-refused',
        'channel-binding-mismatch',
        'target-name-mismatch',
        'out-of-sequence',
        'request-malformed',
      ]) {
        const record = recordOver(carrier, { connection, login, facts: [claim], verdict: rejected(reason) });
        assert.doesNotMatch(
          record.advice,
          /smbclient|sec=krb5|sec=ntlmssp|mount|smb:\/\/|SessionId|SMB2|net use/,
          reason,
        );
      }
    });
  }

  it('CredSSP: xfreerdp’s exit code follows the status that it got', () => {
    const shown = (status?: number) =>
      recordOver('credssp', { login: credssp, verdict: rejected('account-locked', undefined, status) });
    for (const [status, code] of [
      [NtStatus.STATUS_LOGON_FAILURE, 134],
      [NtStatus.STATUS_ACCESS_DENIED, 155],
      [NtStatus.STATUS_ACCOUNT_RESTRICTION, 156],
      [NtStatus.STATUS_PASSWORD_EXPIRED, 148],
      [NtStatus.STATUS_ACCOUNT_DISABLED, 151],
      [NtStatus.STATUS_ACCOUNT_EXPIRED, 157],
      [NtStatus.STATUS_PASSWORD_MUST_CHANGE, 149],
      [NtStatus.STATUS_ACCOUNT_LOCKED_OUT, 135],
      [NtStatus.STATUS_INVALID_LOGON_HOURS, 132],
      [NtStatus.STATUS_INVALID_PARAMETER, 132],
      [undefined, 147],
    ] as const) {
      const record = shown(status);
      assert.match(record.clientShows.xfreerdp ?? '', new RegExp(`^exit code ${code},`));
      assert.equal(record.wireStatus === undefined, status === undefined);
    }
  });

  it('the server’s mechanisms are named in the words of the carrier’s clients', () => {
    const advice = (carrier: Carrier, login: LoginInfo) =>
      recordOver(carrier, { login, verdict: rejected('no-common-mechanism') }).advice;
    assert.match(advice('http', http), /curl --ntlm -u USER.*curl --negotiate -u :/);
    assert.match(advice('credssp', credssp), /xfreerdp: \/u:.*TERMSRV\/NAME/);
    assert.match(advice('rpc', rpc), /rpcclient -U USER.*impacket -k/);
  });
});

describe('a login over each carrier in each form of output', () => {
  for (const [carrier, login, connection] of carriers) {
    it(carrier, async () => {
      const record = recordOver(carrier, {
        connection,
        login,
        ...(await ntlmLogin({ ...right, password: 'wrong' })),
      });
      const text = attemptParagraph(record, { colours: noColours, width: 200, clientShows: true });
      const words = text.replaceAll(/\s+/g, ' ');
      const wanted = {
        smb: /./,
        credssp: /CredSSP 6 · RDP · TLS 1\.3 · without SPNEGO · NTLMv2 .* mstsc shows: .* xfreerdp shows: /,
        http: /HTTP · without TLS · NTLM · without SPNEGO · NTLMv2 .* curl shows: .* A browser shows: /,
        https: /HTTP · TLS 1\.3 · NTLM · .* curl shows: /,
        rpc: /RPC over TCP · “lsarpc” · .* rpcclient shows: .* impacket shows: /,
      }[carrier];
      assert.match(words, wanted);
      assert.doesNotMatch(words, /smbclient shows|signing /);
      const { Authentication: line } = authenticationRecord(record) as {
        readonly Authentication: Readonly<Record<string, unknown>> & {
          readonly diagnosis: Readonly<Record<string, unknown>>;
        };
      };
      const service = { smb: 'SMB2', credssp: 'CredSSP', http: 'HTTP', https: 'HTTP', rpc: 'DCE/RPC' }[
        carrier
      ];
      assert.equal(line['serviceDescription'], service);
      assert.equal(line['logonId'], '0');
      assert.equal(line['status'], 'NT_STATUS_WRONG_PASSWORD');
      assert.equal(line['passwordType'], 'NTLMv2');
      assert.equal(line.diagnosis['carrier'], carrier);
      assert.equal(line.diagnosis['tls'] === null, carrier === 'http' || carrier === 'rpc');
      assert.equal(line.diagnosis['rdp'] === null, carrier !== 'credssp');
    });
  }

  it('facts in a few words hold no query and no cookie’s password', () => {
    const words = [
      rdpRequest(0x8b),
      { kind: 'rdp-negotiation-answer', failureCode: 9 },
      httpRequest('Basic'),
      { kind: 'http-answered', status: 200, method: 'GET', target: '/a#b' },
    ] as const satisfies readonly Fact[];
    assert.deepEqual(
      words.map((fact) => describeFact(fact, vocabulary)),
      [
        'RDP connection request for SSL, HYBRID, HYBRID_EX, 0x80, cookie “alice”',
        'RDP connection refused with failure 0x9',
        'GET “/reports?…” with “Basic”',
        'GET “/a?…” answered 200',
      ],
    );
  });
});
