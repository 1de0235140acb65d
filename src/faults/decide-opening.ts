import type { Report } from '../facts/fact.js';
import type { ConnectionInfo } from '../facts/recorder.js';
import { type Delivery } from '../runtime/delivery.js';
import { wordsOfAction } from './action.js';
import { HANDSHAKE_FAILURE } from './actions/carriers.js';
import { deliveryOf } from './deliver.js';
import type { FaultPlan } from './fault-plan.js';
import type { FaultListener } from './fault-listener.js';

/** The beginning of a connection, or of TLS on it, as faults have it. */
export interface FaultyOpening extends Pick<Delivery, 'delay' | 'end'> {
  /** AlertDescription of a fatal TLS alert. */
  readonly alert?: number;
}

/** Carries out the faults of a plan where connections, and TLS on them, begin; undefined: as usual. */
export function decideOpenings(
  plan: FaultPlan,
  onFault: FaultListener,
): (
  step: 'accept' | 'tls-handshake',
  connection: ConnectionInfo,
  report: Report,
) => FaultyOpening | undefined {
  return (step, connection, report) => {
    const happenings = plan.at({ step, connection });
    if (happenings.length === 0) return undefined;
    for (const happening of happenings) {
      onFault(happening, happening.actions.map(wordsOfAction).join(', '), { connection, report });
    }
    const actions = happenings.flatMap((happening) => happening.actions);
    const alerts = actions.flatMap((action) =>
      action.do === 'tls-alert' ? [action.alert ?? HANDSHAKE_FAILURE] : [],
    );
    const [alert] = alerts;
    return { ...deliveryOf(actions)?.delivery, ...(alert !== undefined && { alert }) };
  };
}
