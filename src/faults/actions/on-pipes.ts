import type { FaultAction } from '../action.js';

/** Actions on the bytes of a PDU; a pipe has neither time nor an end of its own, which are those of its SMB2 answers. */
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
