import type { Decide, FrameOutcome, Outcome, Step } from '../session/exchange/outcome.js';
import { type FaultAction, wordsOfAction } from './action.js';
import { alterCredSsp } from './credssp-bytes.js';
import { deliver } from './deliver.js';
import type { FaultPlan } from './fault-plan.js';
import { alterResponse } from './http-bytes.js';
import { alterPdu } from './rpc-bytes.js';
import { type FaultLayer, faultSteps, type FaultStep } from './steps.js';
import type { FaultListener } from './fault-listener.js';

/** A decision that carries out the faults of a plan at the answers of carriers other than SMB. */
export function decideCarriers(plan: FaultPlan, onFault: FaultListener): Decide {
  return (step, proposed) => {
    if (proposed.kind !== 'frame' || !isStep(step.at)) return proposed;
    const { layer } = faultSteps[step.at];
    const happenings = plan.at(placeOf(step, step.at));
    for (const happening of happenings) {
      onFault(happening, happening.actions.map(wordsOfAction).join(', '), step);
    }
    const actions = happenings.flatMap((happening) => happening.actions);
    return carriedOut(layer, actions, proposed);
  };
}

function carriedOut(layer: FaultLayer, actions: readonly FaultAction[], proposed: FrameOutcome): Outcome {
  let outcome: FrameOutcome = proposed;
  for (const action of actions) outcome = alter(layer, action, outcome);
  // A response says its length by itself.
  const rest = layer === 'http' ? actions.filter((action) => action.do !== 'oversize') : actions;
  return deliver(outcome, rest);
}

function alter(layer: FaultLayer, action: FaultAction, outcome: FrameOutcome): FrameOutcome {
  switch (layer) {
    case 'rdp':
    case 'credssp':
      return alterCredSsp(action, outcome);
    case 'http':
      return framed(outcome, alterResponse(action, outcome.frame));
    case 'rpc':
      return framed(outcome, alterPdu(action, outcome.frame));
    default:
      return outcome;
  }
}

function framed(outcome: FrameOutcome, frame: Buffer): FrameOutcome {
  return frame === outcome.frame ? outcome : { kind: 'frame', frame };
}

function isStep(at: string | undefined): at is FaultStep {
  return at !== undefined && Object.hasOwn(faultSteps, at);
}

function placeOf({ connection, user }: Step, step: FaultStep) {
  return user === undefined ? { step, connection } : { step, connection, user };
}
