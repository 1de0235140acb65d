import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Report } from '../../../src/cli/workers/messages.js';
import { readReport } from '../../../src/cli/workers/read-report.js';

const smb = { host: '127.0.0.1', port: 4455 };

const tls = { certificateFingerprint: 'a1'.repeat(32), keyFingerprint: '0f'.repeat(32) };

describe('cli: a message of a worker', () => {
  const good: Report[] = [
    { kind: 'ready' },
    { kind: 'listening', addresses: { smb, https: { host: '::1', port: 443, tls } } },
    { kind: 'failed', code: 3 },
    { kind: 'answer', question: 7, readiness: { parts: [] }, metrics: [{ name: 'm', values: [] }] },
    { kind: 'answer', question: 8, readiness: { parts: [] }, metrics: undefined },
    { kind: 'log', level: 'debug', message: '', stack: undefined },
    { kind: 'log', level: 'error', message: 'm', stack: 'Error: m' },
  ];
  for (const report of good) {
    it(`is read: ${JSON.stringify(report)}`, () => assert.deepEqual(readReport(report), report));
  }

  const bad: unknown[] = [
    undefined,
    null,
    'ready',
    5,
    [],
    {},
    { kind: 'toString' },
    { kind: 'listening' },
    { kind: 'listening', addresses: null },
    { kind: 'listening', addresses: {} },
    { kind: 'listening', addresses: { constructor: smb } },
    { kind: 'listening', addresses: { smb: null } },
    { kind: 'listening', addresses: { smb: { host: 1, port: 1 } } },
    { kind: 'listening', addresses: { smb: { host: 'a', port: 65_536 } } },
    { kind: 'listening', addresses: { smb: { ...smb, tls: null } } },
    { kind: 'listening', addresses: { smb: { ...smb, tls: { ...tls, keyFingerprint: 'text' } } } },
    { kind: 'failed' },
    { kind: 'failed', code: 0 },
    { kind: 'failed', code: '1' },
    { kind: 'shared', message: [] },
    { kind: 'log', level: 'constructor', message: 'm' },
    { kind: 'log', level: 'info', message: null },
    { kind: 'log', level: 'info', message: 'm'.repeat(16_385) },
    { kind: 'log', level: 'info', message: 'm', stack: 's'.repeat(16_385) },
    { kind: 'log', level: 'info', message: 'm', stack: 5 },
  ];
  for (const message of bad) {
    it(`is refused: ${JSON.stringify(message)?.slice(0, 80)}`, () =>
      assert.throws(() => readReport(message), TypeError));
  }

  it('is a report, or refused, whatever it is', () => {
    const kind = fc.constantFrom('ready', 'listening', 'failed', 'answer', 'log');
    const message = fc.oneof(
      fc.anything(),
      fc.record({ kind, addresses: fc.anything(), code: fc.anything() }),
      fc.record({ kind, level: fc.anything(), message: fc.anything() }),
    );
    fc.assert(
      fc.property(message, (value) => {
        try {
          readReport(value);
        } catch (error) {
          assert.ok(error instanceof TypeError);
        }
      }),
    );
  });
});
