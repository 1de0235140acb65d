import type { Decide, NotifyOutcome, Outcome, Step } from '../session/exchange/outcome.js';
import { NtStatus } from '../constants/nt-status.js';
import { wordsOfAction } from './action.js';
import { changeAnswer } from './change-answer.js';
import { deliver } from './deliver.js';
import type { FaultListener } from './fault-listener.js';
import type { FaultPlan, Happening, Place } from './fault-plan.js';
import { placeOfAnswer } from './place-of-answer.js';

/** A decision that carries out the faults of a plan at SMB2 answers and notifications. */
export function decideAnswers(plan: FaultPlan, onFault: FaultListener): Decide {
  return (step, proposed) => {
    const place = placeOf(step, proposed);
    if (place === undefined) return proposed;
    const { report } = step;
    const { connection, user } = place;
    let outcome: Outcome = proposed;
    const happenings = plan.at(place);
    for (const happening of happenings) {
      const effect = happening.actions.map(wordsOfAction).join(', ');
      const told = toldBy(happening.actions);
      onFault(happening, effect, {
        report,
        connection,
        ...(user !== undefined && { user }),
        ...(told !== undefined && { told }),
      });
      for (const action of happening.actions) {
        if (outcome.kind === 'answer') outcome = changeAnswer(action, outcome);
        else if (outcome.kind === 'notify') outcome = changeNotification(action.do, outcome);
      }
    }
    return deliver(
      outcome,
      happenings.flatMap(({ actions }) => actions),
    );
  };
}

/** The status that the client gets instead of the answer's own. */
function toldBy(actions: Happening['actions']): NtStatus | undefined {
  return actions.some((action) => action.do === 'unsigned-success') ? NtStatus.STATUS_SUCCESS : undefined;
}

function placeOf(step: Step, proposed: Outcome): Place | undefined {
  if (proposed.kind === 'answer') return placeOfAnswer(step, proposed);
  return proposed.kind === 'notify' ? { step: 'notification', connection: step.connection } : undefined;
}

function changeNotification(action: string, proposed: NotifyOutcome): Outcome {
  return action === 'drop-answer' ? { kind: 'answer', answers: [], cipher: undefined } : proposed;
}
