import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the tests of the suite that calls this; the result says where, once they run. */
export function useTemporaryFolder(): () => string {
  let path = '';
  before(() => {
    path = mkdtempSync(join(tmpdir(), 'smb2-auth-test-'));
  });
  after(() => rmSync(path, { recursive: true, force: true }));
  return () => path;
}
