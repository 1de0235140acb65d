import type { z } from 'zod';
import { upperCaseUtf16 } from '../bytes/index.js';

/** Refuses two entries of a list with one name, compared without case. */
export function distinctNames(entries: readonly { name: string }[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { name }] of entries.entries()) {
    const key = upperCaseUtf16(name);
    if (seen.has(key)) {
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: 'expected a name that is not taken yet',
      });
    }
    seen.add(key);
  }
}
