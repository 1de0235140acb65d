import { KrbErrorCode } from '../krb5/error-codes.js';
import type { Endpoint } from '../facts/recorder.js';
import type { Delivery } from '../runtime/delivery.js';
import { wordsOfAction } from './action.js';
import { deliveryOf } from './deliver.js';
import type { FaultPlan } from './fault-plan.js';
import type { FaultListener } from './fault-listener.js';

/** An answer of the test realm's KDC that is about to leave. */
export interface KdcAnswer {
  readonly exchange: 'AS' | 'TGS';
  /** Name of the client in an AS exchange, without its realm; absent: it is not in the request. */
  readonly client?: string;
  readonly remote: Endpoint;
  readonly local: Endpoint;
}

/** The changes that faults make of an answer of the KDC. */
export interface FaultyKdcAnswer {
  /** Code of a KRB-ERROR that stands in place of the answer. */
  readonly error?: number;
  /** Nothing leaves. */
  readonly dropped: boolean;
  /** How it leaves. */
  readonly delivery?: Delivery;
}

/** Carries out the faults of a plan at the answers of the test realm's KDC; undefined: the answer is as it is. */
export function decideKdcAnswers(
  plan: FaultPlan,
  onFault: FaultListener,
): (answer: KdcAnswer) => FaultyKdcAnswer | undefined {
  return ({ exchange, client: user, remote, local }) => {
    const connection = { carrier: 'kdc', id: 0, remote, local } as const;
    const known = { connection, ...(user !== undefined && { user }) };
    const step = exchange === 'AS' ? 'kdc-as' : 'kdc-tgs';
    const happenings = plan.at({ ...known, step });
    if (happenings.length === 0) return undefined;
    for (const happening of happenings) {
      const effect = happening.actions.map(wordsOfAction).join(', ');
      // No attempt has it: the client may never come to a server.
      onFault(happening, effect, { ...known, report: () => {} });
    }
    const actions = happenings.flatMap((happening) => happening.actions);
    const codes = actions.flatMap((action) => (action.do === 'krb-error' ? [action.code] : []));
    const [code] = codes;
    const delivered = deliveryOf(actions);
    const { delivery = {}, leaves = true } = delivered ?? {};
    return {
      ...(code !== undefined && { error: typeof code === 'number' ? code : KrbErrorCode[code] }),
      dropped: actions.some((action) => action.do === 'drop'),
      ...(delivered && { delivery: leaves ? delivery : { ...delivery, truncate: 0 } }),
    };
  };
}
