import { upperCaseUtf16 } from '../bytes/index.js';
import { nameToText, type PrincipalName } from '../krb5/messages/principal.js';
import { joinStates, type ScriptedState } from './scripted-state.js';
import type { Client } from './clients.js';
import type { Service } from './services.js';

const NOTHING: ScriptedState = Object.freeze({});

/** The scripted states of a realm by principal. Names of accounts are without case, as stores find them. */
export class States {
  readonly #states = new Map<string, ScriptedState>();

  /** @param state undefined: the principal is served as usual again */
  set(principal: PrincipalName, state: ScriptedState | undefined): void {
    if (state === undefined) this.#states.delete(placeOf(principal));
    else this.#states.set(placeOf(principal), state);
  }

  /** The state of an account or a service. */
  of({ name }: Pick<Client | Service, 'name'>): ScriptedState {
    return this.#states.get(placeOf(name)) ?? NOTHING;
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

/** No account has several components, and no service has one. */
function placeOf(name: PrincipalName): string {
  const text = nameToText(name);
  return name.nameString.length === 1 ? upperCaseUtf16(text) : text;
}
