import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import { OpenPage, recordedAttempt, sendRecorded, serverView, useBrowser } from './browser.js';
import { brokenLogin } from './conversations.js';
import { FakeWatch } from './fake-watch.js';

/** The rules of WCAG 2.2 A and AA that axe can check, and its best practices. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A view by its address, and something that it shows. */
const views = [
  ['#/attempts', 'mangled-password'],
  ['#/attempts/2', 'The login broke here.'],
  ['#/attempts/4', 'share-not-found'],
  ['#/clients', 'Speaks SMB1 only'],
  ['#/clients/10.20.0.50', 'Update the device or replace it.'],
  ['#/events', 'share-read-only'],
] as const;

describe('the live page: as axe reads it', () => {
  const browser = useBrowser();

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 390])
      it(`has no violation in any view, ${colorScheme}, ${width} pixels wide`, async () => {
        await using watch = await FakeWatch.open();
        sendAll(watch);
        await using opened = await OpenPage.of(browser(), watch.url, { width, height: 900, colorScheme });
        await opened.page.evaluate(axe.source);
        for (const [hash, words] of views) {
          await opened.page.evaluate(`location.hash = '${hash}'`);
          await opened.page.getByText(words).filter({ visible: true }).first().waitFor();
          assert.deepEqual(await violationsOf(opened), [], hash);
        }
      });

  it('has no violation in the help, before the first attempt, without a connection and without a token', async () => {
    await using watch = await FakeWatch.open();
    watch.send('server', serverView);
    await using opened = await OpenPage.of(browser(), watch.url);
    const { page } = opened;
    await page.evaluate(axe.source);
    await page.getByText('Waiting for the first login').waitFor();
    assert.deepEqual(await violationsOf(opened), []);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    assert.deepEqual(await violationsOf(opened), []);
    await page.keyboard.press('Escape');
    watch.streamStatus = 503;
    watch.cut();
    await page.getByText('The server answers 503').waitFor();
    assert.deepEqual(await violationsOf(opened), []);
    watch.streamStatus = 401;
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('it was started anew since').waitFor();
    assert.deepEqual(await violationsOf(opened), []);
  });
});

function sendAll(watch: FakeWatch): void {
  sendRecorded(watch);
  watch.conversations.set(2, brokenLogin);
  watch.captures.set(2, Buffer.alloc(0));
  watch.conversations.set(4, { ...brokenLogin, attempt: 4 });
  const [smb1, note] = [
    { code: 'smb1', title: 'Speaks SMB1 only', help: 'Update the device or replace it.', level: 'error' },
    { code: 'no-kerberos', title: 'Does not offer Kerberos', help: 'It should.', level: 'note' },
  ] as const;
  const client = {
    attempts: 3,
    accepted: 1,
    refused: 1,
    unfinished: 1,
    firstSeen: 0,
    lastSeen: 1000,
    carriers: ['smb'],
    dialects: ['3.1.1'],
    mechanisms: ['NTLM'],
    users: ['CORP\\alice'],
    workstations: ['DESK'],
    reasons: [recordedAttempt('smb1-only').reason],
    columns: [],
  };
  watch.send('posture', {
    generatedAt: 0,
    omitted: 2,
    omittedClients: 1,
    clients: [
      { ...client, client: '10.20.0.50', findings: [smb1, note] },
      { ...client, client: '10.20.0.31', findings: [] },
    ],
  });
}

/** Each violation with the elements that it concerns. */
async function violationsOf({ page }: OpenPage): Promise<string[]> {
  const options = JSON.stringify({ runOnly: tags, resultTypes: ['violations'] });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}
