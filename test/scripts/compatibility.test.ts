import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

interface Client {
  readonly name: string;
  readonly tests: readonly (readonly [what: string, file: string, titles?: RegExp])[];
}

/** The cells of each row of COMPATIBILITY.md, the client and its version in every one of them. */
function rowsOfPage(): string[][] {
  const page = readFileSync('src/server/COMPATIBILITY.md', 'utf8');
  const lines = page.split('\n').filter((line) => line.startsWith('| '));
  let client: string[] = [];
  return lines.slice(2).map((line) => {
    const [name = '', version = '', ...cells] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (name !== '') client = [name, version];
    return [...client, ...cells];
  });
}

describe('COMPATIBILITY.md', () => {
  it('has a row for everything that a client does in a test, and no other', async () => {
    const { clients } = (await import(pathToFileURL('scripts/compatibility/clients.mjs').href)) as {
      clients: readonly Client[];
    };
    const expected = clients.flatMap(({ name, tests }) =>
      tests.map(([what, file]) => [name, what, `[${file}.test.ts]`]),
    );
    assert.ok(expected.length > 50, String(expected.length));
    const rows = rowsOfPage().map(([name, , what, , , , link]) => [
      name,
      what,
      (link ?? '').replace(/\(.*\)$/, ''),
    ]);
    assert.deepEqual(rows, expected);
  });

  it('is of a run in which every client that was there passed something in each row', () => {
    const without = rowsOfPage().filter(([, , , passed]) => !(Number(passed) > 0));
    assert.deepEqual(
      without.filter(([, version]) => version !== 'not there'),
      [],
    );
  });
});
