import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startService } from '../support/start-service.js';

const folder = 'src/cli/serve/container';
const compose = readFileSync(join(folder, 'compose.yaml'), 'utf8');

/** The value of a key that is there once, on one line. */
function valueOf(key: string): string {
  const values = [...compose.matchAll(new RegExp(`^ +${key}: (\\S.*)$`, 'gm'))].map(
    ([, value = '']) => value,
  );
  assert.equal(values.length, 1, key);
  return values[0] ?? '';
}

/** The words of a list on one line. */
function wordsOf(key: string): string[] {
  const [, inside = ''] = /^\[(.*)\]$/.exec(valueOf(key)) ?? [];
  return inside.split(', ').map((word) => word.replace(/^'(.*)'$/, '$1'));
}

describe('compose.yaml', () => {
  it('builds the image of the Dockerfile, and has a secret that there is', () => {
    assert.ok(existsSync(join(folder, valueOf('build'), 'Dockerfile')));
    assert.deepEqual(wordsOf('secrets'), ['smb2']);
    assert.ok(existsSync(join(folder, valueOf('file'))));
  });

  it('has a command by which the account in its secret can log in', async () => {
    // Where the test cannot have the place that the container has.
    const here = new Map([
      ['/run/secrets/smb2', join(folder, valueOf('file'))],
      ['0.0.0.0', '127.0.0.1'],
      ['445', '0'],
      ['0.0.0.0:9445', '127.0.0.1:0'],
    ]);
    const [command, ...args] = wordsOf('command');
    assert.equal(command, 'serve');
    assert.deepEqual(
      [...here.keys()].filter((place) => !args.includes(place)),
      [],
    );
    await using service = await startService(args.map((word) => here.get(word) ?? word));
    const client = await service.login({ user: 'scanner', password: 'change me' });
    client.close();
  });

  it('serves health where the image asks for it', () => {
    const dockerfile = readFileSync('Dockerfile', 'utf8');
    const [, asked = ''] = /^HEALTHCHECK .* CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    assert.deepEqual(JSON.parse(asked), ['/usr/local/bin/smb2-auth-server', 'health', '9445']);
    const [, usual = ''] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    assert.equal(portOfAdmin(JSON.parse(usual) as string[]), '9445');
    assert.equal(portOfAdmin(wordsOf('command')), '9445');
  });
});

/** The port behind `--admin`. */
function portOfAdmin(words: readonly string[]): string | undefined {
  return words[words.indexOf('--admin') + 1]?.replace(/^.*:/, '');
}
