import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fuzzAcceptors } from './acceptors/fuzz-acceptors.js';
import { decoderTargets, fuzzDecoders } from './decoders.js';
import { expectNoCrash, newSeed } from './expect-no-crash.js';
import { reportAcceptors, reportDecoders } from './report.js';
import * as codec from '../../src/smb2-codec/index.js';

/** Milliseconds of each part in a run of all tests; `npm run fuzz` has more. */
const DECODERS = 40_000;
const ACCEPTORS = 20_000;

describe('fuzz: bytes', function () {
  this.timeout(3 * (DECODERS + ACCEPTORS));

  it('every decoder takes any bytes with an error that it promises, in bounded time and memory', async () => {
    const seed = newSeed();
    expectNoCrash(seed, reportDecoders(await fuzzDecoders(seed, DECODERS), DECODERS));
  });

  it('no acceptor lets anybody in without a right proof, or throws', async () => {
    const seed = newSeed();
    const counts = await fuzzAcceptors(seed, ACCEPTORS);
    assert.ok(counts.proven > 0, 'right proofs are accepted');
    expectNoCrash(seed, reportAcceptors(counts, ACCEPTORS));
  });

  it('no function of src/ that decodes a Buffer is left out', () => {
    const sources =
      readFileSync('test/fuzz/targets/login-targets.ts', 'utf8') +
      readFileSync('test/fuzz/targets/rpc-targets.ts', 'utf8') +
      readFileSync('test/fuzz/targets/file-targets.ts', 'utf8');
    const named = new Set([
      ...Object.keys(codec),
      ...Object.keys(codec.fscc),
      ...(sources.match(/\bdecode\w+/g) ?? []),
    ]);
    const missing = decodersOf('src').filter((name) => !named.has(name));
    // Each of these is called by a target whose name is another.
    assert.deepEqual(missing.toSorted(), ['decodeText', 'decodeUtf16', 'decodeVersion1', 'decodeVersion2']);
    assert.equal(new Set(decoderTargets().map(({ name }) => name)).size, decoderTargets().length);
  });
});

/** Names of the exported functions that take a Buffer first. */
function decodersOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return [...text.matchAll(/^export function (decode\w+)\(\s*\w+: Buffer/gm)].map(
        ([, name = '']) => name,
      );
    });
}
