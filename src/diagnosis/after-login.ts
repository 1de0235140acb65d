import type { Attempt, Incident } from './recorded-attempt.js';
import type { FileFailure } from '../facts/smb.js';

/** Events that may happen again and again while a session lives. */
export type AfterLogin =
  | { readonly type: 'incident'; readonly attempt: Attempt; readonly incident: Incident }
  | { readonly type: 'failure'; readonly attempt: Attempt; readonly failure: FileFailure };

/** Without the message behind it, which is looked at once and may be long. */
export function withoutMessage(event: AfterLogin): AfterLogin {
  if (event.type === 'failure' || event.incident.kind !== 'signature-invalid') return event;
  const { kind, command } = event.incident;
  return { ...event, incident: { kind, command } };
}

/** Two events with the same key are the same thing happening again. */
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
