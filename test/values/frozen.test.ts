import assert from 'node:assert/strict';
import * as api from '../../src/index.js';

describe('defaults', () => {
  const { defaultAuthPolicy, defaultLimits, defaultSessionPolicy, policyPresets, reasons } = api;
  const exported = { defaultAuthPolicy, defaultLimits, defaultSessionPolicy, policyPresets, reasons };
  for (const [name, value] of Object.entries(exported)) {
    it(`${name}: nobody can change it for all servers of a program`, () => {
      const thawed = (inner: object, path: string): string[] => [
        ...(Object.isFrozen(inner) ? [] : [path]),
        ...Object.entries(inner).flatMap(([key, below]: [string, unknown]) =>
          typeof below === 'object' && below !== null ? thawed(below, `${path}.${key}`) : [],
        ),
      ];
      assert.deepEqual(thawed(value, name), []);
    });
  }
});
