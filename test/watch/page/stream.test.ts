import assert from 'node:assert/strict';
import { until } from '../../support/until.js';
import { OpenPage, recordedAttempt, sendRecorded, serverView, useBrowser } from './browser.js';
import { FakeWatch } from './fake-watch.js';

describe('the live page: the stream', () => {
  const browser = useBrowser();

  it('reads events that come byte by byte', async () => {
    await using watch = await FakeWatch.open();
    await using opened = await OpenPage.of(browser(), watch.url);
    await until('the stream is open', () => watch.streams === 1);
    watch.chunk = 1;
    watch.send('server', { ...serverView, shares: ['Bücher 📚'] });
    await opened.page.getByText('Share: Bücher 📚').waitFor();
    assert.deepEqual(opened.complaints, []);
  });

  it('says that the connection is lost, and goes on behind the last event once it is back', async () => {
    await using watch = await FakeWatch.open();
    watch.send('server', serverView);
    watch.send('attempt', recordedAttempt('account-disabled'));
    await using opened = await OpenPage.of(browser(), watch.url);
    const { page } = opened;
    await page.getByRole('link', { name: 'account-disabled' }).waitFor();
    watch.streamStatus = 503;
    watch.cut();
    await page.getByText('The server answers 503.').waitFor();
    assert.match((await opened.texts('[role=alert]')).join(), /^Connection lost\. .* The list stands still/);
    watch.streamStatus = 200;
    watch.send('attempt', recordedAttempt('not-smb'));
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByRole('link', { name: 'not-smb' }).waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.deepEqual(await opened.texts('tbody .reason'), ['not-smb', 'account-disabled']);
    assert.equal(watch.asked.filter((line) => line === 'GET /watch/events').length, 1);
    assert.equal(watch.asked.at(-1), 'GET /watch/events?after=2');
  });

  it('says how many events it missed', async () => {
    await using watch = await FakeWatch.open();
    watch.send('server', serverView);
    watch.send('lost', { events: 250 });
    watch.send('lost', { events: 1 });
    await using opened = await OpenPage.of(browser(), watch.url);
    await opened.page.getByText('251 events did not reach this page').waitFor();
    await opened.page.getByRole('button', { name: 'Dismiss' }).click();
    assert.equal(await opened.page.locator('.notice').count(), 0);
  });

  it('takes the token out of its address, and keeps it for this tab', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    await using opened = await OpenPage.of(browser(), watch.url);
    await opened.page.getByRole('row').nth(17).waitFor();
    assert.equal(opened.page.url(), `${watch.origin}/watch/#/attempts`);
    await opened.page.reload();
    await opened.page.getByRole('row').nth(17).waitFor();
    assert.deepEqual([...new Set(watch.asked)].toSorted(), [
      'GET /watch/',
      'GET /watch/events',
      'GET /watch/page.css',
      'GET /watch/page.js',
    ]);
    assert.deepEqual(
      opened.asked.filter((url) => url.includes(watch.token)),
      [],
    );
  });

  it('asks for the printed address where it has no token, or an old one, and asks the server no more', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    await using opened = await OpenPage.of(browser(), `${watch.origin}/watch/`);
    const { page } = opened;
    const field = page.getByLabel('Or paste it here');
    await field.fill('http://127.0.0.1/watch/');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText('That has no key in it').waitFor();
    assert.equal(watch.asked.filter((line) => line.includes('events')).length, 0);
    await field.fill(`${watch.origin}/watch/#${'0'.repeat(64)}`);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText('it was started anew since').waitFor();
    assert.equal(watch.asked.filter((line) => line.includes('events')).length, 1);
    await field.fill(watch.url);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('row').nth(17).waitFor();
  });

  it('holds the latest 1000 of 10,000 attempts, and draws 200 of them until more are asked for', async () => {
    await using watch = await FakeWatch.open();
    watch.send('server', serverView);
    const record = { ...recordedAttempt('mangled-password'), checks: [], proof: undefined };
    for (let id = 1; id <= 10_000; id++) watch.send('attempt', { ...record, id });
    await using opened = await OpenPage.of(browser(), watch.url);
    const { page } = opened;
    await page.getByRole('button', { name: 'Refused 1000' }).waitFor();
    await until('the newest is there', async () => (await page.locator('[data-row="10000"]').count()) === 1);
    assert.equal(await page.locator('tbody tr').count(), 200);
    await page.getByRole('searchbox').fill('#9001');
    await page.getByText('1 of 1000').waitFor();
    await page.getByRole('searchbox').fill('#9000');
    await page.getByText('No attempt matches the filter').waitFor();
    await page.getByRole('button', { name: 'Show all' }).last().click();
    await page.getByRole('button', { name: 'Show 200 older' }).click();
    assert.equal(await page.locator('tbody tr').count(), 400);
    watch.send('attempt', { ...record, id: 10_001 });
    await page.locator('[data-row="10001"]').waitFor();
    assert.equal(await page.locator('tbody tr').count(), 400);
  });
});
