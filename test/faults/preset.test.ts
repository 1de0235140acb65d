import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { renderFaults } from '../../src/faults/documentation.js';
import { FaultPlan } from '../../src/faults/fault-plan.js';
import {
  faultPresetNames,
  faultPresets,
  faults,
  type PresetFault,
  type PresetRow,
} from '../../src/faults/preset.js';
import { faultActions } from '../../src/faults/action.js';
import { dialectNames } from '../../src/protection/dialect.js';

function planOf(): FaultPlan {
  return new FaultPlan({
    carriers: ['smb', 'credssp', 'http', 'rpc'],
    dialects: dialectNames,
    kdc: true,
  });
}

describe('presets of faults', () => {
  for (const name of faultPresetNames) {
    it(`${name} is a fault that a server takes, in both forms`, () => {
      const plan = planOf();
      plan.add(faults[name](), { preset: name, name: 'again' });
      const [first, second] = plan;
      assert.equal(first?.name, name);
      assert.deepEqual({ ...first?.fault, name: 'again' }, second?.fault);
    });
  }

  it('have conditions beside their own', () => {
    const { when } = faults.noLogonServers({ user: 'alice', times: 1 });
    assert.deepEqual(when, { step: 'login-accepted', user: 'alice', times: 1 });
  });

  it('cannot be changed', () => {
    assert.throws(() => Object.assign(faultPresets.noLogonServers, { when: {} }), TypeError);
  });

  for (const [what, fault, message] of [
    ['an unknown preset', { preset: 'noSuchPreset' }, /faults\[0\]\.preset: expected/],
    ['an unknown key', { preset: 'noLogonServers', what: {} }, /faults\[0\]\.what: unknown key/],
    [
      'a condition that the step does not know',
      { preset: 'noLogonServers', when: { share: 'x' } },
      /share: never/,
    ],
  ] as const) {
    it(`refuses ${what}`, () => assert.throws(() => planOf().add(fault as unknown as PresetFault), message));
  }

  it('say what they imitate and what a good client does, in sentences', () => {
    const rows: readonly [string, PresetRow][] = Object.entries(faultPresets);
    const short = rows.filter(
      ([, { imitates, mustDo }]) => !/^[A-Z].+\.$/.test(imitates) || !mustDo.endsWith('.'),
    );
    assert.deepEqual(short, []);
  });
});

describe('FAULTS.md', () => {
  it('is what `npm run pages` writes', () => {
    assert.equal(readFileSync('src/faults/FAULTS.md', 'utf8'), renderFaults());
  });

  it('describes every key of every action', () => {
    assert.ok(Object.keys(faultActions).length > 1);
    assert.doesNotMatch(renderFaults(), /see the text/);
  });
});
