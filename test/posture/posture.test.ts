import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Posture, type PostureReport, type PostureRow } from '../../src/posture/posture.js';
import { type Demands, judge } from '../../src/posture/judge.js';
import { renderReport } from '../../src/posture/render.js';
import { Capabilities } from '../../src/smb2-codec/index.js';
import { login, tryLogin } from '../support/smb-client-login.js';
import { serve } from '../session/support.js';
import { catalogue, someAttempts, someRows } from './support.js';

interface SarifRule {
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string };
}

interface SarifResult {
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number };
      };
    },
  ];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
}

/** SARIF's schema. The converter takes relative references for whole ones; a test of its own reads them. */
const sarifSchema = z.fromJSONSchema(
  JSON.parse(
    readFileSync('test/vectors/sarif-2.1.0-rtm.5.json', 'utf8').replaceAll(
      '"format": "uri-reference"',
      '"title": ""',
    ),
  ) as Parameters<typeof z.fromJSONSchema>[0],
);

const reportOf = async (): Promise<PostureReport> => ({
  catalogue,
  rows: await someRows(),
  generatedAt: Date.UTC(2024, 0, 3, 12),
  version: '1.2.3',
  omitted: 0,
});

describe('the posture of clients', () => {
  it('has a row for each client with what it does and does not', async () => {
    const [good, bad] = await someRows();
    assert.deepEqual(good?.findings, ['no-kerberos']);
    assert.deepEqual(
      [...good.users, ...good.workstations, ...(good.observed.get('mics') ?? [])],
      ['CORP\\alice', 'DESK', 'valid'],
    );
    assert.deepEqual(bad?.findings, [
      'ntlmv1',
      'no-mic',
      'no-spn',
      'no-channel-binding',
      'no-signing',
      'signing-not-required',
      'no-encryption',
      'old-dialect',
      'no-kerberos',
      'no-spnego',
    ]);
    assert.deepEqual([bad.attempts, bad.accepted, bad.refused], [2, 1, 1]);
  });

  it('keeps the beginning of what is longer than a name can be', async () => {
    const [first] = await someAttempts();
    assert.ok(first);
    const posture = new Posture(catalogue);
    posture.add({ ...first, claimed: { user: 'u'.repeat(30_000), domain: '', workstation: '' } });
    assert.deepEqual([...(posture.rows()[0]?.users ?? [])], [`${'u'.repeat(256)}…`]);
  });

  it('a client of 3.0 encrypts if its capabilities say so: it has no list of ciphers', async () => {
    await using server = await serve();
    for (const capabilities of [Capabilities.ENCRYPTION, 0]) {
      const client = await server.negotiated({
        dialects: [0x0300],
        capabilities,
        clientGuid: randomBytes(16),
      });
      await client.treeConnect('disk', { session: await login(client) });
    }
    const findings = (await server.records(2)).map((record) => {
      const posture = new Posture(catalogue);
      posture.add(record);
      return posture.rows()[0]?.findings.includes('no-encryption');
    });
    assert.deepEqual(findings, [false, true]);
  });

  it('memory is bounded: clients beyond the limit are counted only', async () => {
    const [record] = await someAttempts();
    assert.ok(record);
    const posture = new Posture(catalogue);
    for (let i = 0; i < 5000; i++) {
      const remote = { address: `10.0.${i >> 8}.${i & 255}`, port: 1 };
      posture.add({ ...record, connection: { ...record.connection, remote } });
    }
    assert.equal(posture.rows().length, 4096);
    assert.equal(posture.omitted, 904);
  });

  it('--fail-on takes codes, and names those there are', async () => {
    assert.deepEqual(catalogue.parseFailOn('ntlmv1, no-mic,'), ['ntlmv1', 'no-mic']);
    assert.throws(() => catalogue.parseFailOn('ntlmv3'), /'ntlmv3' is not one of smb1, lm, ntlmv1, no-mic/);
  });
});

describe('the verdict of an audit', () => {
  const says = (rows: readonly PostureRow[], omitted: number, wanted: Demands) =>
    judge(rows, omitted, catalogue, wanted).map(({ text }) => text);
  const demands = (failOn: string, expectClients?: number) => ({
    failOn: catalogue.parseFailOn(failOn),
    expectClients,
  });

  it('names each client with each finding it must not have', async () => {
    const rows = await someRows();
    assert.deepEqual(says(rows, 0, demands('ntlmv1,guest')), ['10.0.0.2<b>: ntlmv1: Uses NTLMv1']);
    assert.deepEqual(says(rows, 0, demands('guest')), []);
  });

  it('is no when nobody came, and when fewer came than were expected', async () => {
    assert.deepEqual(says([], 0, demands('guest')), ['0 of 1 expected clients showed how they log in']);
    assert.deepEqual(says([], 0, demands('')), []);
    assert.deepEqual(says([], 0, demands('guest', 0)), []);
    const rows = await someRows();
    assert.deepEqual(says(rows, 0, demands('', 2)), []);
    assert.deepEqual(says(rows, 0, demands('', 3)), ['2 of 3 expected clients showed how they log in']);
  });

  it('is no when those who came never showed how they log in', async () => {
    await using server = await serve();
    (await server.negotiated()).close();
    const posture = new Posture(catalogue);
    for (const record of await server.records(1)) posture.add(record);
    assert.deepEqual(says(posture.rows(), 0, demands('ntlmv1')), [
      '0 of 1 expected clients showed how they log in; 1 more came, and never as far as a login',
    ]);
  });

  it('is no when there was no room for some of them', async () => {
    assert.match(says(await someRows(), 7, demands('guest')).join(), /^7 attempts came from clients/);
  });

  it('NTLMv1 has no MIC, target name or channel bindings', async () => {
    await using server = await serve();
    await tryLogin(await server.negotiated(), { response: 'ntlmv1' });
    const posture = new Posture(catalogue);
    for (const record of await server.records(1)) posture.add(record);
    assert.deepEqual(
      judge(posture.rows(), 0, catalogue, demands('no-mic,no-spn,no-channel-binding')).map(
        ({ finding }) => finding,
      ),
      ['no-mic', 'no-spn', 'no-channel-binding'],
    );
  });
});

