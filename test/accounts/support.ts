import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountFileOptions } from '../../src/accounts/reread-file.js';

/** MD4 of the UTF-16LE `Password`, from [MS-NLMP] 4.2.2.1.2. */
export const PASSWORD_HASH = 'a4f49c406510bdcab6824ee7c30fd852';

/** A folder that is gone after the suite. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Options whose clock each call of `pass` sets on by a second, and the problems reported so far. */
export function watching(): AccountFileOptions & { readonly problems: string[]; pass(): void } {
  let now = 0;
  const problems: string[] = [];
  return {
    problems,
    onProblem: (problem) => problems.push(problem),
    runtime: { monotonic: () => now },
    pass: () => {
      now += 1000;
    },
  };
}
