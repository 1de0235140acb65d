import { joinStates, type ScriptedState } from './scripted-state.js';
import type { Client } from './clients.js';
import type { Service } from './services.js';

const NOTHING: ScriptedState = Object.freeze({});

/** The scripted states of a realm by principal, in text and without its realm. */
export class States {
  readonly #states = new Map<string, ScriptedState>();

  /** @param state undefined: the principal is served as usual again */
  set(principal: string, state: ScriptedState | undefined): void {
    if (state === undefined) this.#states.delete(principal);
    else this.#states.set(principal, state);
  }

  /** The state of an account or a service. */
  of({ text }: Pick<Client | Service, 'text'>): ScriptedState {
    return this.#states.get(text) ?? NOTHING;
  }

  /** The state of a request of a client for a service. */
  ofRequest(client: Client, service: Service): ScriptedState {
    return joinStates(this.of(client), this.of(service));
  }

  /** The state that the answer to a request shows: an account's changes no ticket-granting ticket. */
  ofAnswer(client: Client, service: Service): ScriptedState {
    const { ticket, kvno, pac } = this.ofTicket(client, service);
    return { ...this.ofRequest(client, service), ticket, kvno, pac };
  }

  /** The state of the ticket itself. A ticket-granting ticket follows the state of its own service alone. */
  ofTicket(client: Client, service: Service): ScriptedState {
    return service.isTicketGranting ? this.of(service) : this.ofRequest(client, service);
  }
}
