import type { AccessRules } from '../shares/access-list.js';
import { createDirectoryShare, type DirectorySurroundings } from '../shares/directory/directory-share.js';
import { createTemporaryShare } from '../shares/directory/temporary-share.js';
import type { Share } from '../shares/share.js';

/** A share as a configuration or a program describes it. */
export type ShareDefinition = {
  /** Name that clients connect to, compared without case. */
  readonly name: string;
  readonly comment?: string;
  /**
   * Access rules: by account name, `@group`, SID and `*`, and where there is Kerberos by principal; default: every user
   * who is let in may write.
   */
  readonly access?: AccessRules;
  /** Refuse requests that are not encrypted. */
  readonly encrypt?: boolean;
} & (
  | {
      /** An existing directory. */
      readonly path: string;
    }
  | {
      /** A new directory, removed with all its contents when the server closes. */
      readonly temporary: true;
    }
);

/** Opens the share that a definition describes. A share of the embedder is used as it is. */
export async function openShare(
  definition: Share | ShareDefinition,
  surroundings: DirectorySurroundings,
): Promise<Share> {
  if (isShare(definition)) return definition;
  const { name, comment, encrypt, access = { '*': 'write' } } = definition;
  const options = {
    name,
    access,
    ...(comment !== undefined && { comment }),
    ...(encrypt !== undefined && { encrypt }),
  };
  return 'path' in definition
    ? createDirectoryShare({ ...options, path: definition.path }, surroundings)
    : createTemporaryShare(options, surroundings);
}

/** Whether it is a share that the embedder implements. */
export function isShare(share: Share | ShareDefinition): share is Share {
  return 'accessOf' in share;
}
