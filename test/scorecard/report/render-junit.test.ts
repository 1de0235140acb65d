import assert from 'node:assert/strict';
import { renderJunit } from '../../../src/scorecard/report/render-junit.js';
import { python } from '../../support/impacket.js';
import { requireProgram } from '../../support/require-program.js';
import { run } from '../../support/run.js';
import { hostile, scorecard, scoredCase } from './example.js';

/** The elements that readers of JUnit XML agree on: attributes, those they need, and children. */
const elements: Readonly<Record<string, { needs: string[]; may: string[]; holds: string[] }>> = {
  testsuites: { needs: [], may: ['name', 'tests', 'failures', 'errors', 'time'], holds: ['testsuite'] },
  testsuite: {
    needs: ['name', 'tests', 'failures', 'errors'],
    may: ['skipped', 'time', 'timestamp'],
    holds: ['properties', 'testcase'],
  },
  properties: { needs: [], may: [], holds: ['property'] },
  property: { needs: ['name', 'value'], may: [], holds: [] },
  testcase: { needs: ['name'], may: ['classname', 'time'], holds: ['failure', 'skipped', 'system-out'] },
  failure: { needs: [], may: ['message', 'type'], holds: [] },
  skipped: { needs: [], may: ['message'], holds: [] },
  'system-out': { needs: [], may: [], holds: [] },
};

interface Node {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
}

/** A strict parser of XML: Python's expat. */
const toJson = `
import json, sys, xml.etree.ElementTree as tree
def node(e): return {"tag": e.tag, "attributes": e.attrib, "children": [node(c) for c in e]}
print(json.dumps(node(tree.fromstring(sys.argv[1]))))
`;

function faultsOf({ tag, attributes, children }: Node): string[] {
  const rule = elements[tag];
  if (rule === undefined) return [`<${tag}>`];
  const missing = rule.needs
    .filter((name) => !(name in attributes))
    .map((name) => `<${tag}> without ${name}`);
  const strange = Object.keys(attributes).filter((name) => ![...rule.needs, ...rule.may].includes(name));
  const misplaced = children.filter((child) => !rule.holds.includes(child.tag)).map((child) => child.tag);
  const inside = children.flatMap(faultsOf);
  return [...missing, ...strange.map((name) => `<${tag} ${name}>`), ...misplaced, ...inside];
}

const card = scorecard(
  scoredCase('baseline/default', 'secure', { run: undefined }),
  scoredCase('attacks/a', 'insecure', { because: hostile }),
  scoredCase('attacks/b', 'not-reached'),
  scoredCase('attacks/c', 'secure', { run: { ...scoredCase('x/y', 'secure').run!, output: hostile } }),
);

describe('the scorecard as JUnit XML', () => {
  const xml = renderJunit(card);

  it('a suite for each group, with its counts', () => {
    assert.match(
      xml,
      /<testsuite name="baseline" tests="1" failures="0" errors="0" skipped="0" time="0.000"/,
    );
    assert.match(xml, /<testsuite name="attacks" tests="3" failures="1" errors="0" skipped="1" time="3.702"/);
    assert.match(xml, /timestamp="2026-01-02T03:04:05"/);
  });

  it('what is against the client is a failure, what says nothing is skipped', () => {
    assert.equal(xml.match(/<failure message="insecure: /g)?.length, 1);
    assert.equal(xml.match(/<skipped message="not-reached: /g)?.length, 1);
  });

  it('nothing of the client becomes markup, or a character that XML has not', () => {
    assert.doesNotMatch(xml, /<script|\u0000|\u001b|\u202e|\]\]>/);
    assert.match(
      xml,
      /&lt;\/pre&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt; \]\]&gt; &amp; &quot;quoted&quot;/,
    );
    assert.match(xml, /\nsecond line<\/system-out>/);
  });

  it('is XML, with the elements and attributes that readers know', async function () {
    requireProgram(this, python);
    const { code, stdout, stderr } = await run(python, ['-c', toJson, xml]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(faultsOf(JSON.parse(stdout) as Node), []);
  });
});
