import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { readBoundedFile, TooLong } from '../../../src/cli/bounded-file.js';
import { ReplayPrinter } from '../../../src/cli/replay/print.js';
import { coloursFor } from '../../../src/diagnosis/output/paragraph.js';
import { scriptsOf } from '../../../src/replay/script.js';
import { record, recordingOf } from '../../support/recorded.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';
import { readTranscript } from '../../../src/transcript/read-transcript.js';

describe('a transcript of a stranger', () => {
  const folder = useTemporaryFolder();

  it('cannot act on the terminal', async () => {
    const recording = await recordingOf(async () => {});
    let text = '';
    const output = new Writable({
      write: (chunk, _encoding, done) => {
        text += String(chunk);
        done();
      },
    });
    const software = '\u001b[31mred\u0007';
    const head = { ...recording.head, software };
    new ReplayPrinter(output, false, coloursFor({ isTTY: false }, {})).head({ ...recording, head }, 0);
    assert.match(text, /by version \\u\{1b\}\[31mred\\u\{7\},/);
  });

  it('with very many connections is read in one pass', async function () {
    this.timeout(60_000);
    const [head = ''] = (await record(async () => {})).split('\n');
    const place = { address: '::1', port: 1 };
    const opened = Array.from({ length: 60_000 }, (_, index) =>
      JSON.stringify({
        at: 0,
        event: 'opened',
        connection: index + 1,
        carrier: 'smb',
        remote: place,
        local: place,
      }),
    );
    const recording = readTranscript(`${[head, ...opened].join('\n')}\n`, 'file');
    const began = performance.now();
    assert.equal(scriptsOf(recording).length, 60_000);
    // For each connection a pass over all lines takes a minute.
    assert.ok(performance.now() - began < 5000);
  });

  it('is read up to its bound, whether or not it says how long it is', function () {
    const file = join(folder(), 'file');
    writeFileSync(file, 'x'.repeat(100));
    assert.equal(readBoundedFile(file, 100).length, 100);
    assert.throws(() => readBoundedFile(file, 99), TooLong);
    if (process.platform === 'win32') this.skip();
    assert.throws(() => readBoundedFile('/dev/zero', 3_000_000), TooLong);
  });
});
