import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../../src/cli/log.js';
import { BoundSockets } from '../../../src/cli/workers/bound-sockets.js';
import { Crew } from '../../../src/cli/workers/crew.js';
import type { WorkerProcess } from '../../../src/cli/workers/worker-process.js';
import { resolveConfiguration } from '../../../src/config/index.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';

/** A worker that says it listens, unless a file says that it hangs. */
const workerCode = (file: string): string => `
  import { existsSync, readFileSync } from 'node:fs';
  import { Socket } from 'node:net';
  const channel = new Socket({ fd: 3 });
  const say = (report) => {
    const payload = Buffer.from(JSON.stringify(report));
    const header = Buffer.alloc(5);
    header.writeUInt32BE(payload.length);
    channel.write(Buffer.concat([header, payload]));
  };
  const hangs = existsSync(${JSON.stringify(file)}) ? readFileSync(${JSON.stringify(file)}, 'utf8') : '';
  if (hangs !== 'silent') say({ kind: 'ready' });
  channel.on('end', () => process.exit(0));
  channel.on('data', (bytes) => {
    if (bytes.includes('"begin"') && hangs === '') say({ kind: 'listening', addresses: { smb: { host: '::1', port: 1 } } });
    const stands = existsSync(${JSON.stringify(file)}) && readFileSync(${JSON.stringify(file)}, 'utf8') === 'told to stop';
    if (bytes.includes('"stop"') && !stands) process.exit(0);
  });
`;

describe('cli: a crew of workers', () => {
  const folder = useTemporaryFolder();

  function start(startPatience: () => number) {
    const lines: string[] = [];
    const line = (message: string): void => void lines.push(message);
    const log: Log = { error: line, warn: line, info: line, debug: line };
    const hangs = join(folder(), 'hangs');
    const script = join(folder(), 'worker.mjs');
    rmSync(hangs, { force: true });
    writeFileSync(script, workerCode(hangs));
    const workers = new Map<number, WorkerProcess>();
    const crew = new Crew({
      size: 2,
      script,
      sockets: new BoundSockets([]),
      configuration: resolveConfiguration([]),
      beginning: {
        logLevel: 'error',
        lines: { json: true, isTTY: false, columns: undefined },
        capture: undefined,
        counts: false,
      },
      log,
      get startPatience() {
        return startPatience();
      },
      hear: () => {},
      write: () => {},
      joins: (worker) => workers.set(worker.number, worker),
      lost: () => {},
    });
    return { crew, lines, hangs, workers };
  }

  for (const how of ['silent', 'told to serve']) {
    it(`begins with an error where one hangs before it listens: ${how}`, async () => {
      const { crew, hangs } = start(() => 300);
      writeFileSync(hangs, how);
      await assert.rejects(crew.start(), {
        name: 'WorkerEnded',
        message: /^worker 1 \(process \d+\) was ended: 0.3 seconds passed before it listened$/,
      });
    });
  }

  it('ends a replacement that hangs before it listens, and tries again', async () => {
    let patience = 60_000;
    const { crew, lines, hangs, workers } = start(() => patience);
    assert.deepEqual(await crew.start(), { smb: { host: '::1', port: 1 } });
    writeFileSync(hangs, 'told to serve');
    patience = 500;
    workers.get(1)?.kill();
    const late = /^worker 1 \(process \d+\) was ended: 0.5 seconds passed before it listened$/;
    await until('the replacement is ended', () => lines.some((line) => late.test(line)));
    patience = 60_000;
    rmSync(hangs);
    await until('another serves', () => lines.some((line) => line.includes('serves in its place')));
    await crew.stop();
    assert.match(lines.join('\n'), /^worker 1 \(process \d+\) ended by SIGKILL; its connections are lost/);
  });

  it('tries again where the system has no room for a replacement', async () => {
    const { crew, lines, workers } = start(() => 60_000);
    await crew.start();
    // No argument and no variable may be so long (E2BIG).
    process.env['TOO_LONG_FOR_A_PROCESS'] = 'y'.repeat(200 * 1024);
    try {
      workers.get(1)?.kill();
      const failed = /^worker 1 could not be started \(/;
      await until('it could not be started', () => lines.some((line) => failed.test(line)));
    } finally {
      delete process.env['TOO_LONG_FOR_A_PROCESS'];
    }
    await until('another serves', () => lines.some((line) => line.includes('serves in its place')));
    await crew.stop();
  });

  it('says that records may be missing where one does not stop in time', async () => {
    const { crew, lines, hangs } = start(() => 60_000);
    await crew.start();
    writeFileSync(hangs, 'told to stop');
    await crew.stop();
    const late =
      /^worker [12] \(process \d+\) did not stop in time; records of its last logins may be missing$/;
    assert.equal(lines.filter((line) => late.test(line)).length, 2, lines.join('\n'));
  });
});
