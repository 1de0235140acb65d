import type { Readiness, ServerPart } from '../server/create-server.js';

const parts = Object.keys({
  listeners: true,
  accounts: true,
  keys: true,
  domain: true,
  state: true,
} satisfies Record<ServerPart, true>);

/** UTF-16 code units of a trouble. */
const LONGEST_TROUBLE = 4000;

/**
 * Reads the readiness that a process tells, of which nothing is known. It is ready by its parts, not by its word.
 *
 * @throws TypeError for what no process of ours tells
 */
export function readReadiness(told: unknown): Readiness {
  const { parts: list } = Object(told) as { readonly parts?: unknown };
  if (!Array.isArray(list) || list.length > parts.length) throw new TypeError('expected parts');
  const states = list.map((each: unknown) => {
    const { part, isNeeded, trouble } = Object(each) as Record<string, unknown>;
    const known = parts.find((name) => name === part);
    if (known === undefined || typeof isNeeded !== 'boolean') throw new TypeError('expected a part');
    // JSON has no undefined.
    if (trouble !== undefined && (typeof trouble !== 'string' || trouble.length > LONGEST_TROUBLE))
      throw new TypeError('expected a trouble');
    return { part: known as ServerPart, isNeeded, trouble };
  });
  const isReady =
    states.length > 0 && states.every(({ isNeeded, trouble }) => !isNeeded || trouble === undefined);
  return { isReady, parts: states };
}
