import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { createLog, type LogLevel } from '../../src/cli/log.js';

function logged(level: LogLevel, act: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  act(createLog(level, sink));
  return text.replace(/^\S+ /gm, '');
}

describe('the log', () => {
  it('holds what its level lets through', () => {
    const all = (level: LogLevel) =>
      logged(level, (log) => {
        log.error('e');
        log.warn('w');
        log.info('i');
        log.debug('d');
      });
    assert.equal(all('error'), 'error: e\n');
    assert.equal(all('info'), 'error: e\nwarn: w\ninfo: i\n');
    assert.equal(all('debug'), 'error: e\nwarn: w\ninfo: i\ndebug: d\n');
  });

  it('shows no control character to a terminal', () => {
    const text = logged('info', (log) => log.warn('user \u001b[2J\r\nerror: forged\u202e'));
    assert.equal(text, 'warn: user \\u{1b}[2J\\u{d}\\u{a}error: forged\\u{202e}\n');
  });

  it('has the stack of an error of our own', () => {
    const text = logged('error', (log) => log.error('while reading', { error: new RangeError('bad\u0007') }));
    assert.match(text, /^error: while reading\n/);
    assert.match(text, /bad\\u\{7\}/);
    assert.match(text, /log\.test/);
  });
});
