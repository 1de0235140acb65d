import type { ServerProfile } from '../../model/server-profile.js';

/**
 * The path that a client means, relative to the root of the share. In the profile of smbd `..` takes the name before it
 * away. The text alone decides: nothing is looked up, and no `..` is left for a share.
 *
 * @returns undefined when the path would leave the share
 */
export function requestedPath(
  path: string,
  { dotDotNames }: Pick<ServerProfile, 'dotDotNames'>,
): string | undefined {
  if (dotDotNames === 'refused') return path;
  const components = path.split('\\');
  if (!components.includes('..')) return path;
  const left: string[] = [];
  for (const component of components) {
    if (component !== '..') left.push(component);
    else if (!removeLast(left)) return undefined;
  }
  // A backslash at the end of nothing would make the root an absolute path.
  return left.every((component) => component === '') ? '' : left.join('\\');
}

/** Two separators, or one at the beginning, are no name that could be taken away. */
function removeLast(components: string[]): boolean {
  const last = components.findLastIndex((component) => component !== '');
  if (last === -1) return false;
  components.length = last;
  return true;
}
