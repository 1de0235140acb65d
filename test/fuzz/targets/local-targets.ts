import { isDeepStrictEqual } from 'node:util';
import { MetricReader } from '../../../src/admin/told-metrics.js';
import { readReadiness } from '../../../src/admin/told-readiness.js';
import { textOfAll } from '../../../src/admin/snapshot.js';
import { activate } from '../../../src/cli/serve/activation.js';
import { takeServiceVariables } from '../../../src/cli/serve/service-variables.js';
import type { ServerFlags } from '../../../src/cli/flags.js';
import type { Log } from '../../../src/cli/log.js';
import { ConfigurationError } from '../../../src/config/index.js';
import { guardHost, guardToken } from '../../../src/local-http/guard.js';
import { Refusal } from '../../../src/local-http/problem.js';
import { watchRoutes } from '../../../src/watch/routes.js';
import { readPrometheusText } from '../../support/prometheus-text.js';
import { type FuzzTarget, OracleError } from '../engine/fuzz-target.js';
import { target } from './login-targets.js';

const json = (...all: readonly unknown[]): Buffer[] => all.map((each) => Buffer.from(JSON.stringify(each)));
const text = (...all: readonly string[]): Buffer[] => all.map((each) => Buffer.from(each));
const parsed = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'));
const isForeign = (error: unknown): boolean => error instanceof TypeError || error instanceof SyntaxError;
const isRefusal = (error: unknown): boolean => error instanceof Refusal;

/** The listeners of this machine, the workers behind them, and the variables of a service manager. */
export function localTargets(): FuzzTarget[] {
  return [...admin(), ...guards(), ...service()];
}

function admin(): FuzzTarget[] {
  let reader: MetricReader | undefined;
  const readMetrics = async (bytes: Buffer): Promise<unknown> => {
    reader ??= new MetricReader();
    const told = reader.read(parsed(bytes));
    expectMetrics(await textOfAll([told, told]), told.length);
    return told;
  };
  return [
    { ...target('admin: MetricReader', 'json', readMetrics, metrics), expects: isForeign },
    {
      ...target('admin: readReadiness', 'json', (bytes) => readReadiness(parsed(bytes)), readiness),
      expects: isForeign,
    },
  ];
}

/** No name or label of a worker may be read as a line of its own. */
function expectMetrics(written: string, metrics: number): void {
  const { size } = readPrometheusText(`${written.trimEnd()}\n`);
  if (size > metrics) throw new OracleError(`${size} metrics in place of ${metrics}`);
}

const metrics = json(
  [
    { name: 'smb2_auth_connections', values: [{ labels: {}, value: 3 }] },
    {
      name: 'smb2_auth_attempts_total',
      values: [{ labels: { carrier: 'smb', verdict: 'accepted', reason: 'a"\\\n' }, value: 1 }],
    },
  ],
  [
    {
      name: 'smb2_auth_login_duration_seconds',
      values: [
        { labels: { le: 0.1 }, value: 1, metricName: 'smb2_auth_login_duration_seconds_bucket' },
        { labels: {}, value: 1, metricName: 'smb2_auth_login_duration_seconds_sum' },
        { labels: {}, value: 1, metricName: 'smb2_auth_login_duration_seconds_count' },
      ],
    },
  ],
);

const readiness = json({
  isReady: true,
  parts: [
    { part: 'listeners', isNeeded: true },
    { part: 'accounts', isNeeded: false, trouble: 'no file' },
  ],
});

const TOKEN = '0123456789abcdef'.repeat(4);

function guards(): FuzzTarget[] {
  const host = (bytes: Buffer): unknown => {
    const given = bytes.toString('latin1');
    guardHost(given);
    if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?$/i.test(given) || given.includes('\n'))
      throw new OracleError('a Host of another machine is let in');
    return 'let in';
  };
  const token = (bytes: Buffer): unknown => {
    const given = bytes.toString('latin1');
    guardToken(given, TOKEN, 'of the test', 'test');
    if (!isRight(given)) throw new OracleError('let in without the token');
    return 'let in';
  };
  return [
    {
      ...target('local-http: guardHost', 'text', host, text('127.0.0.1:1', 'LOCALHOST', '[::1]:65535')),
      expects: isRefusal,
    },
    { ...target('local-http: guardToken', 'text', token, text(`Bearer ${TOKEN}`)), expects: isRefusal },
    { ...target('watch: a request', 'json', requestPage, requests), expects: () => false },
  ];
}

function isRight(authorization: string | null): boolean {
  return authorization?.slice(0, 7).toLowerCase() === 'bearer ' && authorization.slice(7) === TOKEN;
}

const page = watchRoutes(TOKEN, {
  file: () => Buffer.from('file'),
  events: () => new ReadableStream(),
  conversation: async () => ({ attempt: 1 }),
  capture: async () => Buffer.from('capture'),
  onError: () => {},
});

