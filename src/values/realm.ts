import { types } from 'node:util';

/*
 * A test runner may load us into a context of its own (`node:vm`), where `Error` and `Promise` are other objects than
 * those that Node.js makes its errors and promises of: `instanceof` is false for them. A value that may come from
 * outside this context is recognised by what it is.
 */

/** Whether a value is an error of any realm. */
export function isError(value: unknown): value is Error {
  if (types.isNativeError(value)) return true;
  // An AbortError is one of these, and has no error's internal slot.
  return value instanceof Error || Object.prototype.toString.call(value) === '[object DOMException]';
}

/** Whether a value has to be waited for: a promise of any realm, or of a library. */
export function isThenable<T>(value: T): value is Extract<T, PromiseLike<unknown>> {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && typeof (value as { readonly then?: unknown }).then === 'function';
}

/** A promise in the place of a value is refused; that it fails later must not end the process. */
export function ignoreRejection(value: unknown): void {
  if (isThenable(value)) Promise.resolve<unknown>(value).catch(() => {});
}

/** Whether a value is a Date of any realm. */
export function isDate(value: unknown): value is Date {
  return types.isDate(value);
}

/** Whether a value is an array of bytes of any realm. A `Buffer` is one. */
export function isBytes(value: unknown): value is Uint8Array {
  return types.isUint8Array(value);
}
