/**
 * Fills in defaults. A value of undefined counts as absent: spread over a default, it would be a limit that nothing
 * exceeds. A getter of a class counts as given, although it is not an own key of the object.
 */
export function filled<T extends object>(defaults: T, given: Partial<T> = {}): T {
  const result = { ...defaults };
  const take = (key: Extract<keyof T, string>): void => {
    const value = given[key];
    if (value !== undefined) result[key] = value;
  };
  for (const key in defaults) take(key);
  for (const key in given) if (!Object.hasOwn(defaults, key)) take(key);
  return result;
}

type Present<T extends object> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** A copy without the keys whose value is undefined: spread over a default, they would hide it. */
export function withoutAbsent<T extends object>(value: T): Present<T> {
  return filled<Present<T>>({}, value);
}
