import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { defineMetrics, defineProcessMetrics } from '../../src/admin/define-metrics.js';
import { JointSource } from '../../src/admin/joint-source.js';
import { labels } from '../../src/admin/label-words.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { readPrometheusText } from '../support/prometheus-text.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

interface Row {
  readonly type: string;
  readonly labels: readonly string[];
}

const page = readFileSync('src/admin/METRICS.md', 'utf8');

/** The rows of the table of the page. */
function rowsOfPage(): Map<string, Row> {
  const rows = page.matchAll(/^\| `(smb2_auth_\w+)` +\| (\w+) +\| ([^|]*)\|/gm);
  return new Map(
    [...rows].map(([, name = '', type = '', words = '']) => [
      name,
      { type, labels: [...words.matchAll(/`(\w+)`/g)].map(([, label = '']) => label) },
    ]),
  );
}

/** The metrics of the program, by the names that it gives them. */
function rowsOfProgram(): Map<string, Row> {
  const registry = new Registry();
  defineMetrics(registry);
  const metrics = registry.getMetricsAsArray() as unknown as {
    name: string;
    type: string;
    labelNames: string[];
  }[];
  return new Map(metrics.map(({ name, type, labelNames }) => [name, { type, labels: labelNames }]));
}

/** The expressions of the alerts. */
function expressions(): string[] {
  const rules = page.slice(page.indexOf('## Alerts'));
  return [...rules.matchAll(/^ {8}expr: (?:\|\n((?: {10}.*\n)+)|(.*)$)/gm)].map(
    ([, long, short]) => long ?? short ?? '',
  );
}

describe('METRICS.md', () => {
  const folder = useTemporaryFolder();

  it('has a row for each metric, with its type and labels, and no other', async () => {
    const ofWorkers = { type: 'gauge', labels: ['worker'] };
    const expected = new Map([...rowsOfProgram(), ['smb2_auth_worker_up', ofWorkers] as const]);
    const sorted = (rows: Map<string, Row>) => [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1));
    assert.deepEqual(sorted(rowsOfPage()), sorted(expected));
    const joint = new JointSource(1, '1.2.3', new FixedRuntime());
    const { type } = readPrometheusText(await joint.metrics()).get('smb2_auth_worker_up') ?? {};
    assert.equal(type, 'gauge');
  });

  it('names metrics of Node.js that there are', () => {
    const registry = new Registry();
    defineProcessMetrics(registry);
    const names = registry.getMetricsAsArray().map(({ name }) => name);
    const named = [...page.matchAll(/\b(?:nodejs|process)_\w+/g)].map(([name]) => name);
    assert.ok(named.length > 4);
    assert.deepEqual(
      named.filter((name) => !names.includes(name)),
      [],
    );
  });

  it('asks in its alerts for metrics, labels and words that there are', () => {
    const rows = rowsOfPage();
    const found = expressions();
    assert.equal(found.length, 12);
    for (const expression of found)
      for (const [, name = '', selector = ''] of expression.matchAll(
        /(smb2_auth_\w+?)(?:_bucket)?\b(?:\{([^}]*)\})?/g,
      )) {
        const row = rows.get(name);
        assert.ok(row, name);
        for (const [, label = '', words = ''] of selector.matchAll(/(\w+)=~?"([^"]*)"/g)) {
          assert.ok(row.labels.includes(label), `${name} ${label}`);
          const labelOf = labels[label as keyof typeof labels] as ((word: string) => string) | undefined;
          for (const word of words.split('|'))
            assert.equal(labelOf?.(word) ?? (label === 'state' ? 'lost' : ''), word);
        }
      }
  });

  it('has alerts that promtool takes', async function () {
    requireProgram(this, 'promtool', false);
    const [, rules = ''] = /## Alerts\s+```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const path = join(folder(), 'rules.yaml');
    writeFileSync(path, rules);
    const { code, stdout, stderr } = await run('promtool', ['check', 'rules', path]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /SUCCESS: 12 rules found/);
  });

  it('has a configuration that promtool takes', async function () {
    requireProgram(this, 'promtool', false);
    const [, configuration = ''] = /For Prometheus:\s+```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const path = join(folder(), 'prometheus.yaml');
    writeFileSync(path, configuration);
    const { code, stderr } = await run('promtool', ['check', 'config', path]);
    assert.equal(code, 0, stderr);
  });
});
