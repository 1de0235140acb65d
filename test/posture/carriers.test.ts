import assert from 'node:assert/strict';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { judge } from '../../src/posture/judge.js';
import { Posture, type PostureRow } from '../../src/posture/posture.js';
import { renderReport } from '../../src/posture/render.js';
import type { Fact } from '../../src/facts/fact.js';
import {
  credssp,
  http,
  httpRequest,
  inTheClear,
  overTls,
  rdpRefused,
  rdpRequest,
  recordOver,
  rpc,
  tls,
} from '../diagnosis/carrier-attempt.js';
import { NtlmServer } from '../support/ntlm-login.js';
import type { NtlmClientOptions } from '../support/ntlm-client.js';
import { catalogue, someAttempts } from './support.js';

/** The facts of a login with NTLM of a client. */
async function ntlmFacts(client: NtlmClientOptions = {}): Promise<readonly Fact[]> {
  const server = new NtlmServer();
  await server.login({ user: 'User', password: 'Password', ...client });
  const oid = '1.3.6.1.4.1.311.2.2.10';
  return [
    { kind: 'spnego-offer', mechanisms: [oid], bare: false, optimisticToken: true },
    { kind: 'spnego-choice', mechanism: 'NTLM', oid, clientsFirst: true },
    ...server.facts,
  ];
}

function rowOf(...records: readonly AttemptRecord[]): PostureRow {
  const posture = new Posture(catalogue);
  for (const record of records) posture.add(record);
  const [row] = posture.rows();
  assert.ok(row);
  return row;
}

const ofCarriers = [
  'credssp-old-version',
  'tls-only-rdp',
  'basic-credentials-sent',
  'http-without-tls',
  'unbound-over-tls',
];
const findings = (row: PostureRow) => row.findings.filter((code) => ofCarriers.includes(code));

describe('the posture of clients of every carrier', () => {
  it('one row has what a client does over all of them', async () => {
    const facts = await ntlmFacts();
    const [smb] = await someAttempts();
    assert.ok(smb);
    const remote = { address: '192.0.2.1', port: 1 };
    const row = rowOf(
      { ...smb, connection: { ...smb.connection, remote } },
      recordOver('credssp', { connection: [tls], login: credssp, facts, verdict: overTls }),
      recordOver('http', { connection: [httpRequest('NTLM')], login: http, facts, verdict: inTheClear }),
      recordOver('https', { connection: [{ ...tls, protocol: 'TLSv1.2' } as Fact, httpRequest()] }),
      recordOver('rpc', { login: rpc, facts, verdict: overTls }),
    );
    assert.deepEqual([...row.carriers], ['smb', 'credssp', 'http', 'https', 'rpc']);
    assert.deepEqual([...row.tlsVersions], ['TLSv1.3', 'TLSv1.2']);
    assert.deepEqual([...row.credsspVersions], ['6']);
    assert.deepEqual([...row.httpSchemes], ['NTLM']);
    assert.deepEqual(findings(row), ['http-without-tls']);
    assert.ok(!row.findings.includes('no-signing'));
  });

  it('a version of CredSSP below 5', async () => {
    const facts = await ntlmFacts();
    for (const [version, wanted] of [
      [2, ['credssp-old-version']],
      [4, ['credssp-old-version']],
      [5, []],
      [96, []],
    ] as const) {
      const login = { ...credssp, version };
      const row = rowOf(recordOver('credssp', { connection: [tls], login, facts, verdict: overTls }));
      assert.deepEqual(findings(row), wanted, String(version));
    }
  });

  it('RDP without Network Level Authentication', () => {
    for (const protocols of [1, 0, undefined]) {
      const row = rowOf(
        recordOver('credssp', {
          connection: [rdpRequest(protocols), rdpRefused],
          end: { by: 'server', why: 'refused' },
        }),
      );
      assert.deepEqual(findings(row), ['tls-only-rdp']);
      assert.deepEqual(judge([row], 0, catalogue, { failOn: [], expectClients: 1 }), []);
    }
  });

  it('a password in Basic: the scheme is told, and nothing of what followed it', () => {
    const detail = 'the scheme is “Basic”';
    const refused: Fact = { kind: 'http-refused', reason: 'http-scheme-refused', status: 401, detail };
    const row = rowOf(recordOver('https', { connection: [tls, httpRequest('basic'), refused] }));
    assert.deepEqual(findings(row), ['basic-credentials-sent']);
    assert.deepEqual([...row.httpSchemes], ['basic']);
    assert.deepEqual(judge([row], 0, catalogue, { failOn: [], expectClients: 1 }), []);
  });

  it('a login over TLS that is bound to none; over CredSSP the key binds it', async () => {
    const unbound = await ntlmFacts();
    const bound = await ntlmFacts({ channelBindings: Buffer.alloc(16, 7) });
    const over = (facts: readonly Fact[]) =>
      rowOf(
        recordOver('https', {
          connection: [tls],
          login: { ...http, carrier: 'https' },
          facts,
          verdict: overTls,
        }),
      );
    assert.deepEqual(findings(over(unbound)), ['unbound-over-tls']);
    assert.deepEqual(findings(over(bound)), []);
    const desktop = recordOver('credssp', {
      connection: [tls],
      login: credssp,
      facts: unbound,
      verdict: overTls,
    });
    assert.deepEqual(findings(rowOf(desktop)), []);
  });

  it('is in each form of the report; the page leaves out columns that nobody fills', async () => {
    const facts = await ntlmFacts();
    const record = recordOver('http', {
      connection: [httpRequest()],
      login: http,
      facts,
      verdict: inTheClear,
    });
    const report = { catalogue, rows: [rowOf(record)], generatedAt: 0, version: '1.2.3', omitted: 0 };
    const html = renderReport(report, 'html');
    assert.match(html, /<th scope="col">Carriers<\/th>/);
    assert.doesNotMatch(html, /<th scope="col">(CredSSP|Dialects|Ticket)<\/th>/);
    assert.match(html, /http-without-tls/);
    assert.match(
      renderReport(report, 'csv'),
      /^[^\n]*workstations,carriers,dialects,tlsVersions,credsspVersions,httpSchemes/,
    );
    const { clients } = JSON.parse(renderReport(report, 'json')) as {
      readonly clients: readonly Readonly<Record<string, unknown>>[];
    };
    assert.deepEqual(clients[0]?.['carriers'], ['http']);
    assert.match(renderReport(report, 'sarif'), /"ruleId": ?"http-without-tls"/);
    for (const form of ['html', 'csv', 'json', 'sarif'] as const) {
      assert.doesNotMatch(renderReport(report, form), /token=secret/);
    }
  });
});
