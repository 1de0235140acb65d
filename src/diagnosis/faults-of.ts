import type { FaultRecord } from './attempt-record.js';
import type { Attempt } from './recorded-attempt.js';

/** The scripted faults that happened to the connection before a login, and to the login. */
export function faultsOf({ connectionFacts, loginFacts, afterwards }: Attempt): FaultRecord[] {
  return [...connectionFacts, ...loginFacts, ...afterwards].flatMap((fact) =>
    fact.kind === 'fault' ? [{ name: fact.name, step: fact.step, effect: fact.effect }] : [],
  );
}
