import { isBytes } from '../values/realm.js';

/**
 * The faults of what a program says of the connection of a login, a line for each. Channel bindings that are undefined
 * or empty would let every channel pass.
 */
export function problemsOfContext(context: Readonly<Record<string, unknown>>): string[] {
  const { report, carrier, peer, channelBindings, signal } = context;
  const problems: string[] = [];
  if (report !== undefined && typeof report !== 'function') problems.push('report: expected a function');
  if (carrier !== undefined && carrier !== 'smb' && carrier !== 'pipe' && carrier !== 'program') {
    problems.push('carrier: expected "smb" or "pipe" or "program"');
  }
  if (peer !== undefined && (typeof peer !== 'object' || peer === null))
    problems.push('peer: expected an object');
  if ('channelBindings' in context && !areChannelBindings(channelBindings)) {
    problems.push('channelBindings: expected the bytes of a channel; leave the key out for none');
  }
  if (signal !== undefined && !(typeof signal === 'object' && signal !== null && 'aborted' in signal)) {
    problems.push('signal: expected an AbortSignal');
  }
  return problems;
}

/** Whether a value can be the application data of channel bindings. */
export function areChannelBindings(value: unknown): value is Buffer {
  return isBytes(value) && value.length > 0;
}
