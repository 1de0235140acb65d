import { frozen } from '../values/frozen.js';
import { accounts } from './reasons/accounts.js';
import { connections } from './reasons/connections.js';
import { credentials } from './reasons/credentials.js';
import { failures } from './reasons/failures.js';
import { integrity } from './reasons/integrity.js';
import { outcomes } from './reasons/outcomes.js';
import type { Reason, ReasonText } from './reasons/reason.js';
import { trees } from './reasons/trees.js';

export type {
  AttemptReason,
  ClientShows,
  FailureReason,
  IncidentReason,
  Reason,
  ReasonText,
  TreeReason,
} from './reasons/reason.js';

/** The text of every reason; a reason without one does not compile. */
export const reasons: Readonly<Record<Reason, ReasonText>> = frozen({
  ...outcomes,
  ...credentials,
  ...accounts,
  ...integrity,
  ...connections,
  ...trees,
  ...failures,
} satisfies Record<Reason, ReasonText>);

/** The groups of the table in the order of the documentation. */
export const reasonGroups: readonly {
  readonly title: string;
  readonly reasons: Partial<Record<Reason, ReasonText>>;
}[] = [
  { title: 'Accepted, and what became of it', reasons: outcomes },
  { title: 'Credentials', reasons: credentials },
  { title: 'The account', reasons: accounts },
  { title: 'Integrity of the login', reasons: integrity },
  { title: 'Connections without a login', reasons: connections },
  { title: 'Shares', reasons: trees },
  { title: 'Files and folders', reasons: failures },
];
