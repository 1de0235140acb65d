import type { ShareConfiguration } from '../../config/index.js';
import { systemRuntime } from '../../runtime.js';
import { createDirectoryShare } from '../../shares/directory/directory-share.js';
import { createTemporaryShare } from '../../shares/directory/temporary-share.js';
import type { Share } from '../../shares/share.js';

/** Opens the configured shares; when one fails, those opened before it are closed again. */
export async function openShares(configurations: readonly ShareConfiguration[]): Promise<Share[]> {
  const shares: Share[] = [];
  try {
    for (const configuration of configurations) shares.push(await openShare(configuration));
    return shares;
  } catch (error) {
    await Promise.all(shares.map((share) => share.close()));
    throw error;
  }
}

function openShare({ path, ...options }: ShareConfiguration): Promise<Share> {
  const surroundings = { runtime: systemRuntime };
  return path === undefined
    ? createTemporaryShare(options, surroundings)
    : createDirectoryShare({ ...options, path }, surroundings);
}
