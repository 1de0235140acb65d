import type { FaultFact } from '../facts/fault.js';
import type { Step } from '../session/exchange/outcome.js';
import type { Happening, Place } from './fault-plan.js';

/** Told of each fault that happens, with its effect in words. */
export type FaultListener = (
  happening: Happening,
  effect: string,
  where: Pick<Step, 'report'> & Pick<Place, 'connection' | 'user'> & Pick<FaultFact, 'told'>,
) => void;
