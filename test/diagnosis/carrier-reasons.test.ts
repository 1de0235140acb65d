import assert from 'node:assert/strict';
import { NtStatus } from '../../src/constants/nt-status.js';
import { clientsOf } from '../../src/diagnosis/client-shows.js';
import type { CarrierReason } from '../../src/diagnosis/reasons.js';
import { reasonText } from '../../src/diagnosis/reasons.js';
import type { Fact } from '../../src/facts/fact.js';
import type { Carrier } from '../../src/facts/recorder.js';
import {
  claim,
  credssp,
  eventsOver,
  http,
  httpRequest,
  overTls,
  rdpHybrid,
  rdpRefused,
  rdpRequest,
  recordOver,
  rejected,
  type Reported,
  tls,
} from './carrier-attempt.js';

interface Scenario extends Reported {
  readonly carrier: Carrier;
  /** The evidence behind the sentence of the reason. */
  readonly says: RegExp;
}

const byServer = { by: 'server', why: 'refused' } as const;
const notSpoken = (bytes: string): readonly Fact[] => [
  { kind: 'other-protocol', firstBytes: Buffer.from(bytes, 'latin1') },
];
const negotiated = [rdpRequest(3), rdpHybrid, tls];

/** A login that CredSSP refuses, told with a status. */
const refusedByCredSsp = (reason: CarrierReason, detail: string, status: number): Scenario => ({
  carrier: 'credssp',
  connection: negotiated,
  login: credssp,
  facts: [claim],
  verdict: rejected(reason, detail, status),
  end: byServer,
  says: /The client sent user “alice”.*It came over CredSSP 6 in TLS 1\.3, behind RDP’s negotiation, with cookie “alice”\.$/,
});

/** A login that was accepted, and a fault after it. */
const fault = (reason: CarrierReason, detail: string): Scenario => ({
  carrier: 'credssp',
  connection: negotiated,
  login: credssp,
  facts: [claim],
  verdict: overTls,
  afterwards: [{ kind: 'credssp-fault', reason, detail }],
  end: byServer,
  says: /It is “LAB\\alice”.*over CredSSP 6 in TLS 1\.3\. They say so\. It came behind RDP’s negotiation/,
});

const credentials = (rest: Partial<Extract<Fact, { kind: 'credssp-credentials' }>>): Fact => ({
  kind: 'credssp-credentials',
  type: 'password',
  matches: true,
  ...rest,
});

const refusedByHttp = (reason: CarrierReason, status: number, scheme?: string): Scenario => ({
  carrier: 'https',
  connection: [tls, httpRequest(scheme), { kind: 'http-refused', reason, status, detail: 'so it is' }],
  says: new RegExp(`So it is\\. It was answered ${status}\\. It asked for GET “/reports\\?…” by “curl/7`),
});

