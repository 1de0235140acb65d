import type { AccessRules } from '../shares/access-list.js';
import {
  createDirectoryShare,
  type DirectorySurroundings,
  redefine,
  type ShareRules,
} from '../shares/directory/directory-share.js';
import { openTemporaryShare } from '../shares/directory/temporary-share.js';
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

/** A share, and the way to give it other rules. */
export interface OpenedShare {
  readonly share: Share;
  /** A share of the embedder keeps its own. */
  readonly redefine: (rules: ShareRules) => void;
}

/** Opens the share that a definition describes. A share of the embedder is used as it is. */
export async function openShare(
  definition: Share | ShareDefinition,
  surroundings: DirectorySurroundings,
): Promise<OpenedShare> {
  if (isShare(definition)) return { share: definition, redefine: () => {} };
  const options = rulesOf(definition);
  if (!('path' in definition)) return openTemporaryShare(options, surroundings);
  const share = await createDirectoryShare({ ...options, path: definition.path }, surroundings);
  return { share, redefine: (rules) => redefine(share, rules) };
}

/** The rules of a definition; every user who is let in may write where it says nothing. */
export function rulesOf({ name, access = { '*': 'write' }, comment, encrypt }: ShareDefinition): ShareRules {
  return {
    name,
    access,
    ...(comment !== undefined && { comment }),
    ...(encrypt !== undefined && { encrypt }),
  };
}

/** Whether it is a share that the embedder implements. */
export function isShare(share: Share | ShareDefinition): share is Share {
  return 'accessOf' in share;
}
