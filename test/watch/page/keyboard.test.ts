import assert from 'node:assert/strict';
import { OpenPage, sendRecorded, useBrowser } from './browser.js';
import { FakeWatch } from './fake-watch.js';

describe('the live page: keyboard and colours', () => {
  const browser = useBrowser();

  it('is used without a pointer: j and k, Enter, Escape, the slash, digits and the question mark', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    await using opened = await OpenPage.of(browser(), watch.url);
    const { page } = opened;
    const { keyboard } = page;
    const focused = () =>
      page.evaluate<string>('document.activeElement.dataset.row ?? document.activeElement.id');
    await page.getByRole('row').nth(17).waitFor();
    for (const key of ['j', 'j', 'ArrowDown', 'k']) await keyboard.press(key);
    assert.equal(await focused(), '16');
    await keyboard.press('Enter');
    assert.equal(await focused(), 'detail-title');
    assert.equal(new URL(page.url()).hash, '#/attempts/16');
    await keyboard.press('j');
    assert.equal(new URL(page.url()).hash, '#/attempts/15');
    await page.getByRole('heading', { name: 'No login left-without-a-word' }).waitFor();
    await keyboard.press('Escape');
    assert.equal(new URL(page.url()).hash, '#/attempts');
    assert.equal(await focused(), '15');
    await keyboard.press('/');
    await keyboard.type('jk/?1 smb1');
    assert.equal(await page.getByRole('searchbox').inputValue(), 'jk/?1 smb1');
    await keyboard.press('Escape');
    assert.equal(await page.getByRole('searchbox').inputValue(), '');
    await keyboard.press('2');
    await page.getByText('No client yet').waitFor();
    await keyboard.press('?');
    await page.getByRole('dialog', { name: 'Help' }).waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await keyboard.press('1');
    assert.equal(await page.locator('tbody tr').count(), 17);
  });

  it('lets single letters be switched off as commands', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    await using opened = await OpenPage.of(browser(), watch.url);
    const { page } = opened;
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByLabel('Single letters are commands').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await page.keyboard.press('p');
    assert.equal(new URL(page.url()).hash, '#/attempts');
    assert.equal(await page.getByRole('button', { name: 'Hold' }).count(), 1);
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate('document.activeElement.dataset.row'), '17');
  });

  it('has the colours of the system, or those that were chosen', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    await using opened = await OpenPage.of(browser(), watch.url, { colorScheme: 'dark' });
    const ground = () => opened.page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    assert.equal(await ground(), 'rgb(20, 23, 28)');
    await opened.page.getByRole('button', { name: 'Colours of the system; change' }).click();
    assert.equal(await ground(), 'rgb(246, 247, 249)');
    await opened.page.reload();
    assert.equal(await ground(), 'rgb(246, 247, 249)');
    await opened.page.getByRole('button', { name: 'Light colours; change' }).click();
    await opened.page.getByRole('button', { name: 'Dark colours; change' }).waitFor();
    assert.equal(await ground(), 'rgb(20, 23, 28)');
  });

  it('has what is open in place of the list on a narrow screen, and the way back', async () => {
    await using watch = await FakeWatch.open();
    sendRecorded(watch);
    await using opened = await OpenPage.of(browser(), watch.url, { width: 390, height: 844 });
    const { page } = opened;
    await page.getByRole('link', { name: 'smb1-only' }).click();
    await page.getByRole('heading', { name: 'No login smb1-only' }).waitFor();
    assert.equal(await page.locator('table').isVisible(), false);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
    await page.getByRole('button', { name: 'Back to the list' }).click();
    assert.equal(await page.locator('table').isVisible(), true);
    assert.equal(await page.evaluate('document.activeElement.dataset.row'), '10');
  });
});
