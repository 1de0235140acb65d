import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../support/require-program.js';
import { alice, smbclient } from '../support/smbclient.js';
import { type OutputRecord, type RunningCli, startCli } from '../support/start-cli.js';
import { requireStore, StoreServer } from '../support/store-server.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const password = 'st0re-s3cret';

/** The records of logins that a server has printed. */
function logins({ records }: RunningCli): readonly OutputRecord[] {
  return records.filter(({ type }) => type === 'Authentication');
}

/** The reason that the record of a login gives. */
function reasonOf(record: OutputRecord | undefined): unknown {
  const login = record?.['Authentication'] as
    { readonly diagnosis?: { readonly reason?: string } } | undefined;
  return login?.diagnosis?.reason;
}

describe('smbclient and two command lines with one store', () => {
  const folder = useTemporaryFolder();
  let store: StoreServer;
  before(async function () {
    requireProgram(this, 'smbclient');
    requireStore(this);
    store = await StoreServer.start('--requirepass', password);
  });
  after(async () => store?.[Symbol.asyncDispose]());
  beforeEach(() => tell('FLUSHALL'));

  const tell = (...command: string[]): Promise<string> =>
    store.tell('-a', password, '--no-auth-warning', ...command);

  /** Starts a server with the store, whose password is in a file. */
  async function start(state: object = {}, args: readonly string[] = []): Promise<RunningCli> {
    const config = join(folder(), 'smb2.json');
    writeFileSync(join(folder(), 'store.password'), `${password}\n`);
    writeFileSync(
      config,
      JSON.stringify({
        accounts: [alice],
        shares: [{ name: 'files', temporary: true }],
        policy: { lockout: { threshold: 3, windowSeconds: 60, durationSeconds: 600 } },
        state: { valkey: store.url, passwordFile: 'store.password', timeoutMilliseconds: 3000, ...state },
      }),
    );
    return startCli(['--config', config, '--log-level', 'debug', ...args]);
  }

  const guess = (cli: RunningCli) => smbclient({ port: cli.port, login: ['-U', `${alice.name}%wrong`] });
  const login = (cli: RunningCli) => smbclient({ port: cli.port });

  it('guesses at both lock the account at both; records are in the stream; no password is printed', async () => {
    await using one = await start({ records: true });
    await using other = await start({ records: true });
    for (const cli of [one, other, one]) assert.match((await guess(cli)).stdout, /NT_STATUS_LOGON_FAILURE/);
    for (const cli of [one, other]) {
      const { code, stdout } = await login(cli);
      assert.equal(code, 1);
      assert.match(stdout, /NT_STATUS_ACCOUNT_LOCKED_OUT/);
    }
    await until('all are printed', () => logins(one).length === 3 && logins(other).length === 2);
    const printed = [...logins(one), ...logins(other)].map((record) => JSON.stringify(record)).toSorted();
    await until(
      'all are there',
      async () => (await tell('XLEN', 'smb2-auth:records')) === String(printed.length),
    );
    const lines = (await tell('XRANGE', 'smb2-auth:records', '-', '+')).split('\n');
    const streamed = lines.flatMap((line, at) => (line === 'record' ? [lines[at + 1] ?? ''] : []));
    assert.deepEqual(streamed.map((text) => JSON.stringify(JSON.parse(text))).toSorted(), printed);
    for (const { log, records } of [one, other])
      assert.ok(!`${log}${JSON.stringify(records)}`.includes(password));
  });

  it('the workers of one and the workers of another have one lock-out', async () => {
    await using one = await start({}, ['--workers', '2']);
    await using other = await start({}, ['--workers', '2']);
    for (const cli of [one, other, one]) assert.match((await guess(cli)).stdout, /NT_STATUS_LOGON_FAILURE/);
    for (const cli of [one, one, other, other]) {
      assert.match((await login(cli)).stdout, /NT_STATUS_ACCOUNT_LOCKED_OUT/);
    }
    await tell('FLUSHALL');
    assert.equal((await login(other)).code, 0);
  });

  it('a store that stops refuses in words, and one that goes on accepts', async () => {
    await using cli = await start();
    assert.equal((await login(cli)).code, 0);
    store.pause();
    try {
      assert.match((await login(cli)).stdout, /NT_STATUS_INTERNAL_ERROR/);
      await cli.record((record) => reasonOf(record) === 'shared-state-away');
    } finally {
      store.resume();
    }
    await cli.logged(/ is back after /);
    assert.equal((await login(cli)).code, 0);
    await until('it is told', () => reasonOf(logins(cli).at(-1)) === 'accepted');
    assert.equal(cli.log.match(/the shared state at .* is away: /g)?.length, 1);
    assert.equal(cli.log.match(/the shared state at .* is back after /g)?.length, 1);
  });
});
