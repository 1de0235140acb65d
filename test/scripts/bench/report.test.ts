import assert from 'node:assert/strict';
import { load } from './load.js';

type Medians = Readonly<Record<string, Readonly<Record<string, number | undefined>>>>;
interface Goal {
  readonly goal: string;
  readonly wanted: string;
  readonly measured: string;
  readonly reached?: boolean;
  readonly alone: string;
}
interface Part {
  readonly name: string;
  readonly contenders: readonly string[];
  readonly rows: (medians: Medians) => readonly (readonly [string, Readonly<Record<string, string>>])[];
  readonly goals: (medians: Medians) => readonly Goal[];
}

const { parts } = await load<{ parts: readonly Part[] }>('parts/index.mjs');
const { ceilingOf } = await load<{
  ceilingOf: (server?: number, generator?: number, cores?: number) => number;
}>('parts/workers.mjs');
const { report } = await load<{ report: (measured: object) => string }>('report.mjs');

const part = (wanted: string): Part => parts.find(({ name }) => name === wanted)!;
const machine = {
  date: '2026-01-02',
  cpu: 'a processor',
  cores: 2,
  linux: '6.1',
  version: '1.2.3',
  node: '20.19.0',
  openssl: '3.0.1',
  samba: undefined,
  impacket: '0.10.0',
  pinned: true,
  load: 0.2,
};
const logins: Medians = {
  cli: { rateat1: 700, rateat8: 4000, rateat64: 1200, cpuat8: 250.4, p50at64: 100, p99at64: 301 },
  library: { rateat8: 6000, rateat64: 6000.4, p50at64: 100, p99at64: 300 },
  floor: { rateat1: 5000, rateat8: 10_000, rateat64: 10_000 },
  nodeAlone: { rateat8: 8000, rateat64: 7000, p50at64: 100, p99at64: 200 },
  impacket: { rateat8: 200 },
};

describe('bench: the report', () => {
  const measured = { machine, results: [{ part: part('logins'), medians: logins, rounds: {} }] };
  const present = Object.keys(logins);

  it('says that other programs were at work', () => {
    const asked = { rounds: 3, seconds: 4, long: false, format: 'text' };
    const said = (average: number): string =>
      report({ ...measured, machine: { ...machine, load: average }, asked, present: ['cli'], notes: [] });
    assert.match(said(4.56), /not quiet: load average 4\.6 before; /);
    assert.doesNotMatch(said(0.9), /quiet/);
  });

  it('is a table of figures and a table of what is to be reached, with the machine above', () => {
    const asked = { format: 'markdown', rounds: 3, seconds: 5 };
    const lines = report({ ...measured, asked, present, notes: ['smbd is not installed'] }).split('\n');
    assert.equal(
      lines[0],
      '2026-01-02, a processor, 2 cores; Linux 6.1, smb2-auth-server 1.2.3, Node 20.19.0, OpenSSL 3.0.1, ' +
        'impacket 0.10.0; server on core 0, generator on core 1; medians of 3 rounds of 5 s',
    );
    const cells = lines
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split(/ *\| */).slice(1, -1));
    assert.deepEqual(cells[0], [
      '',
      'CLI, lines read',
      'library',
      'floor: node:net',
      'Node alone: net, crypto',
      'impacket',
    ]);
    assert.deepEqual(cells[2], [
      'logins/s at 1 / 8 / 64 clients',
      '700 / 4,000 / 1,200',
      '– / 6,000 / 6,000',
      '5,000 / 10,000 / 10,000',
      '– / 8,000 / 7,000',
      '– / 200 / –',
    ]);
    assert.deepEqual(cells[3], [
      'logins/s, % of the floor',
      '14 / 40 / 12',
      '– / 60 / 60',
      '–',
      '– / 80 / 70',
      '– / 2 / –',
    ]);
    assert.deepEqual(
      cells.find(([goal]) => goal === 'what to reach'),
      ['what to reach', 'wanted', 'measured', 'reached', 'Node alone'],
    );
    assert.deepEqual(
      cells.find(([goal]) => goal === 'logins of the CLI against the floor, 64 clients'),
      ['logins of the CLI against the floor, 64 clients', 'at least 40 %', '12 %', 'no', '70 %'],
    );
    assert.equal(lines.at(-1), '- smbd is not installed.');
  });

  it('has no column for a server without a figure', () => {
    const asked = { format: 'markdown', rounds: 3, seconds: 5 };
    const medians = { ...logins, library: {}, impacket: { rateat8: undefined } };
    const results = [{ part: part('logins'), medians, rounds: {} }];
    const heads = report({ machine, results, asked, present, notes: [] }).split('\n')[2] ?? '';
    assert.deepEqual(heads.split(/ *\| */).slice(1, -1), [
      '',
      'CLI, lines read',
      'floor: node:net',
      'Node alone: net, crypto',
    ]);
  });

  it('JSON has the medians and every round', () => {
    const asked = { format: 'json', rounds: 1, seconds: 2 };
    const object = JSON.parse(report({ ...measured, asked, present, notes: [] })) as {
      parts: Record<string, { medians: Medians }>;
    };
    assert.deepEqual(object.parts['logins']?.medians, logins);
    assert.deepEqual(Object.keys(object), ['machine', 'rounds', 'seconds', 'parts', 'goals', 'notes']);
  });
});

