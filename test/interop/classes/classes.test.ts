import assert from 'node:assert/strict';
import { canRunSmbd } from '../../support/smbd.js';
import { observeBoth } from './both-servers.js';
import { compare, judge, matches, type Difference } from './differences.js';
import { explained } from './explained.js';
import type { Observations } from './observations.js';

/** The minimum for clients that read with a C structure, which ends in at least one character. */
const cStructures: Readonly<Record<string, number>> = {
  '*/BASIC': 40,
  '*/STANDARD': 24,
  '*/INTERNAL': 8,
  '*/EA': 4,
  '*/ALL': 101,
  '*/COMPRESSION': 16,
  '*/NETWORK_OPEN': 56,
  '*/ATTRIBUTE_TAG': 8,
  '*/ID': 24,
  'file/STREAM': 25,
  '*/Fs VOLUME': 20,
  '*/Fs SIZE': 24,
  '*/Fs DEVICE': 8,
  '*/Fs ATTRIBUTE': 14,
  '*/Fs FULL_SIZE': 32,
  '*/Fs SECTOR_SIZE': 28,
  'listing/*': 12 + 2,
};

describe('every structure that a client reads, beside those of a real smbd', () => {
  let ours: Observations = new Map();
  let differences: readonly Difference[] = [];

  before(async function () {
    if (!canRunSmbd) this.skip();
    // Some twelve thousand questions.
    this.timeout(120_000);
    const both = await observeBoth();
    ({ ours } = both);
    differences = compare(both.smbd, both.ours);
  });

  it('asks both the same, and gets answers', () => {
    assert.ok(ours.size > 1000, String(ours.size));
    for (const path of ['file/ALL', 'directory/Fs SIZE', 'root/BASIC', 'listing/ID_BOTH_DIRECTORY']) {
      assert.equal(ours.get(`${path}/status`), 'SUCCESS', path);
      assert.ok(!differences.some((difference) => difference.path === `${path}/status`), path);
    }
  });

  it('differs in what is explained, and in nothing else', () => {
    assert.deepEqual(judge(differences, explained).unexplained, []);
  });

  it('explains nothing that is the same', () => {
    assert.deepEqual(judge(differences, explained).idle, []);
  });

  it('is never shorter than the C structures of clients', () => {
    for (const [path, length] of ours) {
      const [target = '', name = '', aspect] = path.split('/');
      if (aspect !== 'length' || target === 'pipe') continue;
      const minimum = Object.entries(cStructures).find(([pattern]) =>
        matches(pattern, `${target}/${name}`),
      )?.[1];
      assert.ok(Number(length) >= (minimum ?? 0), `${path}: ${length}`);
    }
  });
});

describe('the comparison itself', () => {
  const difference = (path: string): Difference => ({ path, smbd: '1', ours: '2' });

  it('an unexplained difference and an idle explanation are told', () => {
    const explanations = [{ paths: ['*/ALL/mode', 'root/EA/value'], why: 'for a test' }];
    const differences = [difference('file/ALL/mode'), difference('file/EA/value')];
    assert.deepEqual(judge(differences, explanations), {
      unexplained: [difference('file/EA/value')],
      idle: ['root/EA/value'],
    });
  });

  it('a status that differs stands for the answer, and bytes count where nothing else differs', () => {
    const smbd = new Map([
      ['a/X/status', 'SUCCESS'],
      ['a/X/length', '4'],
      ['a/Y/value', '1'],
      ['a/Y/bytes', '01'],
      ['a/Z/bytes', '01'],
    ]);
    const ours = new Map([
      ['a/X/status', 'NOT_SUPPORTED'],
      ['a/Y/value', '2'],
      ['a/Y/bytes', '02'],
      ['a/Z/bytes', '02'],
    ]);
    const paths = compare(smbd, ours).map(({ path }) => path);
    assert.deepEqual(paths, ['a/X/status', 'a/Y/value', 'a/Z/bytes']);
  });
});