/** Only the page itself gets data, and no request makes an error of the server. */
async function requestPage(bytes: Buffer): Promise<unknown> {
  const request = requestOf(bytes);
  if (request === undefined) return 'no request';
  const response = await page.fetch(request);
  await response.body?.cancel();
  const { status, headers } = response;
  if (status >= 500) throw new OracleError(`status ${status}`);
  if (!headers.get('content-security-policy')?.startsWith("default-src 'none'"))
    throw new OracleError('an answer without its policy');
  const { headers: given } = request;
  const isData = status === 200 && !String(headers.get('content-type')).includes('charset');
  const site = given.get('sec-fetch-site');
  const isOwn = (site ?? 'same-origin') === 'same-origin' && isOwnOrigin(given);
  if (isData && !(isRight(given.get('authorization')) && isOwn)) throw new OracleError('data for a stranger');
  return [status, headers.get('content-type')];
}

function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin');
  return origin === null || origin === `http://${headers.get('host')}`;
}

/** Undefined: no client can send it. */
function requestOf(bytes: Buffer): Request | undefined {
  try {
    const { path, method, headers } = Object(parsed(bytes)) as Record<string, unknown>;
    const init = { method: String(method), headers: headers as Record<string, string> };
    return new Request(`http://127.0.0.1:1${String(path)}`, init);
  } catch {
    return undefined;
  }
}

const fields = {
  host: '127.0.0.1:1',
  origin: 'http://127.0.0.1:1',
  'sec-fetch-site': 'same-origin',
  authorization: `Bearer ${TOKEN}`,
};

const requests = json(
  { path: '/watch/events?after=0', method: 'GET', headers: fields },
  { path: '/watch/attempts/1/conversation', method: 'GET', headers: fields },
  { path: '/watch/attempts/1/capture', method: 'HEAD', headers: { ...fields, 'sec-fetch-site': 'none' } },
  { path: '/watch/page.js', method: 'GET', headers: { host: 'localhost' } },
  { path: '/watch', method: 'POST', headers: { host: 'evil.example', authorization: fields.authorization } },
);

const PID = 4711;

function service(): FuzzTarget[] {
  return [
    { ...target('serve: takeServiceVariables', 'json', takeVariables, variables), expects: () => false },
    {
      ...target('serve: activate', 'json', activateSockets, variables),
      expects: (error) => error instanceof ConfigurationError,
    },
  ];
}

/** The environment holds texts, whatever somebody wrote into them. */
function environmentOf(bytes: Buffer): NodeJS.ProcessEnv {
  let value: unknown;
  try {
    value = parsed(bytes);
  } catch {
    return {};
  }
  return Object.fromEntries(
    Object.entries(Object(value) as Record<string, unknown>).map(([name, each]) => [name, String(each)]),
  );
}

function takeVariables(bytes: Buffer): unknown {
  const environment = environmentOf(bytes);
  const { LISTEN_PID, WATCHDOG_PID = String(PID) } = environment;
  const taken = takeServiceVariables(environment, PID);
  const { sockets, watchdogMilliseconds } = taken;
  if (Object.keys(environment).some(isOfManager))
    throw new OracleError('a child would have a variable of the service manager');
  if (sockets !== undefined && LISTEN_PID !== String(PID))
    throw new OracleError('sockets of another process are taken');
  if (watchdogMilliseconds !== undefined) {
    if (WATCHDOG_PID !== String(PID)) throw new OracleError('a watchdog of another process is fed');
    if (!(watchdogMilliseconds > 0 && Number.isFinite(watchdogMilliseconds)))
      throw new OracleError('a watchdog without a time');
  }
  return taken;
}

function isOfManager(name: string): boolean {
  return [
    'LISTEN_PID',
    'LISTEN_FDS',
    'LISTEN_FDNAMES',
    'NOTIFY_SOCKET',
    'WATCHDOG_PID',
    'WATCHDOG_USEC',
  ].includes(name);
}

/** No descriptor of this process is a socket of systemd: it is refused, in words that a terminal may have. */
function activateSockets(bytes: Buffer): unknown {
  const { sockets } = takeServiceVariables(environmentOf(bytes), PID);
  const configuration = { accounts: [], shares: [] } as unknown as Parameters<typeof activate>[0];
  const log = { info: () => {} } as unknown as Log;
  const flags = { smb: true } as ServerFlags;
  try {
    const { configuration: after } = activate(configuration, sockets, {
      flags,
      originOf: (name) => `--${name}`,
      log,
    });
    if (sockets === undefined && !isDeepStrictEqual(after, configuration))
      throw new OracleError('without sockets another configuration');
    return sockets === undefined ? 'none' : 'taken';
  } catch (error) {
    if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test((error as Error).message.replaceAll('\n', '')))
      throw new OracleError('control characters in the message');
    throw error;
  }
}

const variables = json(
  { LISTEN_PID: String(PID), LISTEN_FDS: '2', LISTEN_FDNAMES: 'smb:admin', LISTEN_PIDFDID: '1', HOME: '/' },
  { NOTIFY_SOCKET: '@/run/systemd', WATCHDOG_PID: String(PID), WATCHDOG_USEC: '30000000', PATH: '/bin' },
  { LISTEN_PID: '1', LISTEN_FDS: '64', WATCHDOG_USEC: '1' },
);
