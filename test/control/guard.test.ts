import assert from 'node:assert/strict';
import { guard, type GuardedFields } from '../../src/control/guard.js';
import { Refusal } from '../../src/local-http/problem.js';

const token = 'ab'.repeat(32);
const good: GuardedFields = { host: '127.0.0.1:4456', origin: undefined, authorization: `Bearer ${token}` };

function statusOf(fields: Partial<GuardedFields>): number | undefined {
  try {
    guard({ ...good, ...fields }, token);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Refusal);
    assert.ok(!JSON.stringify(error.body).includes(token));
    return error.body.status;
  }
}

describe('control: the guard', () => {
  it('serves this machine’s programs that have the token', () => {
    for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST:1', '[::1]', '[::1]:65535'])
      assert.equal(statusOf({ host }), undefined, host);
    // RFC 9110 11.1: a scheme has no case.
    assert.equal(statusOf({ authorization: `bearer ${token}` }), undefined);
  });

  it('refuses every other name: a page’s own name may lead to loopback', () => {
    for (const host of [
      undefined,
      '',
      'evil.example',
      'evil.example:4456',
      '127.0.0.1.evil.example',
      'localhost.',
      'localhost:4456:1',
      'localhost:',
      '127.0.0.2',
      '[::1].example',
      'user@localhost',
    ])
      assert.equal(statusOf({ host }), 403, String(host));
  });

  it('refuses what a page sends, the token notwithstanding', () => {
    for (const origin of ['null', '', 'http://localhost:4456', 'http://127.0.0.1'])
      assert.equal(statusOf({ origin }), 403, origin);
  });

  it('refuses a token that is missing, short, long, wrong in a bit, or of another scheme', () => {
    for (const authorization of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      token,
      `Bearer ${token.slice(1)}`,
      `Bearer ${token}0`,
      `Bearer ${token} `,
      `Bearer  ${token}`,
      `Bearer ${token.toUpperCase()}`,
      `Bearer c${token.slice(1)}`,
      `Basic ${token}`,
    ])
      assert.equal(statusOf({ authorization }), 401, String(authorization));
  });
});
