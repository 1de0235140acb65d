import { isError } from '../values/realm.js';

/**
 * The line in which `JSON.parse` gave up, where its error tells. The error itself quotes what stands around the fault,
 * which may be a password: only the place may be passed on.
 */
export function faultyLine(text: string, error: unknown): number | undefined {
  const position =
    isError(error) && error.name === 'SyntaxError' && /at position (\d+)/.exec(error.message)?.[1];
  return position ? text.slice(0, Number(position)).split('\n').length : undefined;
}
