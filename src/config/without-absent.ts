type Present<T extends object> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Keys whose value is absent would hide a default. */
export function withoutAbsent<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Present<T>;
}
