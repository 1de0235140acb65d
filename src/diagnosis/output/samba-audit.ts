import type {
  AttemptRecord,
  FailureRecord,
  FaultEvent,
  IncidentRecord,
  TreeRecord,
} from '../attempt-record.js';
import {
  authenticationLine,
  authorizationLine,
  failureLine,
  faultLine,
  incidentLine,
} from './audit-lines.js';

// The types of the lines are for the schemas alone: programs read JSON.

/** One attempt: a line for each `attempt-completed`. */
export function authenticationRecord(record: AttemptRecord): object {
  return authenticationLine(record);
}

/**
 * One TREE_CONNECT. Samba logs granted ones only; here refused ones have a line too, and `diagnosis.reason` tells them
 * apart.
 */
export function authorizationRecord(record: TreeRecord): object {
  return authorizationLine(record);
}

/** The line of a session that went wrong after its attempt was complete; Samba has no such line. */
export function incidentRecord(record: IncidentRecord): object {
  return incidentLine(record);
}

/** A request on a share that failed; Samba has no such line. */
export function failureRecord(record: FailureRecord): object {
  return failureLine(record);
}

/** A scripted fault that happened; Samba has no such line. */
export function faultRecord(record: FaultEvent): object {
  return faultLine(record);
}
