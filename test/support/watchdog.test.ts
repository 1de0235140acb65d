import assert from 'node:assert/strict';
import { SmbClient } from './smb-client.js';
import { login, negotiate } from './smb-client-login.js';
import { type RunningCli, startCli } from './start-cli.js';

/** A module that makes the process compute for a time whenever it gets the signal. */
function busyOnSignal(milliseconds: number): string {
  const module = `
    const { setTimeout } = globalThis;
    process.on('SIGUSR2', () => {
      const computed = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
      const start = computed();
      while (computed() - start < ${milliseconds});
      setTimeout(() => console.error('done'), 20);
    });`;
  return `data:text/javascript,${encodeURIComponent(module)}`;
}

async function startBusy(milliseconds: number): Promise<RunningCli> {
  const server = await startCli(['--user', 'alice:secret'], {
    NODE_OPTIONS: `--import "${busyOnSignal(milliseconds)}"`,
  });
  const done = new Promise<void>((resolve) => {
    server.process.stderr?.on('data', () => {
      if (server.log.includes('done')) resolve();
    });
  });
  server.process.kill('SIGUSR2');
  await done;
  return server;
}

describe('the watchdog over the event loop of a server under test', () => {
  it('fails whatever stops a server that blocked, once, and says how long and during which test', async () => {
    const server = await startBusy(200);
    await assert.rejects(
      server.stop(),
      /^AssertionError.*longest turn .* took (1[5-9]\d|[2-9]\d\d) ms, .*: the watchdog over/,
    );
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });

  it('fails what disposes of it as well', async () => {
    await assert.rejects(async () => {
      await using server = await startBusy(200);
      assert.ok(server.port > 0);
    }, /longest turn/);
  });

  it('lets shorter turns pass, and logins', async () => {
    await using server = await startBusy(10);
    const client = await SmbClient.connect(server.port);
    await negotiate(client);
    await login(client);
    client.close();
    await server.stop();
  });

  it('does not count what a busy machine took from the server', async () => {
    await using server = await startCli(['--user', 'alice:secret']);
    server.process.kill('SIGSTOP');
    const client = await SmbClient.connect(server.port);
    await new Promise((resolve) => setTimeout(resolve, 300));
    server.process.kill('SIGCONT');
    await negotiate(client);
    client.close();
    assert.ok(server.watchdog.longestTurn < 100, `${server.watchdog.longestTurn} ms`);
  });

  it('tells how much memory is in use', async () => {
    await using server = await startCli(['--user', 'alice:secret']);
    const { rss, heapUsed } = await server.watchdog.memory();
    assert.ok(heapUsed > 1e6 && rss > heapUsed, `${rss} ${heapUsed}`);
  });
});
