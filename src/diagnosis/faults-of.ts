import type { FaultRecord } from './attempt-record.js';
import type { Attempt } from './recorded-attempt.js';

/** The scripted faults that happened to the connection before a login, and to the login. */
export function faultsOf({ connectionFacts, loginFacts, afterwards }: Attempt): FaultRecord[] {
  const faults: FaultRecord[] = [];
  for (const facts of [connectionFacts, loginFacts, afterwards]) {
    for (const fact of facts) {
      if (fact.kind === 'fault') faults.push({ name: fact.name, step: fact.step, effect: fact.effect });
    }
  }
  return faults;
}
