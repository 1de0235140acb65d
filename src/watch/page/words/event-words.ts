import type { OtherEvent } from '../state/watched.js';
import { endpointWords, userOf } from './attempt-words.js';

/** An event besides attempts, in words. */
export interface EventWords {
  readonly mark: 'accepted' | 'refused' | 'trouble';
  readonly kind: string;
  readonly code: string;
  /** Its user, client or controller; as the network has it. */
  readonly subject: string;
  readonly explanation: string;
  readonly advice: string | undefined;
  /** The attempt that it follows; undefined: none. */
  readonly attempt: number | undefined;
}

export function eventWords(event: OtherEvent['event']): EventWords {
  switch (event.type) {
    case 'tree': {
      const { reason, share, identity, explanation, advice, attempt } = event.data;
      const subject = `${share} for ${userOf(identity)}`;
      return { mark: 'refused', kind: 'Share refused', code: reason, subject, explanation, advice, attempt };
    }
    case 'failure': {
      const { reason, command, share, path, explanation, advice, attempt } = event.data;
      const subject = path === '' ? share : `${share}\\${path}`;
      return {
        mark: 'refused',
        kind: `${command} failed`,
        code: reason,
        subject,
        explanation,
        advice,
        attempt,
      };
    }
    case 'incident': {
      const { reason, command, identity, explanation, advice, attempt } = event.data;
      const kind = command === undefined ? 'Session' : `${command} denied`;
      return { mark: 'trouble', kind, code: reason, subject: userOf(identity), explanation, advice, attempt };
    }
    case 'kdc': {
      const { outcome, exchange, error, ticketEnctype, client, service, explanation, advice } = event.data;
      const isGranted = outcome === 'granted';
      return {
        mark: isGranted ? 'accepted' : 'refused',
        kind: `${exchange === 'AS' ? 'First ticket' : 'Ticket'} ${outcome}`,
        code: error ?? ticketEnctype ?? '',
        subject: `${client ?? 'a client'} for ${service ?? 'no service'}`,
        explanation: isGranted ? '' : explanation,
        advice,
        attempt: undefined,
      };
    }
    case 'fault': {
      const { name, step, effect, user, connection } = event.data;
      const subject = `${step}, ${user ?? endpointWords(connection.remote)}`;
      return {
        mark: 'trouble',
        kind: 'Fault',
        code: name,
        subject,
        explanation: effect,
        advice: undefined,
        attempt: undefined,
      };
    }
    case 'domain': {
      const { state, controller, because } = event.data;
      const mark = state === 'open' ? 'accepted' : 'refused';
      return {
        mark,
        kind: 'Controller',
        code: state,
        subject: controller,
        explanation: because,
        advice: undefined,
        attempt: undefined,
      };
    }
  }
}
