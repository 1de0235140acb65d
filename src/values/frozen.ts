/**
 * Freezes a plain object and everything in it: a program must not be able to change the defaults of all its servers.
 */
export function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) frozen(inner as object);
  }
  return Object.freeze(value);
}
