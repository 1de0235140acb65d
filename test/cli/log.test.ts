import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { createLog, type LogLevel } from '../../src/cli/log.js';
import { run } from '../support/run.js';

async function logged(level: LogLevel, act: (log: ReturnType<typeof createLog>) => void): Promise<string> {
  let text = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  act(createLog(level, sink));
  // The first line has winston loaded, which is there already.
  await import('winston');
  await setImmediate();
  return text.replace(/^\S+ /gm, '');
}

describe('the log', () => {
  it('holds what its level lets through', async () => {
    const all = (level: LogLevel) =>
      logged(level, (log) => {
        log.error('e');
        log.warn('w');
        log.info('i');
        log.debug('d');
      });
    assert.equal(await all('error'), 'error: e\n');
    assert.equal(await all('info'), 'error: e\nwarn: w\ninfo: i\n');
    assert.equal(await all('debug'), 'error: e\nwarn: w\ninfo: i\ndebug: d\n');
  });

  it('shows no control character to a terminal', async () => {
    const text = await logged('info', (log) => log.warn('user \u001b[2J\r\nerror: forged\u202e'));
    assert.equal(text, 'warn: user \\u{1b}[2J\\u{d}\\u{a}error: forged\\u{202e}\n');
  });

  it('has the stack of an error of our own', async () => {
    const text = await logged('error', (log) =>
      log.error('while reading', { error: new RangeError('bad\u0007') }),
    );
    assert.match(text, /^error: while reading\n/);
    assert.match(text, /bad\\u\{7\}/);
    assert.match(text, /log\.test/);
  });

  for (const [how, end, code] of [
    ['exits', 'process.exit(3)', 3],
    ['fails', "throw new Error('failed')", 1],
  ] as const) {
    it(`has its first lines when the process ${how} right behind them`, async () => {
      const program = `
import { createLog } from ${JSON.stringify(new URL('../../src/cli/log.js', import.meta.url).href)};
const log = createLog('info', process.stderr);
log.warn('first');
log.info('second');
${end};`;
      const ended = await run(process.execPath, ['--input-type=module', '-e', program]);
      assert.equal(ended.code, code);
      assert.match(ended.stderr, /^\S+ warn: first\n\S+ info: second$/m);
    });
  }
});
