import assert from 'node:assert/strict';

/** A time series and its value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric of the text format of Prometheus. */
export interface Family {
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

const label = String.raw`[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*"`;
const sampleLine = new RegExp(
  String.raw`^([a-zA-Z_:][\w:]*)(?:\{(${label}(?:,${label})*)\})? (NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$`,
);

/**
 * Reads the text format of Prometheus, version 0.0.4, more strictly than Prometheus does: HELP and TYPE go before the
 * samples of each metric, whose names belong to it, and no series is there twice.
 *
 * @throws AssertionError for any other text
 */
export function readPrometheusText(text: string): Map<string, Family> {
  assert.ok(text.endsWith('\n'), 'the last line has an end');
  const families = new Map<string, { help: string; type: string; samples: Sample[] }>();
  const seen = new Set<string>();
  let current = '';
  for (const line of text.slice(0, -1).split('\n')) {
    if (line === '') continue;
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/.exec(line) ?? [];
    if (kind === 'HELP') {
      assert.ok(!families.has(name), `${name} is there once`);
      families.set(name, { help: rest, type: '', samples: [] });
      current = name;
    } else if (kind === 'TYPE') {
      assert.equal(name, current, line);
      assert.match(rest, /^(counter|gauge|histogram|summary)$/);
      const family = families.get(name);
      if (family) family.type = rest;
    } else {
      const family = families.get(current);
      const sample = sampleOf(line);
      assert.ok(family && family.type !== '', `a TYPE before ${line}`);
      const suffix = sample.name.slice(current.length);
      assert.ok(sample.name.startsWith(current), line);
      assert.ok(family.type === 'histogram' ? /^_(bucket|sum|count)$/.test(suffix) : suffix === '', line);
      const series = line.slice(0, line.lastIndexOf(' '));
      assert.ok(!seen.has(series), `${series} is there once`);
      seen.add(series);
      if (family.type === 'counter') assert.ok(sample.value >= 0, line);
      family.samples.push(sample);
    }
  }
  return families;
}

function sampleOf(line: string): Sample {
  const match = sampleLine.exec(line);
  assert.ok(match, `no sample: ${line}`);
  const [, name = '', inner = '', value = ''] = match;
  const pairs = [...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [
    key,
    text,
  ]);
  return {
    name,
    labels: Object.fromEntries(pairs) as Record<string, string>,
    value: value === 'NaN' ? NaN : Number(value.replace('Inf', 'Infinity')),
  };
}

/** The value of the only series of a metric with these labels; 0: there is none. */
export function valueOf(
  families: ReadonlyMap<string, Family>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const family = families.get(name) ?? families.get(name.replace(/_(bucket|sum|count)$/, ''));
  assert.ok(family, `there is a metric ${name}`);
  const found = family.samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  assert.ok(found.length <= 1, `one series of ${name} has these labels, not ${found.length}`);
  return found[0]?.value ?? 0;
}
