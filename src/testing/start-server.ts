import { platform } from 'node:os';
import { AccountError } from '../auth/account-definition.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import { createServerParts, type ServerParts } from '../server/create-server.js';
import { WaitError } from '../server/waits.js';
import { reachable } from '../text/host-and-port.js';
import { smbclientLine, uncOf, urlOf } from './addresses.js';
import { type AttemptQuery, checkQuery, checkReason, filterInWords } from './attempt-filter.js';
import { clockOf } from './clock.js';
import {
  accepted,
  checkExpectOptions,
  clientOf,
  type ExpectOptions,
  insistOnOutcome,
  type Outcome,
  refused,
} from './expectations.js';
import type { TestServerOptions } from './options.js';
import { RecordLog } from './record-log.js';
import { type ResolvedTestOptions, resolveTestOptions } from './server-options.js';
import type { TestServer } from './test-server.js';

/**
 * Starts a server for a test. It listens on a free port of 127.0.0.1 unless the options say otherwise.
 *
 * ```ts
 * await using server = await startServer({ users: { alice: 'pw' }, shares: ['data'] });
 * await server.expectAccepted('alice', { during: myClient.logIn(server.url('data'), 'alice', 'pw') });
 * ```
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 * @throws the errors of `listen`
 */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const resolved = resolveTestOptions(options);
  const parts = createServerParts(resolved.options);
  const log = new RecordLog(parts.server);
  try {
    const { host, port } = await parts.server.listen();
    return testServerOf(parts, resolved, log, { host: reachable(host), port });
  } catch (error) {
    await parts.server.close();
    throw error;
  }
}

function testServerOf(
  { server, waits, vocabulary, clients }: ServerParts,
  { options, accounts, runtime }: ResolvedTestOptions,
  log: RecordLog,
  endpoint: { readonly host: string; readonly port: number },
): TestServer {
  const [firstShare] = options.shares ?? [];
  const smb = (): typeof endpoint => {
    if (options.listen === null) throw new Error('this server serves other carriers than SMB alone');
    return endpoint;
  };
  const waitForAttempt = async (query: AttemptQuery, caller: string): Promise<AttemptRecord> => {
    const { timeout, signal, ...filter } = query;
    const there = log.take(filter);
    if (there !== undefined) return there;
    return waits.until(
      {
        what: filterInWords(filter),
        begin: (found) => log.takeNext(filter, found),
        tell: () => ['', clients.describe(0), ...log.tell()].join('\n  '),
      },
      { ...(timeout !== undefined && { timeout }), ...(signal !== undefined && { signal }) },
      caller,
    );
  };
  const expectOutcome = async (
    expected: Outcome,
    { during, ...waitOptions }: ExpectOptions,
    caller: string,
  ): Promise<AttemptRecord> => {
    const client = clientOf(during);
    try {
      const record = await waitForAttempt({ ...waitOptions, user: expected.user }, caller);
      insistOnOutcome(record, expected, caller);
      await client.insistOnEnd(expected, caller);
      return record;
    } catch (error) {
      client.blame(error);
      throw error;
    }
  };
  const testServer: TestServer = {
    ...server,
    get addresses() {
      return server.addresses;
    },
    ...endpoint,
    url: (share) => urlOf(smb(), share),
    unc: (share) => uncOf(smb(), share),
    smbclient: (user, share = firstShare?.name ?? 'IPC$') => {
      const account = [...accounts.known()].find(({ name }) => upperCaseUtf16(name) === upperCaseUtf16(user));
      if (account === undefined) throw new AccountError(`no account '${user}'`);
      return smbclientLine(smb(), account, share, platform());
    },
    attempt: (query = {}) => {
      checkQuery(query, vocabulary);
      const promise = waitForAttempt(query, callerOf('attempt'));
      // As with `next`: a test that fails before its `await` reports its own error.
      promise.catch(() => {});
      return promise;
    },
    expectAccepted: (user, expectOptions = {}) => {
      checkExpectOptions(expectOptions);
      checkQuery({ user }, vocabulary);
      return expectOutcome(accepted(user), expectOptions, callerOf('expectAccepted'));
    },
    expectRefused: (user, reason, expectOptions = {}) => {
      checkExpectOptions(expectOptions);
      checkQuery({ user }, vocabulary);
      checkReason(reason, vocabulary);
      return expectOutcome(refused(user, reason), expectOptions, callerOf('expectRefused'));
    },
    get attempts() {
      return log.attempts;
    },
    get trees() {
      return log.trees;
    },
    get incidents() {
      return log.incidents;
    },
    get failures() {
      return log.failures;
    },
    clear: () => log.clear(),
    accounts,
    clock: clockOf(runtime),
    [Symbol.asyncIterator]: () => attemptsOf((query) => waitForAttempt(query, '')),
  };
  return testServer;
}

async function* attemptsOf(
  next: (query: AttemptQuery) => Promise<AttemptRecord>,
): AsyncGenerator<AttemptRecord, undefined> {
  for (;;) {
    try {
      yield await next({ timeout: Infinity });
    } catch (error) {
      if (error instanceof WaitError && error.code === 'ERR_SERVER_CLOSED') return undefined;
      throw error;
    }
  }
}

/** The frames of the stack below a method: the stack of an error that is made later does not show them. */
function callerOf(method: keyof TestServer & string): string {
  const frames = (new Error().stack ?? '').split('\n');
  return frames.slice(frames.findIndex((frame) => frame.includes(`${method} (`)) + 1).join('\n');
}
