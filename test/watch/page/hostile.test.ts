import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conversation, WatchEvents } from '../../../src/watch/messages.js';
import { OpenPage, recordedAttempt, recordedEvents, serverView, useBrowser } from './browser.js';
import { brokenLogin } from './conversations.js';
import { FakeWatch } from './fake-watch.js';

/** Names that want something of a page. `window.ran` would tell that one of them got it. */
const names: readonly string[] = [
  '<img src=//evil.test/x onerror="window.ran=1">',
  '</script><script src=//evil.test/x></script><script>window.ran=1</script>',
  '"><svg onload="window.ran=1"><style>@import "//evil.test/x"</style>',
  'javascript:window.ran=1',
  '{{constructor.constructor("window.ran=1")()}}${window.ran=1}',
  'alice\u202emoc.elpmaxe\u2066\u0000\u0007\u001b[31m\r\n\u2028id: 9',
  '\ud800\udfff lone \udc00 and \ud83d',
  '__proto__',
  '\u0000',
  'x'.repeat(65_536),
  'ab'.repeat(300).replaceAll('b', 'b\u0300\u0301'),
  'أليس \u05d0\u05d1 (admin)',
];

/** Characters that act or do not show; lines and columns of our own are none. */
const unprintable = /(?![\n\t])[\p{Cc}\p{Cs}\u2028\u202a-\u202e\u2066-\u2069]/u;

describe('the live page: names from the network', () => {
  const log = join(tmpdir(), `smb2-auth-net-log-${process.pid}.json`);
  const browser = useBrowser(`--log-net-log=${log}`);
  after(() => rmSync(log, { force: true }));

  it('can do nothing in any view: nothing runs, nothing is asked of anybody else, the console is empty', async () => {
    await using watch = await FakeWatch.open();
    sendHostile(watch);
    await using opened = await OpenPage.of(browser(), watch.url);
    const { page } = opened;
    await page.getByRole('row').nth(names.length).waitFor();
    const shown: string[] = [];
    for (const id of names.keys()) {
      await page.evaluate(`location.hash = '#/attempts/${id + 1}'`);
      await page.locator(`.opened .subject:has-text("attempt ${id + 1}")`).waitFor();
      await page.getByRole('list', { name: 'Messages between client and server' }).waitFor();
      shown.push(...(await opened.texts('.opened .subject bdi')));
      assert.doesNotMatch(await page.locator('.opened').innerText(), unprintable, String(id));
    }
    await page.evaluate("location.hash = '#/clients'");
    await page.getByRole('row').nth(names.length).waitFor();
    for (const name of names.slice(0, 3)) {
      await page.evaluate(
        (hash) => Object.assign(globalThis, { location: hash }),
        `#/clients/${encodeURIComponent(name)}`,
      );
      await page.locator('.opened').waitFor();
    }
    await page.evaluate("location.hash = '#/events'");
    await page.locator('.event').first().waitFor();
    assert.equal(await page.evaluate('window.ran'), undefined);
    assert.deepEqual(opened.complaints, []);
    assert.deepEqual(
      opened.asked.filter((url) => !url.startsWith(`${watch.origin}/watch/`) && !url.startsWith('data:')),
      [],
    );
    assert.equal(
      await page.locator('img, iframe, object, embed, script:not([src="page.js"]), style').count(),
      0,
    );
    for (const words of [
      '<img src=//evil.test/x onerror="window.ran=1">',
      'javascript:window.ran=1',
      '__proto__',
    ])
      assert.ok(shown.includes(words), words);
    assert.ok(
      shown.some((text) => text.includes('alice\\u{202e}moc.elpmaxe\\u{2066}\\u{0}\\u{7}\\u{1b}[31m')),
    );
    assert.ok(shown.some((text) => text === `${'x'.repeat(80)}… 65456 more characters`));
  });

  it('do not widen the page, on a narrow screen either', async () => {
    await using watch = await FakeWatch.open();
    sendHostile(watch);
    await using opened = await OpenPage.of(browser(), watch.url, { width: 390, height: 844 });
    const { page } = opened;
    await page.getByRole('row').nth(names.length).waitFor();
    const widths: number[] = [];
    for (const hash of ['#/attempts', '#/attempts/1', '#/attempts/10', '#/clients', '#/events']) {
      await page.evaluate(`location.hash = '${hash}'`);
      await page.locator('.list, .opened').first().waitFor({ state: 'attached' });
      widths.push(await page.evaluate<number>('document.documentElement.scrollWidth'));
    }
    assert.deepEqual(widths, [390, 390, 390, 390, 390]);
  });

  it('leave no trace in Chromium’s own log of its requests', async () => {
    await browser().browser()?.close();
    const requests = readFileSync(log, 'utf8');
    assert.match(requests, /\/watch\/page\.js/);
    assert.doesNotMatch(requests, /evil\.test/);
  });
});

/** Each name as everything that a client can name. */
function sendHostile(watch: FakeWatch): void {
  watch.send('server', { ...serverView, shares: names.slice(0, 3) });
  const record = recordedAttempt('mangled-password');
  const failure = recordedEvents().find(({ type }) => type === 'failure');
  for (const [at, name] of names.entries()) {
    const id = at + 1;
    watch.send('attempt', hostileAttempt(record, id, name));
    watch.conversations.set(id, hostileConversation(name));
    if (failure?.type === 'failure')
      watch.send('failure', { ...failure.data, attempt: id, share: name, path: name, identity: undefined });
  }
  watch.send('domain', { state: 'failed', controller: names[0] ?? '', because: names[1] ?? '' });
  watch.send('posture', {
    generatedAt: 0,
    omitted: 0,
    omittedClients: 0,
    clients: names.map((name) => ({
      client: name,
      attempts: 1,
      accepted: 0,
      refused: 1,
      unfinished: 0,
      firstSeen: 0,
      lastSeen: 0,
      carriers: [name],
      dialects: [name],
      mechanisms: [name],
      users: [name],
      workstations: [name],
      reasons: [name],
      columns: [{ key: 'x', title: name, values: [name] }],
      findings: [{ code: 'smb1', title: name, help: name, level: 'error' }],
    })),
  });
}

function hostileAttempt(record: WatchEvents['attempt'], id: number, name: string): WatchEvents['attempt'] {
  const { negotiation } = record;
  return {
    ...record,
    id,
    claimed: { user: name, domain: '', workstation: name },
    negotiation: negotiation && { ...negotiation, netname: name, offeredDialects: [name, '3.1.1'] },
    http: { method: name, target: name, version: '1.1', host: name, userAgent: name, scheme: name },
    tls: { protocol: 'TLSv1.3', cipher: name, serverName: name },
    rdp: { cookie: name, routingToken: name, requestedProtocols: [name], answer: name },
    checks: record.checks.map((check) => ({ ...check, detail: name })),
    next: [name],
    explanation: name.slice(0, 300),
    advice: name.slice(0, 300),
  };
}

function hostileConversation(name: string): Conversation {
  const steps = brokenLogin.steps.map((step) => ({
    ...step,
    title: name,
    detail: name,
    notes: [name, `check ${name} passed (${name}): ${name}`],
  }));
  return { ...brokenLogin, steps };
}
