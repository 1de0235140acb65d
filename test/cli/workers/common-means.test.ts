import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { makeCommonMeans } from '../../../src/cli/workers/common-means.js';
import type { ServeConfiguration } from '../../../src/config/index.js';
import { createLog } from '../../../src/cli/log.js';

const configured = (name: string): ServeConfiguration =>
  ({ names: {}, shares: [{ name, temporary: true }] }) as unknown as ServeConfiguration;

describe('what workers have in common', () => {
  const log = createLog('error', process.stderr);

  it('is one folder for a temporary share, whatever the case of its name when it is read again', async () => {
    const means = await makeCommonMeans(configured('scratch'), log);
    try {
      const [share] = means.configuration.shares;
      const path = share && 'path' in share ? share.path : assert.fail('no folder');
      assert.deepEqual(await means.reopen([{ name: 'Scratch', temporary: true }]), [
        { name: 'Scratch', path },
      ]);
      assert.ok(existsSync(path));
    } finally {
      await means.close();
    }
  });
});
