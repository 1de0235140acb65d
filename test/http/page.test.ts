import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { encodeAnswer } from '../../src/http/answer.js';
import { pageOf, pageSecurity } from '../../src/http/page.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { fieldOf, Scripted } from './support.js';

describe('HTTP: the page for a browser', () => {
  it('has the one style that its policy allows, and neither scripts nor links', () => {
    const page = pageOf(200, { authenticated: true });
    const style = /<style>(.*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    assert.ok(pageSecurity.includes(`style-src 'sha256-${hash}'`));
    assert.match(pageSecurity, /default-src 'none'.*frame-ancestors 'none'/);
    assert.doesNotMatch(page, /<script|<a |href|src=|<img/);
  });

  it('shows names as text, whatever is in them', () => {
    const page = pageOf(200, {
      user: { account: '<script>alert("&\'")</script>\u202E\0' },
      list: ['a', '<b>'],
    });
    assert.match(
      page,
      /<td>&#60;script&#62;alert\(&#34;&#38;&#39;&#34;\)&#60;\/script&#62;\\u\{202e\}\\u\{0\}<\/td>/,
    );
    assert.match(page, /<th>list<\/th><td>a, &#60;b&#62;<\/td>/);
    assert.match(page, /<th>user account<\/th>/);
  });

  it('is what a browser gets, at each status', async () => {
    const connection = new Scripted();
    const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const first = await connection.ask(browser);
    assert.deepEqual([first.status, fieldOf(first, 'Content-Type')], [401, ['text/html; charset=utf-8']]);
    await connection.login(new NtlmClient());
    const page = (await connection.ask(browser)).body.toString();
    assert.match(page, /<h1>Logged in<\/h1>/);
    assert.match(page, /<th>user account<\/th><td>User<\/td>/);
  });

  it('no cache keeps an answer, and no browser guesses its type', () => {
    for (const page of [true, false]) {
      const answer = encodeAnswer({ status: 200, told: { a: 1 }, page, step: 'answered' });
      assert.deepEqual(fieldOf(answer, 'Cache-Control'), ['no-store']);
      assert.deepEqual(fieldOf(answer, 'X-Content-Type-Options'), ['nosniff']);
      assert.deepEqual(fieldOf(answer, 'Content-Security-Policy'), [pageSecurity]);
      assert.deepEqual(fieldOf(answer, 'Content-Length'), [String(answer.body.length)]);
    }
  });
});
