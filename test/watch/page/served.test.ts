import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { requireProgram } from '../../support/require-program.js';
import { SmbClient } from '../../support/smb-client.js';
import { negotiate, tryLogin } from '../../support/smb-client-login.js';
import { alice, smbclient } from '../../support/smbclient.js';
import { startCli, type RunningCli } from '../../support/start-cli.js';
import { OpenPage, useBrowser } from './browser.js';

describe('the live page of a server', () => {
  const browser = useBrowser();
  let server: RunningCli | undefined;
  let url = '';
  before(async () => {
    server = await startCli([
      '--user',
      `${alice.name}:${alice.password}`,
      '--share',
      'files',
      '--watch',
      '0',
    ]);
    url = String((await server.record(({ carrier }) => carrier === 'watch'))['url']);
  });
  after(() => server?.stop());

  it('shows a wrong password of smbclient as it happens, where it broke, and gives its capture', async function () {
    requireProgram(this, 'smbclient');
    await using opened = await OpenPage.of(browser(), url);
    const { page } = opened;
    await page.getByText('Waiting for the first login').waitFor();
    await smbclient({ port: server?.port ?? 0, login: ['-U', 'CORP\\alice%Tr0ub4dor'] });
    await page.getByRole('row').filter({ hasText: 'CORP\\alice' }).click();
    await page.getByRole('region', { name: /^Refused / }).waitFor();
    await page.getByText('The login broke here.').waitFor();
    const steps = await opened.texts('.steps .message');
    assert.deepEqual(
      steps.map((step) => step.replace(/ \d+ bytes$/, '')),
      [
        'Client to server: NEGOTIATE request',
        'Server to client: NEGOTIATE response STATUS_SUCCESS',
        'Client to server: SESSION_SETUP request NTLM NEGOTIATE',
        'Server to client: SESSION_SETUP response STATUS_MORE_PROCESSING_REQUIRED, NTLM CHALLENGE',
        'Client to server: SESSION_SETUP request NTLM AUTHENTICATE',
        'Server to client: SESSION_SETUP response STATUS_LOGON_FAILURE',
      ],
    );
    assert.deepEqual(await opened.texts('.broke .title'), ['SESSION_SETUP request']);
    assert.match(
      (await opened.texts('.broke .break')).join(),
      /Check nt-proof failed \[MS-NLMP\] 3\.2\.5\.1\.2/,
    );
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Capture' }).click();
    const capture = await readFile(await (await download).path());
    assert.equal(capture.subarray(0, 4).toString('hex'), '0a0d0d0a');
    assert.ok(capture.includes(Buffer.from('NTLMSSP\0')));
    await page.getByRole('link', { name: /^Clients/ }).click();
    await page.getByRole('row').filter({ hasText: '127.0.0.1' }).click();
    await page.getByText('Does not offer Kerberos').waitFor();
    assert.deepEqual(opened.complaints, []);
  });

  it('shows hostile names that a client sent as text, and its policy lets nothing else in', async () => {
    await using opened = await OpenPage.of(browser(), url);
    const { page } = opened;
    const client = await SmbClient.connect(server?.port ?? 0);
    await negotiate(client);
    const name = '<img src=//evil.test/x onerror=window.ran=1>\u202e';
    await tryLogin(client, { user: name, domain: '</script>', workstation: '"><svg onload=window.ran=1>' });
    client.close();
    await page.getByRole('row').filter({ hasText: 'evil.test' }).click();
    await page.locator('.steps').waitFor();
    assert.deepEqual(await opened.texts('.subject bdi'), [
      '</script>\\<img src=//evil.test/x onerror=window.ran=1>\\u{202e}',
      '"><svg onload=window.ran=1>',
    ]);
    assert.equal(opened.complaints.join('\n'), '');
    const { origin } = new URL(url);
    assert.deepEqual(
      opened.asked.filter((asked) => !asked.startsWith(`${origin}/watch/`) && !asked.startsWith('data:')),
      [],
    );
    // The page itself makes no such elements: the browser refuses those that a mistake in it would let in.
    await page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'window.ran = 1';
      const outside = document.createElement('script');
      outside.src = '//evil.test/x.js';
      const image = document.createElement('img');
      image.src = '//evil.test/x.png';
      document.body.append(script, outside, image);
    }`);
    await assert.rejects(page.evaluate("fetch('http://127.0.0.1:1/')"), /Failed to fetch/);
    assert.equal(await page.evaluate('window.ran'), undefined);
    const refused = opened.complaints.filter((words) => words.includes('Content Security Policy'));
    assert.ok(refused.length >= 4, opened.complaints.join('\n'));
  });
});
