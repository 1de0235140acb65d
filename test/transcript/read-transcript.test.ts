import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTranscript } from '../../src/transcript/read-transcript.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import { record } from '../support/recorded.js';
import { SmbClient } from '../support/smb-client.js';
import { negotiate } from '../support/smb-client-login.js';

function read(text: string) {
  return readTranscript(text, 'file');
}

/** The message of the one error that a damaged transcript may throw. */
function messageOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    return error.message;
  }
  return '';
}

describe('reading transcripts', () => {
  let text = '';
  before(async () => {
    text = await record(async (port) => {
      const client = await SmbClient.connect(port);
      await negotiate(client);
      client.close();
      await client.closed;
    });
  });

  it('refuses a moment that no clock has', () => {
    const late = (line: string, key: string): string =>
      line.replace(new RegExp(`"${key}":[\\d.]+`), `"${key}":1e300`);
    const [head = '', ...lines] = text.split('\n');
    assert.match(messageOf(`${late(head, 'startedAt')}\n`), /^"?file line 1, startedAt: |^file line 1/);
    for (const key of ['at', 'clock']) {
      const all = lines.map((line) => late(line, key)).join('\n');
      assert.match(messageOf(`${head}\n${all}`), new RegExp(`^file line \\d+, ${key}: `));
    }
  });

  it('refuses more lines than a server writes, rather than to leave some out', function () {
    this.timeout(60_000);
    const [head = ''] = text.split('\n');
    assert.equal(
      messageOf(`${head}\n${'\n'.repeat(3_000_000)}`),
      'file line 3000001: expected at most 3000000 lines',
    );
  });

  it('leaves out a line that is cut, and says that the file is not whole, at every byte', () => {
    const lines = text.split('\n');
    const head = (lines[0]?.length ?? 0) + 1;
    for (let length = 0; length < text.length; length++) {
      const part = text.slice(0, length);
      if (length < head) {
        assert.match(messageOf(part), /^file line 1: expected the first line of a transcript$/);
        continue;
      }
      const { lines: there, incomplete } = read(part);
      assert.equal(there.length, part.split('\n').length - 2);
      assert.match(incomplete ?? '', /the last line is (cut|missing)/);
    }
    assert.equal(read(text).incomplete, undefined);
  });

  it('names the line, the key and the fault', () => {
    const lines = text.split('\n');
    const changed = (index: number, change: (line: string) => string): string =>
      lines.map((line, at) => (at === index ? change(line) : line)).join('\n');
    const received = lines.findIndex((line) => line.includes('"received"'));
    for (const [damaged, message] of [
      [
        changed(0, (line) => line.replace('"transcript":1', '"transcript":2')),
        /file line 1: .* version 2 .* expected 1/,
      ],
      [changed(0, (line) => line.replace('"transcript":1', '"x":1')), /file line 1: expected the first line/],
      [
        changed(0, (line) => line.replace('"secrets":false', '"secrets":"no"')),
        /file line 1, secrets: expected true or false/,
      ],
      [
        changed(received, (line) => line.slice(5)),
        new RegExp(`file line ${received + 1}: expected a JSON object`),
      ],
      [
        changed(received, (line) => line.replace('"bytes":"', '"bytes":"zz')),
        /bytes: expected hexadecimal digits in pairs/,
      ],
      [
        changed(received, (line) => line.replace('"connection":1', '"connection":7')),
        /the connection is not open/,
      ],
      [changed(received, (line) => line.replace('"event":"received"', '"event":"eaten"')), /event/],
      [changed(received, (line) => line.replace('{', '{"more":1,')), /more: unknown key/],
      [
        changed(0, (line) => line.replace('"name":"data","temporary":true', '"name":"data","path":"/tmp"')),
        /file line 1, server.shares: expected temporary shares alone/,
      ],
      ['', /expected the first line/],
      ['\n\n', /expected a JSON object/],
      ['null\n', /expected the first line/],
      ['[]\n', /expected the first line/],
    ] as const) {
      assert.match(messageOf(damaged), message);
    }
  });

  it('never throws anything else, whatever the file has', () => {
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.nat(4),
        (at, put, cut) => {
          messageOf(text.slice(0, at) + put + text.slice(at + cut));
        },
      ),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(fc.json(), (json) => void messageOf(`${json}\n`)),
      { numRuns: 100 },
    );
  });
});