const scenarios: Readonly<Record<CarrierReason, Scenario>> = {
  'tls-failed': {
    carrier: 'https',
    connection: [
      { kind: 'tls-failed', code: 'ERR_SSL_UNSUPPORTED_PROTOCOL', detail: 'unsupported protocol' },
    ],
    end: byServer,
    says: /Unsupported protocol\. The code is ERR_SSL_UNSUPPORTED_PROTOCOL\.$/,
  },
  'left-after-tls': {
    carrier: 'credssp',
    connection: negotiated,
    says: /TLS 1\.3 with TLS_AES_256_GCM_SHA384, and server name “files\.lab\.test”\. It asks for SSL, HYBRID/,
  },
  'rdp-tls-only': {
    carrier: 'credssp',
    connection: [rdpRequest(1), rdpRefused],
    end: byServer,
    says: /It asks for SSL, with cookie “alice”; the server answered HYBRID_REQUIRED_BY_SERVER\.$/,
  },
  'rdp-standard-security': {
    carrier: 'credssp',
    connection: [rdpRequest(), rdpRefused],
    end: byServer,
    says: /It sent no RDP_NEG_REQ, with cookie “alice”; the server answered HYBRID_REQUIRED_BY_SERVER\.$/,
  },
  'left-after-rdp-negotiation': {
    carrier: 'credssp',
    connection: [rdpRequest(0x0b), rdpHybrid],
    says: /It asks for SSL, HYBRID, HYBRID_EX, with cookie “alice”; the server chose HYBRID\.$/,
  },
  'not-credssp': {
    carrier: 'credssp',
    connection: notSpoken('\0\0\0\x2d\xfeSMB'),
    end: byServer,
    says: /It speaks SMB2; the first bytes are 0000002dfe534d42\.$/,
  },
  'not-http': {
    carrier: 'http',
    connection: notSpoken('\x16\x03\x01\x02\0\x01'),
    end: byServer,
    says: /It speaks TLS; /,
  },
  'not-rpc': {
    carrier: 'rpc',
    connection: notSpoken('GET / HTTP/1.1\r\n'),
    end: byServer,
    says: /It speaks HTTP; /,
  },
  'http-without-login': {
    carrier: 'http',
    connection: [httpRequest()],
    says: /It asked for GET “\/reports\?…” by “curl\/7\.88\.1”, without Authorization\.$/,
  },
  'http-version-refused': refusedByHttp('http-version-refused', 505),
  'http-scheme-refused': refusedByHttp('http-scheme-refused', 401, 'Basic'),
  'http-authorization-malformed': refusedByHttp('http-authorization-malformed', 401, 'NTLM'),
  'http-connection-changed': {
    carrier: 'http',
    connection: [httpRequest('NTLM')],
    login: http,
    verdict: rejected('http-connection-changed', 'message 3 without a challenge here'),
    says: /Message 3 without a challenge here\. It came over HTTP, GET “\/reports\?…” by “curl\/7\.88\.1”\.$/,
  },
  'rpc-unauthenticated': {
    carrier: 'rpc',
    connection: [
      { kind: 'rpc-bind', interfaces: ['srvsvc'] },
      { kind: 'rpc-unauthenticated', interface: 'srvsvc', opnum: 15 },
    ],
    says: /It bound “srvsvc”\. It called opnum 15 of “srvsvc”\.$/,
  },
  'credssp-version-too-low': {
    carrier: 'credssp',
    connection: [tls],
    login: { carrier: 'credssp', version: 2, rdp: false },
    verdict: rejected('credssp-version-too-low', 'version 2, and 5 is the lowest'),
    end: byServer,
    says: /Version 2, and 5 is the lowest\. It came over CredSSP 2 in TLS 1\.3\.$/,
  },
  'credssp-version-changed': refusedByCredSsp(
    'credssp-version-changed',
    'first 6, then 2',
    NtStatus.STATUS_INVALID_PARAMETER,
  ),
  'credssp-binding-wrong': refusedByCredSsp(
    'credssp-binding-wrong',
    'the hash of another key',
    NtStatus.STATUS_ACCESS_DENIED,
  ),
  'credssp-binding-unreadable': refusedByCredSsp(
    'credssp-binding-unreadable',
    'it does not decrypt',
    NtStatus.STATUS_ACCESS_DENIED,
  ),
  'credssp-nonce-missing': refusedByCredSsp(
    'credssp-nonce-missing',
    'none',
    NtStatus.STATUS_INVALID_PARAMETER,
  ),
  'credssp-nonce-changed': refusedByCredSsp(
    'credssp-nonce-changed',
    'another',
    NtStatus.STATUS_INVALID_PARAMETER,
  ),
  'credssp-request-malformed': refusedByCredSsp(
    'credssp-request-malformed',
    'version at byte 2',
    NtStatus.STATUS_INVALID_PARAMETER,
  ),
  'credssp-out-of-phase': refusedByCredSsp(
    'credssp-out-of-phase',
    'authInfo before the binding',
    NtStatus.STATUS_INVALID_PARAMETER,
  ),
  'credssp-credentials-malformed': fault('credssp-credentials-malformed', 'they say so'),
  'credssp-credentials-mismatch': fault('credssp-credentials-mismatch', 'they say so'),
  'credssp-password-wrong': fault('credssp-password-wrong', 'they say so'),
  'credssp-no-credentials': fault('credssp-no-credentials', 'they say so'),
  'credssp-credentials-missing': {
    carrier: 'credssp',
    connection: [tls],
    login: { ...credssp, rdp: false },
    facts: [claim],
    verdict: overTls,
    says: /It is “LAB\\alice”\. Nothing was proved, over CredSSP 6 in TLS 1\.3\.$/,
  },
  'rpc-without-login': {
    carrier: 'rpc',
    connection: [
      { kind: 'rpc-bind', interfaces: ['epmapper'] },
      { kind: 'rpc-call-anonymous', interface: 'epmapper', opnum: 3 },
    ],
    says: /It bound “epmapper”\. It called opnum 3 of “epmapper”\.$/,
  },
  'http-connection-close': refusedByHttp('http-connection-close', 401, 'NTLM'),
  'http-upgrade-refused': refusedByHttp('http-upgrade-refused', 501),
  'http-request-malformed': refusedByHttp('http-request-malformed', 400),
  'http-header-too-long': refusedByHttp('http-header-too-long', 431),
  'http-body-too-long': refusedByHttp('http-body-too-long', 413),
};

