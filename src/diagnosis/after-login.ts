import type { Attempt, Incident } from './recorded-attempt.js';
import type { FileFailure } from '../facts/smb.js';

/** The events that can repeat as long as a session lives. */
export type AfterLogin =
  | { readonly type: 'incident'; readonly attempt: Attempt; readonly incident: Incident }
  | { readonly type: 'failure'; readonly attempt: Attempt; readonly failure: FileFailure };

/** The event without its message, which is examined only once and may be long. */
export function withoutMessage(event: AfterLogin): AfterLogin {
  if (event.type === 'failure' || event.incident.kind !== 'signature-invalid') return event;
  const { kind, command } = event.incident;
  return { ...event, incident: { kind, command } };
}

/** A key that is equal for repetitions of one event. */
export function keyOf(event: AfterLogin): string {
  if (event.type === 'failure') {
    const { command, status, share, path, systemCode } = event.failure;
    return JSON.stringify([command, status, share, path, systemCode]);
  }
  const { incident } = event;
  switch (incident.kind) {
    case 'protocol-violation':
      return `${incident.kind} ${incident.code}`;
    case 'session-ended':
      return incident.kind;
    default:
      return `${incident.kind} ${incident.command}`;
  }
}