describe('bench: what to reach', () => {
  const verdicts = (name: string, medians: Medians) =>
    part(name)
      .goals(medians)
      .map(({ measured, wanted, reached }) => [measured, wanted, reached]);
  const alone = (name: string, medians: Medians) =>
    part(name)
      .goals(medians)
      .map((goal) => goal.alone);

  it('Node alone: the same figure, or none', () => {
    assert.deepEqual(alone('logins', logins), ['80 %', '80 %', '70 %', '70 %', '–', '40 ×', '2 ×', '2 ×']);
    const nodeAlone = { signedat32: 15, sealedat1: 5 };
    assert.deepEqual(alone('echo', { nodeAlone, smbd: { signedat32: 10, sealedat1: 10 } }), [
      '–',
      '1.5 ×',
      '0.5 ×',
      '–',
    ]);
    assert.deepEqual(alone('bulk', { nodeAlone: { 'get signed': 9 }, smbd: { 'get signed': 3 } }), [
      '–',
      '3 ×',
      ...Array.from({ length: 4 }, () => '–'),
    ]);
    assert.deepEqual(alone('memory', { cli: { kilobytes: 1 } }), ['–']);
  });

  it('logins: against the floor, smbd and impacket, and p99 against p50', () => {
    assert.deepEqual(verdicts('logins', logins), [
      ['40 %', 'at least 40 %', true],
      ['60 %', 'at least 60 %', true],
      ['12 %', 'at least 40 %', false],
      ['60 %', 'at least 60 %', true],
      ['–', 'at least 100 ×', undefined],
      ['30 ×', 'at least 15 ×', true],
      ['3.01 ×', 'at most 3 ×', false],
      ['3 ×', 'at most 3 ×', true],
    ]);
  });

  it('messages: signed and sealed, 1 and 32 in flight, ahead of smbd', () => {
    const cli = { signedat1: 10, signedat32: 20, sealedat1: 30, sealedat32: 40 };
    const smbd = { signedat1: 10, signedat32: 10, sealedat1: 60 };
    assert.deepEqual(verdicts('echo', { cli, smbd }), [
      ['1 ×', 'at least 1 ×', true],
      ['2 ×', 'at least 1 ×', true],
      ['0.5 ×', 'at least 1 ×', false],
      ['–', 'at least 1 ×', undefined],
    ]);
  });

  it('bytes: both ways, signed and sealed, ahead of smbd with the memory flat', () => {
    const cli = {
      'put signed': 300,
      'get signed': 400,
      'put sealed': 200,
      'get sealed': 400,
      'before signed': 100,
      'highest signed': 120,
      'before sealed': 100,
      'highest sealed': 150,
    };
    const smbd = { 'put signed': 200, 'get signed': 200, 'put sealed': 400 };
    assert.deepEqual(verdicts('bulk', { cli, smbd }), [
      ['1.5 ×', 'at least 1 ×', true],
      ['2 ×', 'at least 1 ×', true],
      ['0.5 ×', 'at least 1 ×', false],
      ['–', 'at least 1 ×', undefined],
      ['20 MB more', 'at most 30 MB more', true],
      ['50 MB more', 'at most 30 MB more', false],
    ]);
  });

  for (const [name, cli, verdict] of [
    ['start', { node: 100, listening: 251, help: 120 }, ['2.51 ×', 'at most 2.5 ×', false]],
    ['start', { node: 100, listening: 250, help: 120 }, ['2.5 ×', 'at most 2.5 ×', true]],
    ['memory', { kilobytes: 16 }, ['16 KB', 'at most 16 KB', true]],
    ['memory', { kilobytes: 17.8 }, ['17.8 KB', 'at most 16 KB', false]],
    ['growth', { before: 40e6, after: 42e6, logins: 9 }, ['5 %', 'at most 5 %', true]],
    ['growth', { before: 40e6, after: 43e6, logins: 9 }, ['7.5 %', 'at most 5 %', false]],
    ['workers', { rate1: 1000, rate2: 1600 }, ['1.6 ×', 'at least 1.6 ×', true]],
    ['workers', { rate1: 1000, rate2: 1500 }, ['1.5 ×', 'at least 1.6 ×', false]],
  ] as const)
    it(`${name}: ${verdict.join(', ')}`, () => {
      assert.deepEqual(verdicts(name, { cli }), [verdict]);
    });

  for (const [server, generator, cores, times] of [
    [400, 100, 2, 1.6],
    [300, 100, 2, 1.5],
    [100, 300, 2, 1.5],
    [400, 100, 4, 2],
  ] as const)
    it(`workers: ${server} µs beside ${generator} µs on ${cores} cores allow ${times} times one`, () => {
      assert.equal(ceilingOf(server, generator, cores), times);
    });

  for (const { name, goals, rows } of parts)
    it(`${name}: nothing is reached that was not measured`, () => {
      for (const medians of [{}, { cli: {} }] as const)
        assert.deepEqual(
          goals(medians).filter(({ reached }) => reached !== undefined),
          [],
        );
      assert.ok(rows({ cli: {} }).length > 0);
    });
});
