import assert from 'node:assert/strict';
import { load } from './load.js';

type Figures = Readonly<Record<string, number | undefined>>;

const { median, medians, ratio, resultOf, growthOf, transfersOf, shown } = await load<{
  median: (numbers: readonly number[]) => number | undefined;
  medians: (rounds: readonly Figures[]) => Figures;
  ratio: (one: number | undefined, other: number | undefined) => number | undefined;
  resultOf: (line: string) => Readonly<Record<string, string | number>>;
  growthOf: (value: string) => number;
  transfersOf: (output: string) => readonly number[];
  shown: (number: number | undefined) => string;
}>('figures.mjs');

describe('bench: figures', () => {
  for (const [numbers, middle] of [
    [[], undefined],
    [[7], 7],
    [[10, 9, 100], 10],
    [[4, 1, 3, 2], 2.5],
  ] as const)
    it(`the median of ${numbers.join(', ') || 'nothing'} is ${middle}`, () => {
      assert.equal(median(numbers), middle);
    });

  it('a figure that one round did not give comes from the others', () => {
    const rounds = [{ rate: 1, p99: 5 }, { rate: 3 }, { rate: 2, p99: 7, cpu: undefined }];
    assert.deepEqual(medians(rounds), { rate: 2, p99: 6, cpu: undefined });
  });

  it('a ratio needs both sides', () => {
    assert.equal(ratio(6, 3), 2);
    assert.equal(ratio(0, 3), 0);
    for (const [one, other] of [
      [undefined, 3],
      [6, undefined],
      [6, 0],
      [Number.NaN, 3],
    ] as const)
      assert.equal(ratio(one, other), undefined);
  });
});

describe('bench: lines of other programs', () => {
  it('the result line of a generator becomes an object', () => {
    const line = 'label mode=session c=8 rate=1050.5 errors=0 cpu_srv=-0.1 rss_kb=100->250\n';
    const result = resultOf(line);
    assert.deepEqual(result, {
      mode: 'session',
      c: 8,
      rate: 1050.5,
      errors: 0,
      cpu_srv: -0.1,
      rss_kb: '100->250',
    });
    assert.equal(growthOf('100->250'), 150);
  });

  it('no line is an object without figures', () => {
    assert.deepEqual(resultOf(''), {});
  });

  it('smbclient counts in 1,024 bytes', () => {
    const output = [
      String.raw`putting file source as \bench.bin (250000.0 kb/s) (average 250000.0 kb/s)`,
      String.raw`getting file \bench.bin of size 300000000 as /dev/null (500000.5 KiloBytes/sec) (average 500000.5 KiloBytes/sec)`,
    ];
    assert.deepEqual(transfersOf(output.join('\n')), [256, 512.000512]);
    assert.deepEqual(transfersOf('NT_STATUS_ACCESS_DENIED opening remote file'), []);
  });
});

describe('bench: numbers for people', () => {
  for (const [number, text] of [
    [undefined, '–'],
    [Number.NaN, '–'],
    [0, '0'],
    [0.093_312, '0.0933'],
    [17.84, '17.8'],
    [99.96, '100'],
    [810.4, '810'],
    [30_900.4, '30,900'],
  ] as const)
    it(`${number} is shown as ${text}`, () => {
      assert.equal(shown(number), text);
    });
});
