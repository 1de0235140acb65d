import assert from 'node:assert/strict';
import { ConfigurationError, createServer } from '../../src/index.js';
import { problemText } from '../../src/values/configuration-error.js';

describe('ConfigurationError', () => {
  it('lists its problems, each with its place, and has a line for each in its message', () => {
    const options = { accounts: [{ name: 'alice', password: 'secret', pasword: 'hidden' }], prot: 1 };
    assert.throws(
      () => Reflect.apply(createServer, undefined, [options]),
      (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.deepEqual(error.problems, [
          { path: 'prot', message: "unknown key; there is 'port'" },
          { path: 'accounts[0].pasword', message: "unknown key; there is 'password'" },
        ]);
        assert.equal(
          error.message,
          "prot: unknown key; there is 'port'\naccounts[0].pasword: unknown key; there is 'password'",
        );
        return true;
      },
    );
  });

  it('keeps them as they were, and keeps nothing else of what it was given', () => {
    const problem = { path: 'port', message: 'expected a number', value: 'secret' };
    const { problems } = new ConfigurationError([problem]);
    problem.path = 'host';
    assert.deepEqual(problems, [{ path: 'port', message: 'expected a number' }]);
    assert.throws(() => Object.assign(problems[0] ?? {}, { path: 'host' }), TypeError);
  });

  it('says what is wrong with the whole without a place', () => {
    assert.equal(problemText({ path: '', message: 'expected an object' }), 'expected an object');
  });
});
