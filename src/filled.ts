/** A value given as undefined is not given: spread over a default, it would be a limit that nothing exceeds. */
export function filled<T extends object>(defaults: T, given: Partial<T> = {}): T {
  const result = { ...defaults };
  for (const key in given) {
    const value = given[key];
    if (value !== undefined) result[key] = value;
  }
  return result;
}
