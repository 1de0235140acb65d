import assert from 'node:assert/strict';
import {
  type ConfiguredListener,
  problemsOfBindings,
  problemsOfListeners,
} from '../../src/schema/listeners.js';

const smb = (host: string, port: number): ConfiguredListener => ({
  name: 'SMB',
  place: ['port'],
  host,
  port,
});
const http = (host: string, port: number): ConfiguredListener => ({
  name: 'HTTP',
  place: ['http', 'port'],
  host,
  port,
});

describe('schema: listeners', () => {
  it('are not all left out', () => {
    assert.deepEqual(
      problemsOfListeners([]).map(({ place }) => place),
      [['listen']],
    );
  });

  for (const [one, other, fault] of [
    [smb('127.0.0.1', 0), http('127.0.0.1', 0), false],
    [smb('127.0.0.1', 445), http('127.0.0.1', 80), false],
    [smb('127.0.0.1', 445), http('127.0.0.2', 445), false],
    [smb('127.0.0.1', 445), http('127.0.0.1', 445), true],
    [smb('0.0.0.0', 445), http('127.0.0.1', 445), true],
    [smb('127.0.0.1', 445), http('::', 445), true],
  ] as const)
    it(`${one.host}:${one.port} beside ${other.host}:${other.port} ${fault ? 'cannot' : 'can'} be`, () => {
      const faults = problemsOfListeners([one, other]);
      assert.deepEqual(
        faults.map(({ place }) => place),
        fault ? [['http', 'port']] : [],
      );
    });

  it('demand channel bindings only where there is a channel', () => {
    for (const tls of [true, {}, { generate: 'rsa' }]) {
      assert.deepEqual(problemsOfBindings({ tls, channelBindings: 'required' }), []);
    }
    for (const tls of [undefined, false]) {
      assert.deepEqual(problemsOfBindings({ tls, channelBindings: 'never' }), []);
      assert.deepEqual(problemsOfBindings({ tls }), []);
      for (const channelBindings of ['required', 'when-sent']) {
        assert.equal(problemsOfBindings({ tls, channelBindings }).length, 1);
      }
    }
  });
});
