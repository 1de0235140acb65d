import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ntHashOfPassword } from '../../src/auth/nt-hash.js';
import { impacketScript, python, requireImpacket } from '../support/impacket.js';
import { loginRecords } from '../support/login-records.js';
import { ironrdp } from '../support/rdp-clients.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { alice, smbclient } from '../support/smbclient.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const wrong = { ...alice, password: 'Nothing like it 9' };
const carriers = ['smb', 'rpc', 'https', 'credssp'] as const;

type Carrier = (typeof carriers)[number];

const portOf = ({ records }: RunningCli, carrier: Carrier): number =>
  records.find((record) => record.type === 'listening' && (record['carrier'] ?? 'smb') === carrier)?.[
    'port'
  ] as number;

/** The forms in which a secret could have come out. */
function formsOf(secret: Buffer): readonly (readonly [string, Buffer])[] {
  const hex = secret.toString('hex');
  return [
    ['as it is', secret],
    ['in UTF-16', Buffer.from(secret.toString('latin1'), 'utf16le')],
    ['in Base64', Buffer.from(secret.toString('base64').replaceAll('=', ''))],
    ['in hexadecimal digits', Buffer.from(hex)],
    ['in hexadecimal digits', Buffer.from(hex.toUpperCase())],
    ['in the escapes of JSON', Buffer.from(JSON.stringify(secret.toString('latin1')).slice(1, -1))],
  ];
}

const secrets = [alice, wrong].flatMap(({ password }) => [Buffer.from(password), ntHashOfPassword(password)]);

describe('one audit of all carriers', function () {
  this.timeout(90_000);
  const folder = useTemporaryFolder();
  const file = (name: string): string => join(folder(), name);
  let server: RunningCli;
  let clientsSaw = '';

  /** How a client logs in over each carrier, so that whoever has the wrong password is refused. */
  const clients: Readonly<
    Record<Carrier, (who: typeof alice | typeof wrong, port: number) => Promise<void>>
  > = {
    smb: async ({ name, password }, port) => {
      await smbclient({ port, login: ['-U', `${name}%${password}`] });
    },
    rpc: async ({ name, password }, port) => {
      const script = impacketScript('impacket-rpc-tcp.py');
      clientsSaw += (await run(python, [script, String(port), '6', 'ntlm', name, password])).stdout;
    },
    https: async ({ name, password }, port) => {
      const args = ['-sk', '--ntlm', '-u', `${name}:${password}`, `https://127.0.0.1:${port}/`];
      clientsSaw += (await run('curl', args)).stdout;
    },
    credssp: async (who, port) => {
      clientsSaw += await ironrdp(port, who);
    },
  };

  before(async function () {
    requireProgram(this, 'smbclient');
    await requireImpacket(this);
    requireProgram(this, 'curl');
    const configuration = {
      accounts: [alice],
      shares: [{ name: 'files', temporary: true }],
      credssp: {},
      http: { tls: true },
      rpc: {},
    };
    writeFileSync(file('smb2.json'), JSON.stringify(configuration));
    const args = ['--config', file('smb2.json'), '--report', file('report.html')];
    server = await startCli([...args, '--capture', file('all.pcapng'), '--log-level', 'debug'], {}, 'audit');
    await until('all carriers listen', () => carriers.every((carrier) => portOf(server, carrier) > 0));
    for (const carrier of carriers) {
      const earlier = loginRecords(server).length;
      for (const who of [alice, wrong]) await clients[carrier](who, portOf(server, carrier));
      await until(`both logins over ${carrier}`, () => loginRecords(server).length >= earlier + 2);
    }
    await server.stop();
  });
  after(() => server?.stop());

  it('every login has its record, and its carrier', () => {
    const seen = loginRecords(server).map(({ diagnosis }) => [diagnosis.carrier, diagnosis.reason]);
    for (const carrier of carriers) {
      const reasons = seen.filter(([on]) => on === carrier).map(([, reason]) => reason);
      assert.deepEqual(new Set(reasons), new Set(['accepted', 'wrong-password']), carrier);
    }
  });

  it('one report has them all', () => {
    const report = readFileSync(file('report.html'), 'utf8');
    const body = /<table id="clients">[\s\S]*<tbody>([\s\S]*)<\/tbody>/.exec(report)?.[1] ?? '';
    const cells = [...body.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) =>
      cell.split(/\s*<[^>]*>\s*/).filter(Boolean),
    );
    assert.ok(
      cells.some((cell) => carriers.every((carrier) => cell.includes(carrier))),
      body,
    );
  });

  it('a browser shows it', async function () {
    requireProgram(this, 'chromium', false);
    const picture = process.env['REPORT_PICTURE'] ?? file('report.png');
    const options = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${file('profile')}`];
    const size = '--window-size=1400,1200';
    const page = `file://${file('report.html')}`;
    await run('chromium', [...options, size, `--screenshot=${picture}`, page], { timeout: 60_000 });
    assert.ok(statSync(picture).size > 10_000);
  });

  it('no password and no hash is in any record, log, report, answer or capture', () => {
    const outputs: Readonly<Record<string, Buffer>> = {
      records: Buffer.from(server.records.map((record) => JSON.stringify(record)).join('\n')),
      log: Buffer.from(server.log),
      report: readFileSync(file('report.html')),
      capture: readFileSync(file('all.pcapng')),
      answers: Buffer.from(clientsSaw),
    };
    for (const [name, bytes] of Object.entries(outputs)) {
      assert.ok(bytes.length > 0, name);
      for (const secret of secrets) {
        for (const [how, form] of formsOf(secret)) {
          assert.ok(!bytes.includes(form), `${name}: a secret ${how}`);
        }
      }
    }
  });
});
