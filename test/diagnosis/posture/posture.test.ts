import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { findingCodes, findingRules, parseFailOn } from '../../../src/diagnosis/posture/findings.js';
import { Posture } from '../../../src/diagnosis/posture/posture.js';
import { failures, renderReport } from '../../../src/diagnosis/posture/render.js';
import type { Report } from '../../../src/diagnosis/posture/report.js';
import { Capabilities } from '../../../src/smb2-codec/index.js';
import { login } from '../../support/smb-client-login.js';
import { serveDiagnosed } from '../support.js';
import { someAttempts, someRows } from './support.js';

const reportOf = async (): Promise<Report> => ({
  rows: await someRows(),
  generatedAt: Date.UTC(2024, 0, 3, 12),
  version: '1.2.3',
  omitted: 0,
});

describe('the posture of clients', () => {
  it('has a row for each client with what it does and does not', async () => {
    const [good, bad] = await someRows();
    assert.deepEqual(good?.findings, ['no-kerberos']);
    assert.deepEqual([...good.users, ...good.workstations, ...good.mics], ['CORP\\alice', 'DESK', 'valid']);
    assert.deepEqual(bad?.findings, [
      'ntlmv1',
      'no-mic',
      'no-signing',
      'signing-not-required',
      'no-encryption',
      'old-dialect',
      'no-spn',
      'no-kerberos',
      'no-spnego',
    ]);
    assert.deepEqual([bad.attempts, bad.accepted, bad.refused], [2, 1, 1]);
  });

  it('keeps the beginning of what is longer than a name can be', async () => {
    const [first] = await someAttempts();
    const { ntlm } = first ?? {};
    assert.ok(first && ntlm);
    const posture = new Posture();
    posture.add({ ...first, ntlm: { ...ntlm, domain: '', user: 'u'.repeat(30_000) } });
    assert.deepEqual([...(posture.rows()[0]?.users ?? [])], [`${'u'.repeat(256)}…`]);
  });

  it('a client of 3.0 encrypts if its capabilities say so: it has no list of ciphers', async () => {
    await using server = await serveDiagnosed();
    for (const capabilities of [Capabilities.ENCRYPTION, 0]) {
      const client = await server.negotiated({
        dialects: [0x0300],
        capabilities,
        clientGuid: randomBytes(16),
      });
      await client.treeConnect('disk', { session: await login(client) });
    }
    const findings = (await server.records(2)).map((record) => {
      const posture = new Posture();
      posture.add(record);
      return posture.rows()[0]?.findings.includes('no-encryption');
    });
    assert.deepEqual(findings, [false, true]);
  });

  it('memory is bounded: clients beyond the limit are counted only', async () => {
    const [record] = await someAttempts();
    assert.ok(record);
    const posture = new Posture();
    for (let i = 0; i < 5000; i++) {
      const remote = { address: `10.0.${i >> 8}.${i & 255}`, port: 1 };
      posture.add({ ...record, connection: { ...record.connection, remote } });
    }
    assert.equal(posture.rows().length, 4096);
    assert.equal(posture.omitted, 904);
  });

  it('--fail-on takes codes, and names those there are', async () => {
    assert.deepEqual(parseFailOn('ntlmv1, no-mic,'), ['ntlmv1', 'no-mic']);
    assert.throws(() => parseFailOn('ntlmv3'), /'ntlmv3' is not one of smb1, lm, ntlmv1, no-mic/);
    assert.deepEqual(failures(await someRows(), parseFailOn('ntlmv1,guest')), [
      { client: '10.0.0.2<b>', finding: 'ntlmv1' },
    ]);
    assert.deepEqual(failures(await someRows(), ['guest']), []);
  });
});

describe('the posture report', () => {
  it('JSON has every client', async () => {
    const { clients, type } = JSON.parse(renderReport(await reportOf(), 'json')) as {
      type: string;
      clients: { client: string; findings: string[]; dialects: string[] }[];
    };
    assert.equal(type, 'posture');
    assert.deepEqual(
      clients.map(({ client, dialects }) => [client, dialects]),
      [
        ['10.0.0.1', ['3.1.1']],
        ['10.0.0.2<b>', ['2.1']],
      ],
    );
  });

  it('CSV has a head, a line for each client, and no formula', async () => {
    const lines = renderReport(await reportOf(), 'csv').split('\r\n');
    assert.equal(lines.length, 4);
    assert.match(lines[0] ?? '', /^client,findings,attempts,accepted,users,workstations/);
    assert.match(lines[2] ?? '', /"'=HYPERLINK\(""x""\)/);
  });

  it('SARIF has a rule for each finding and a result for each that applies', async () => {
    const sarif = JSON.parse(renderReport(await reportOf(), 'sarif')) as {
      version: string;
      runs: [
        { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number }[] },
      ];
    };
    assert.equal(sarif.version, '2.1.0');
    const [{ tool, results }] = sarif.runs;
    assert.deepEqual(
      tool.driver.rules.map(({ id }) => id),
      findingCodes,
    );
    assert.equal(results.length, 10);
    assert.ok(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId));
  });

  it('HTML is one page without anything from outside, and escapes what clients say', async () => {
    const html = renderReport(await reportOf(), 'html');
    assert.ok(html.includes('10.0.0.2&lt;b&gt;') && !html.includes('<b>'));
    assert.ok(html.includes('=HYPERLINK(&quot;x&quot;)'));
    assert.doesNotMatch(html, /<script|<img|<link|https?:|url\(/);
    for (const code of ['ntlmv1', 'no-mic'] as const) assert.ok(html.includes(findingRules[code].title));
  });

  it('of nobody says so', () => {
    const empty = { rows: [], generatedAt: 0, version: '1', omitted: 3 };
    assert.match(renderReport(empty, 'html'), /No client has connected yet/);
    assert.match(renderReport(empty, 'html'), /3 attempts came from clients/);
    assert.equal(renderReport(empty, 'csv').split('\r\n').length, 2);
  });
});