describe('the posture report', () => {
  it('JSON has every client', async () => {
    const { clients, type } = JSON.parse(renderReport(await reportOf(), 'json')) as {
      type: string;
      clients: { client: string; findings: string[]; dialects: string[]; firstSeen: string }[];
    };
    assert.equal(type, 'posture');
    assert.equal(clients[0]?.firstSeen, '2024-01-03T12:00:00.000Z');
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
      catalogue.codes,
    );
    assert.equal(results.length, 11);
    assert.ok(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId));
  });

  it('SARIF is valid by its schema', async () => {
    const rows = await someRows();
    const awkward = [{ ...rows[1]!, client: 'fe80::1%eth0/../ü' }, ...rows];
    const sarif: unknown = JSON.parse(renderReport({ ...(await reportOf()), rows: awkward }, 'sarif'));
    assert.deepEqual(sarifSchema.safeParse(sarif).error?.issues, undefined);
    assert.deepEqual(sarifSchema.safeParse({ version: '2.1.0', runs: [{ results: [] }] }).success, false);
  });

  it('SARIF has in each result what code-scanning services refuse one without', async () => {
    const sarif = JSON.parse(renderReport(await reportOf(), 'sarif')) as {
      runs: [{ tool: { driver: { rules: SarifRule[] } }; results: SarifResult[] }];
    };
    const [{ tool, results }] = sarif.runs;
    for (const { shortDescription, fullDescription, help } of tool.driver.rules) {
      for (const { text } of [shortDescription, fullDescription, help]) assert.ok(text.length > 0);
    }
    for (const { locations, partialFingerprints } of results) {
      const [{ physicalLocation }] = locations;
      assert.match(physicalLocation.artifactLocation.uri, /^smb-clients\/[A-Za-z0-9._~!'()*%-]+$/);
      assert.equal(physicalLocation.region.startLine, 1);
      assert.match(partialFingerprints.primaryLocationLineHash, /^[0-9a-f]{16}:1$/);
    }
    const hashes = new Set(results.map((result) => result.partialFingerprints.primaryLocationLineHash));
    assert.equal(hashes.size, results.length);
  });

  it('CSV: no cell is a formula, whichever character separates cells there', async () => {
    const [row] = await someRows();
    assert.ok(row);
    const csvOf = (user: string): string => {
      const users = new Set([user]);
      const text = renderReport(
        { catalogue, rows: [{ ...row, users }], generatedAt: 0, version: '1', omitted: 0 },
        'csv',
      );
      return text.split('\r\n')[1] ?? '';
    };
    for (const first of ['=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20', '\u2212', '\ufe66']) {
      for (const before of ['', ';', '; ', ',', '\t', '\r', '\n', ' ', '"', ';"', '|', "x;'"]) {
        const csv = csvOf(`${before}${first}cmd|' /C calc'!A0`);
        for (const separator of [',', ';', '\t', '|']) {
          const cells = csv
            .split(separator)
            .map((cell) => cell.replace(/^[\s"']*/, (start) => (start.includes("'") ? "'" : '')));
          assert.ok(
            !cells.some((cell) => /^[=+\-@]/.test(cell.normalize('NFKC'))),
            `${JSON.stringify(before)} ${csv}`,
          );
        }
      }
    }
    assert.match(csvOf('CORP\\alice-smith'), /CORP\\alice-smith/);
  });

  it('HTML is one page without anything from outside, and escapes what clients say', async () => {
    const html = renderReport(await reportOf(), 'html');
    assert.ok(html.includes('10.0.0.2&lt;b&gt;') && !html.includes('<b>'));
    assert.ok(html.includes('=HYPERLINK(&quot;x&quot;)'));
    assert.doesNotMatch(html, /<script|<img|<link|https?:|url\(/);
    for (const code of ['ntlmv1', 'no-mic'] as const) assert.ok(html.includes(catalogue.rule(code).title));
  });

  it('of nobody says so', () => {
    const empty = { catalogue, rows: [], generatedAt: 0, version: '1', omitted: 3 };
    assert.match(renderReport(empty, 'html'), /No client has connected yet/);
    assert.match(renderReport(empty, 'html'), /3 attempts came from clients/);
    assert.equal(renderReport(empty, 'csv').split('\r\n').length, 2);
  });
});
