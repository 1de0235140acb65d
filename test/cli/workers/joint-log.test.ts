import assert from 'node:assert/strict';
import type { Log } from '../../../src/cli/log.js';
import { forwardedLog } from '../../../src/cli/workers/forwarded-log.js';
import { JointLog } from '../../../src/cli/workers/joint-log.js';
import type { LogEntry } from '../../../src/cli/workers/messages.js';

describe('cli: the log of workers', () => {
  function start() {
    const lines: string[] = [];
    const line =
      (level: string) =>
      (message: string, details?: { readonly error: unknown }): void => {
        const stack = details?.error instanceof Error ? `\n${details.error.stack}` : '';
        lines.push(`${level}: ${message}${stack}`);
      };
    const log: Log = { error: line('error'), warn: line('warn'), info: line('info'), debug: line('debug') };
    const joint = new JointLog(log);
    const workers = [1, 2].map((number) => forwardedLog('debug', (entry) => joint.take(number, entry)));
    const [one, two] = workers as [Log, Log];
    return { lines, joint, one, two };
  }

  it('says once what both say once, and again what both say again', () => {
    const { lines, one, two } = start();
    one.warn('the file cannot be read');
    two.warn('the file cannot be read');
    assert.deepEqual(lines, ['warn: the file cannot be read']);
    two.warn('the file cannot be read');
    one.warn('the file cannot be read');
    assert.deepEqual(lines, ['warn: the file cannot be read', 'warn: the file cannot be read']);
  });

  it('is not told again by a worker that takes the place of another', () => {
    const { lines, joint, one, two } = start();
    for (const worker of [one, two]) worker.info('no account');
    joint.forget(2);
    two.info('no account');
    assert.deepEqual(lines, ['info: no account']);
    two.info('no account');
    assert.equal(lines.length, 2);
  });

  it('has each internal error with its stack and its worker', () => {
    const { lines, one, two } = start();
    const error = Object.assign(new TypeError('broken'), { stack: 'TypeError: broken\n    at here' });
    // A function cannot be sent to another process.
    Object.assign(error, { cause: () => {} });
    for (const worker of [one, two]) worker.error('a login failed', { error });
    const stack = 'TypeError: broken\n    at here';
    assert.deepEqual(lines, [
      `error: worker 1: a login failed\n${stack}`,
      `error: worker 2: a login failed\n${stack}`,
    ]);
  });

  it('remembers a bounded number of messages', () => {
    const { lines, one, two } = start();
    for (let count = 0; count < 300; count++) one.debug(`message ${count}`);
    two.debug('message 299');
    assert.equal(lines.length, 300);
    two.debug('message 0');
    assert.equal(lines.length, 301);
  });

  it('is sent by a worker only down to its level', () => {
    const sent: LogEntry[] = [];
    const log = forwardedLog('warn', (entry) => sent.push(entry));
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d', { error: 'no error object' });
    log.warn('e'.repeat(100_000));
    assert.equal(sent.pop()?.message.length, 16_384);
    assert.deepEqual(
      sent.map(({ level, message, stack }) => [level, message, stack]),
      [
        ['warn', 'c', undefined],
        ['error', 'd', undefined],
      ],
    );
  });
});
