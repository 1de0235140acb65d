/** Freezes a plain object and everything in it: one program must not change the defaults of all servers in it. */
export function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) frozen(inner as object);
  }
  return Object.freeze(value);
}
