import type { FaultAction } from '../action.js';

/** Actions on the bytes of a PDU; time and the end of a connection are those of the SMB2 answers that carry a pipe. */
const ofPipes: ReadonlySet<FaultAction['do']> = new Set<FaultAction['do']>([
  'rpc-fault',
  'bind-nak',
  'rpc-verifier',
  'truncate',
  'oversize',
  'garbage',
]);

/** Whether an action can be carried out at a PDU on a pipe. */
export function happensOnPipes({ do: name }: FaultAction): boolean {
  return ofPipes.has(name);
}