describe('the reasons of the other carriers', () => {
  for (const [reason, { carrier, says, ...reported }] of Object.entries(scenarios)) {
    it(`${reason}, with what each client of its carrier shows`, () => {
      const record = recordOver(carrier, reported);
      assert.equal(record.reason, reason);
      assert.match(record.explanation, says);
      assert.ok(record.explanation.startsWith(reasonText(reason, { words: undefined, carrier }).sentence));
      assert.doesNotMatch(JSON.stringify(record), /undefined|\[object|token=secret/);
      assert.deepEqual(Object.keys(record.clientShows), clientsOf[carrier]);
      for (const text of Object.values(record.clientShows)) assert.notEqual(text, '');
      assert.equal(record.connection.carrier, carrier);
    });
  }

  it('credentials that came decide without a fault as well', () => {
    const after = (fact: Fact) =>
      recordOver('credssp', {
        connection: negotiated,
        login: credssp,
        verdict: overTls,
        afterwards: [fact],
      });
    assert.equal(after(credentials({ password: 'right' })).reason, 'accepted');
    assert.equal(after(credentials({ type: 'none' })).reason, 'credssp-no-credentials');
    assert.equal(after(credentials({ password: 'wrong' })).reason, 'credssp-password-wrong');
    const other = after(credentials({ matches: false, user: 'bob', domain: 'LAB' }));
    assert.equal(other.reason, 'credssp-credentials-mismatch');
    assert.match(other.explanation, /They name “LAB\\bob”\./);
  });

  it('an alert about the certificate is no fault of TLS, but of trust', () => {
    for (const code of ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN']) {
      const record = recordOver('https', { connection: [{ kind: 'tls-failed', code, detail: 'an alert' }] });
      assert.equal(record.reason, 'left-after-tls');
      assert.match(record.explanation, /An alert\./);
      assert.match(record.advice, /fingerprint/);
    }
  });

  it('RDP without RDP_NEG_REQ is standard security also where the answer has no RDP_NEG_FAILURE', () => {
    const connection: readonly Fact[] = [rdpRequest(), { kind: 'rdp-negotiation-answer' }];
    const record = recordOver('credssp', { connection, end: byServer });
    assert.equal(record.reason, 'rdp-standard-security');
    assert.deepEqual(record.rdp, {
      cookie: 'alice',
      routingToken: undefined,
      requestedProtocols: ['RDP'],
      answer: 'RDP',
    });
  });

  it('a connection that the server ends after its answers is one without a login', () => {
    const web = recordOver('http', { connection: [httpRequest()], end: byServer });
    assert.equal(web.reason, 'http-without-login');
    const calls: readonly Fact[] = [{ kind: 'rpc-bind', interfaces: ['epmapper'] }];
    assert.equal(recordOver('rpc', { connection: calls, end: byServer }).reason, 'rpc-without-login');
  });

  it('a client that sends nothing leaves without a word on each carrier, and no text speaks of SMB', () => {
    for (const carrier of ['credssp', 'http', 'https', 'rpc'] as const) {
      const record = recordOver(carrier, {});
      assert.equal(record.reason, 'left-without-a-word');
      assert.doesNotMatch(`${record.explanation} ${record.advice} ${record.section}`, /SMB|NetBIOS/);
      assert.deepEqual(Object.keys(record.clientShows), clientsOf[carrier]);
    }
  });

  it('limits, time and the end of the server are told with the step that was reached', () => {
    for (const [why, reason] of [
      ['timed-out', 'timed-out'],
      ['limit', 'limit-reached'],
      ['shutdown', 'server-stopped'],
      ['internal-error', 'internal-error'],
    ] as const) {
      const end = { by: 'server', why } as const;
      const web = recordOver('https', { connection: [tls, httpRequest()], end });
      assert.equal(web.reason, reason);
      assert.match(web.explanation, /A request without a login had been answered\./);
      const desktop = recordOver('credssp', { connection: negotiated, end });
      assert.equal(desktop.reason, reason);
      assert.match(
        desktop.explanation,
        /TLS was established, and nothing that could be read had come in it\./,
      );
      assert.doesNotMatch(`${web.section}${desktop.section}`, /SMB/);
    }
  });

  it('an accepted login over CredSSP waits for its credentials, and one over HTTP for the next request', () => {
    const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);
    const login = { login: http, verdict: { ...overTls, channel: 'clear' } } as const;
    const answered: Fact = { kind: 'http-answered', status: 200, method: 'GET', target: '/a?token=secret' };
    const events = eventsOver('http', { ...login, afterwards: [answered] });
    assert.deepEqual(types(events), ['attempt', 'attempt-completed']);
    const record = recordOver('http', { ...login, afterwards: [answered] });
    assert.equal(record.reason, 'accepted');
    assert.deepEqual(record.next, ['GET “/a?…” answered 200']);
  });
});
