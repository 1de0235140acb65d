import assert from 'node:assert/strict';
import { join } from 'node:path';
import { load } from './load.js';

interface Started {
  readonly pid: number;
  readonly hasEnded: () => boolean;
}

const { makeFolder, removeFolder, portWhenListening } = await load<{
  makeFolder: () => string;
  removeFolder: (folder: string) => void;
  portWhenListening: (
    folder: string,
    file: string,
    launch: () => Started,
    seconds?: number,
  ) => Promise<{ started: Started; port: number }>;
}>('temporary.mjs');
const { start, stop } = await load<{
  start: (program: string, args: readonly string[]) => Started;
  stop: (started: Started) => Promise<void>;
}>('processes.mjs');

describe('bench: a server that starts', () => {
  let folder: string;
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => {
    removeFolder(folder);
  });

  const launched = (program: string, script: string, seconds?: number) => {
    const file = join(folder, 'port');
    let started: Started | undefined;
    const launch = (): Started => (started = start(program, ['-e', script, file]));
    return { port: portWhenListening(folder, file, launch, seconds), started: () => started! };
  };
  const idle = 'setInterval(() => {}, 1000)';

  it('has a port once it wrote its file', async () => {
    const write = "require('fs').writeFileSync(process.argv[1], '4711');";
    const { port, started } = await launched(process.execPath, write + idle).port;
    assert.equal(port, 4711);
    assert.equal(started.hasEnded(), false);
    await stop(started);
    assert.equal(started.hasEnded(), true);
  });

  it('is told when it ends before', async () => {
    await assert.rejects(launched(process.execPath, '').port, /^Error: a server ended before it listened: /);
  });

  it('is told when there is no such program', async () => {
    const { port, started } = launched(join(folder, 'no-such-program'), '');
    await assert.rejects(port, /^Error: a server ended before it listened: /);
    assert.equal(started().hasEnded(), true);
  });

  it('is stopped when it takes too long', async () => {
    const { port, started } = launched(process.execPath, idle, 0.05);
    await assert.rejects(port, /^Error: a server did not listen within 0\.05 s: /);
    assert.equal(started().hasEnded(), true);
  });
});
