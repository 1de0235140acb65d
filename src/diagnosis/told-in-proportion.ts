import type { Attempt } from './attempt.js';
import type { Fact } from './facts.js';
import type { TreeConnect } from './facts/smb.js';

// A few bytes of a client make some thousand of a record: what has no record of its own beyond the first ones alike.

/** A TREE_CONNECT of the session that an attempt made. */
export interface Tree {
  readonly attempt: Attempt;
  readonly tree: TreeConnect;
}

/** Whether nobody named himself by an AUTHENTICATE that could be read; a login with a name has its record always. */
export function isNameless({ verdict, loginFacts }: Attempt): boolean {
  return verdict?.outcome !== 'accepted' && !loginFacts.some(({ kind }) => kind === 'ntlm-authenticate');
}

/** What makes two of them the same. */
export function keyOfNameless({ login, verdict }: Attempt): string {
  const refusal = verdict?.outcome === 'rejected' ? verdict : undefined;
  return JSON.stringify([login?.purpose, refusal?.reason, refusal?.status, refusal?.detail]);
}

/** What makes two of them the same. Each session has trees of its own. */
export function keyOfTree({ id }: Attempt, { path, status, why }: TreeConnect): string {
  return JSON.stringify([id, path, status, why]);
}

/** Without what would hold the frames of a login for as long as the connection lasts. */
export function withoutFrames(attempt: Attempt): Attempt {
  return { ...attempt, loginFacts: attempt.loginFacts.map(withoutFrame) };
}

function withoutFrame(fact: Fact): Fact {
  if (fact.kind !== 'ntlm-negotiate' || fact.version === undefined) return fact;
  return { ...fact, version: Buffer.from(fact.version) };
}
