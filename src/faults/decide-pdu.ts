import type { PipeClient } from '../facts/recorder.js';
import { rpcLayout, shapedBytes } from '../runtime/shaped-bytes.js';
import { wordsOfAction } from './action.js';
import { happensOnPipes } from './actions/on-pipes.js';
import { deliveryOf } from './deliver.js';
import type { FaultPlan } from './fault-plan.js';
import { alterPdu, stepOfPdu } from './rpc-bytes.js';
import type { FaultListener } from './fault-listener.js';

/** Carries out the faults of a plan at the PDUs that answer on pipes. */
export function decidePdus(
  plan: FaultPlan,
  onFault: FaultListener,
  randomBytes: (length: number) => Buffer,
): (pdu: Buffer, client: PipeClient) => Buffer {
  return (pdu, { connection, report, user }) => {
    const known = { connection, ...(user !== undefined && { user }) };
    let altered = pdu;
    for (const happening of plan.at({ ...known, step: stepOfPdu(pdu), alters: happensOnPipes })) {
      const { actions } = happening;
      onFault(happening, actions.map(wordsOfAction).join(', '), { ...known, report });
      for (const action of actions) altered = alterPdu(action, altered);
      const { delivery = {} } = deliveryOf(actions) ?? {};
      altered = shapedBytes(altered, delivery, rpcLayout, randomBytes);
    }
    return altered;
  };
}
