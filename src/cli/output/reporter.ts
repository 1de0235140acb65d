import type { Writable } from 'node:stream';
import type { Attempt } from '../../diagnosis/attempt.js';
import { printableJson } from '../../diagnosis/printable.js';
import type { ListenAddress } from '../../server/create-server.js';
import type { ServerEvents } from '../../server/options.js';
import { readableAddress, readableAttempt, readableIncident, readableTree } from './readable.js';
import { authenticationRecord, authorizationRecord, incidentRecord } from './records.js';

/** Tells on stdout what happens, for programs or for people. */
export interface Reporter {
  readonly listening: (address: ListenAddress) => void;
  readonly attempt: (attempt: Attempt) => void;
  readonly tree: (event: ServerEvents['tree']) => void;
  readonly incident: (event: ServerEvents['incident']) => void;
}

/** @param json one JSON object a line, instead of readable lines */
export function createReporter(output: Writable, json: boolean): Reporter {
  const print = (line: string): void => void output.write(`${line}\n`);
  if (!json) {
    return {
      listening: (address) => print(readableAddress(address)),
      attempt: (attempt) => print(readableAttempt(attempt)),
      tree: (event) => print(readableTree(event)),
      incident: (event) => print(readableIncident(event)),
    };
  }
  const record = (value: object): void => print(printableJson(value));
  return {
    listening: ({ host, port }) => record({ type: 'listening', host, port }),
    attempt: (attempt) => record(authenticationRecord(attempt)),
    tree: (event) => record(authorizationRecord(event)),
    incident: (event) => record(incidentRecord(event)),
  };
}
