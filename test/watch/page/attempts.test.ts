import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { until } from '../../support/until.js';
import { OpenPage, recordedAttempt, sendRecorded, serverView, useBrowser } from './browser.js';
import { brokenLogin } from './conversations.js';
import { FakeWatch } from './fake-watch.js';

describe('the live page: attempts', () => {
  const browser = useBrowser();

  it('lists each attempt with verdict, account, client and reason, the newest first', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    await using opened = await OpenPage.of(browser(), watch.url);
    await opened.page.getByRole('row').nth(17).waitFor();
    const rows = await opened.texts('tr');
    assert.equal(rows.length, 18);
    assert.equal(rows[0], 'Time Verdict Account Client Reason Explanation Protocol Took');
    assert.match(
      rows[1] ?? '',
      /Refused alice 10\.20\.0\.31 wrong-password The account exists .* HTTP .* NTLMv2 4\.9 ms$/,
    );
    assert.match(
      rows[3] ?? '',
      /No login no name 10\.20\.0\.50 left-without-a-word The client connected .* 111 ms$/,
    );
    assert.match(
      rows[16] ?? '',
      /Refused CORP\\scanner 10\.20\.0\.77 mangled-password The account .* SMB 3\.1\.1 · NTLMv2/,
    );
    assert.match(
      rows[17] ?? '',
      /Accepted WORKGROUP\\alice 10\.20\.0\.31 accepted SMB 3\.1\.1 · NTLMv2 18\.5 ms$/,
    );
    assert.deepEqual(opened.complaints, []);
  });

  it('marks an accepted login whose share was refused', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    await using opened = await OpenPage.of(browser(), watch.url);
    const row = opened.page.getByRole('row').filter({ hasText: 'share-not-found' });
    await row.waitFor();
    assert.match(await row.innerText(), /Accepted[^]*accepted[^]*, after it:\s+share-not-found/);
    await row.getByRole('link').click();
    const detail = await opened.page.getByRole('region', { name: /share-not-found/ }).innerText();
    assert.match(detail, /There is none of that name; “scans” is near\./);
    assert.match(detail, /What to do\. Correct the share in the client/);
  });

  it('opens an attempt with its cause, remedy, checks, and the words of each client', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    await using opened = await OpenPage.of(browser(), watch.url);
    await opened.page.getByRole('row').filter({ hasText: 'CORP\\scanner' }).click();
    const detail = opened.page.getByRole('region', { name: 'Refused mangled-password' });
    const text = await detail.innerText();
    const record = recordedAttempt('mangled-password');
    for (const words of [record.explanation, record.advice, '5 passed, 1 failed, 8 not reached'])
      assert.ok(text.includes(words), words);
    assert.match(text, /Windows\s+error 1326 or 86, “The user name or password is incorrect”/);
    assert.match(text, /Status\s+STATUS_LOGON_FAILURE/);
    assert.deepEqual(await opened.texts('.checks .failed .check-name'), ['nt-proof failed']);
    assert.equal(
      await detail.getByRole('heading', { level: 2 }).evaluate('document.activeElement.id'),
      'detail-title',
    );
  });

  it('tells the conversation as a list of who said what, and marks where the login broke', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    watch.conversations.set(2, brokenLogin);
    await using opened = await OpenPage.of(browser(), watch.url);
    await opened.page.getByRole('row').filter({ hasText: 'CORP\\scanner' }).click();
    const steps = opened.page.getByRole('list', { name: 'Messages between client and server' });
    await steps.waitFor();
    assert.deepEqual(await opened.texts('.steps > li'), [
      '+0 ms Client to server: NEGOTIATE request 2.0.2, 3.1.1 252 bytes NEGOTIATE offering 2.0.2, 3.1.1; contexts none',
      '+1.5 ms Server to client: NEGOTIATE response 340 bytes',
      '2.5 s without a message +2502 ms Client to server: SESSION_SETUP request SPNEGO, NTLM AUTHENTICATE 512 bytes The login broke here. Check nt-proof failed [MS-NLMP] 3.2.5.1.2 account “scanner” found passed: spnego-mechanism, ntlm-form',
      '+2503 ms Server to client: SESSION_SETUP response STATUS_LOGON_FAILURE 77 bytes',
    ]);
  });

  it('filters by words, verdict, client, account and reason, and has the filter in its address', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    await using opened = await OpenPage.of(browser(), watch.url);
    const { page } = opened;
    const reasons = () => opened.texts('tbody .reason a');
    await page.getByRole('button', { name: /^Refused/ }).click();
    await page.getByLabel('Client', { exact: true }).selectOption('10.20.0.31');
    assert.deepEqual(await reasons(), [
      'wrong-password',
      'ntlmv1-refused',
      'mangled-password',
      'unknown-account',
    ]);
    await page.getByLabel('Account', { exact: true }).selectOption('WORKGROUP\\alice');
    assert.deepEqual(await reasons(), ['ntlmv1-refused', 'mangled-password']);
    await page.getByLabel('Reason', { exact: true }).selectOption('ntlmv1-refused');
    assert.deepEqual(await reasons(), ['ntlmv1-refused']);
    await page.reload();
    await page.getByText('1 of 17').waitFor();
    assert.deepEqual(await reasons(), ['ntlmv1-refused']);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('searchbox').fill('share-not SMB');
    assert.deepEqual(await opened.texts('tbody .trouble'), [', after it: share-not-found']);
    await page.getByRole('searchbox').fill('nobody has this');
    await page.getByText('No attempt matches the filter').waitFor();
  });

  it('replaces an attempt when it is told again, and tells a screen reader of a new one', async () => {
    await using watch = await FakeWatch.open();
    watch.send('server', serverView);
    await using opened = await OpenPage.of(browser(), watch.url);
    await opened.page.getByText('Waiting for the first login').waitFor();
    const record = recordedAttempt('account-disabled');
    watch.send('attempt', record);
    watch.send('attempt', { ...record, next: ['the client left'] });
    const status = opened.page.getByRole('status').filter({ hasText: 'account-disabled' });
    await status.waitFor({ state: 'attached' });
    assert.equal(
      await status.innerText(),
      'Refused: WORKGROUP\\bob from 10.20.0.42, account-disabled. Attempt 5',
    );
    await opened.page.getByRole('link', { name: 'account-disabled' }).click();
    await opened.page.getByText('the client left', { exact: true }).waitFor();
    assert.equal(await opened.page.locator('tbody tr').count(), 1);
  });

  it('stands still while it is held, and counts what comes', async () => {
    await using watch = await FakeWatch.open();
    watch.send('server', serverView);
    watch.send('attempt', recordedAttempt('account-disabled'));
    await using opened = await OpenPage.of(browser(), watch.url);
    await opened.page.getByRole('link', { name: 'account-disabled' }).waitFor();
    await opened.page.getByRole('button', { name: 'Hold' }).click();
    watch.send('attempt', recordedAttempt('not-smb'));
    const held = opened.page.getByRole('button', { name: 'Held · 1 new' });
    await held.waitFor();
    assert.deepEqual(await opened.texts('tbody .reason'), ['account-disabled']);
    await held.click();
    assert.deepEqual(await opened.texts('tbody .reason'), ['not-smb', 'account-disabled']);
  });

  it('saves the capture of an attempt under its name', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    watch.captures.set(2, Buffer.from('0a0d0d0a1c000000', 'hex'));
    await using opened = await OpenPage.of(browser(), watch.url);
    await opened.page.getByRole('row').filter({ hasText: 'CORP\\scanner' }).click();
    const download = opened.page.waitForEvent('download');
    await opened.page.getByRole('button', { name: 'Capture' }).click();
    const file = await download;
    assert.equal(file.suggestedFilename(), 'attempt-2.pcapng');
    assert.equal((await readFile(await file.path())).toString('hex'), '0a0d0d0a1c000000');
    watch.captures.clear();
    await opened.page.getByRole('button', { name: 'Capture' }).click();
    await until('it is said', async () =>
      (await opened.texts('.said')).includes('The server keeps its packets no longer'),
    );
  });
});
