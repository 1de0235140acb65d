import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderReport } from '../../src/posture/render.js';
import { catalogue, someRows } from '../posture/support.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

describe('the HTML report in a browser', () => {
  const folder = useTemporaryFolder();
  before(function () {
    requireProgram(this, 'chromium', false);
  });

  it('shows a row for each client', async () => {
    const page = join(folder(), 'report.html');
    const rows = await someRows();
    writeFileSync(
      page,
      renderReport({ catalogue, rows, generatedAt: 0, version: '1.2.3', omitted: 0 }, 'html'),
    );
    const { stdout } = await run(
      'chromium',
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--dump-dom',
        `--user-data-dir=${folder()}/profile`,
        `file://${page}`,
      ],
      { timeout: 60_000 },
    );
    const body = /<table id="clients">[\s\S]*<tbody>([\s\S]*)<\/tbody>/.exec(stdout)?.[1] ?? '';
    assert.deepEqual(
      [...body.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, client]) => client),
      ['10.0.0.1', '10.0.0.2&lt;b&gt;'],
    );
  }).timeout(70_000);
});
