import type { Carrier } from '../facts/recorder.js';
import type { DialectName } from '../protection/dialect.js';
import type { Path, Problem } from '../values/configuration-error.js';
import { jsonPath } from '../values/configuration-error.js';
import { problemsOf } from '../values/problems.js';
import { type ActionRow, type FaultAction, faultActions } from './action.js';
import type { Fault } from './fault.js';
import { faultSchema, presetSchema } from './fault-schema.js';
import { faultOfPreset, type PresetFault } from './preset.js';
import { faultSteps, type Knowledge, type StepRow } from './steps.js';

/** The parts of a server that decide whether a fault can ever match. */
export interface FaultSurroundings {
  /** The carriers that are served. */
  readonly carriers: readonly Carrier[];
  /** The dialects that are spoken. */
  readonly dialects: readonly DialectName[];
  /** Whether there is a KDC. */
  readonly kdc: boolean;
}

/** The problems of a fault: values that cannot be, and conditions under which it could never match. */
export function problemsOfFault(
  given: Fault | PresetFault,
  surroundings: FaultSurroundings,
  place: Path = [],
): Problem[] {
  const isPreset = Object.hasOwn(Object(given) as object, 'preset');
  const problems = problemsOf(isPreset ? presetSchema : faultSchema, given, place);
  if (problems.length > 0) return problems;
  const fault = 'preset' in given ? faultOfPreset(given) : given;
  const at = (...path: Path): string => jsonPath([...place, ...path]);
  const never = (key: string, why: string): Problem => ({
    path: at('when', key),
    message: `never matches: ${why}`,
  });
  const { when, what } = fault;
  const row: StepRow = faultSteps[when.step];
  const known: readonly Knowledge[] = row.knows;
  const unknown = conditionsKnown.filter((key) => when[key] !== undefined && !known.includes(key));
  const actions: readonly FaultAction[] = Array.isArray(what) ? what : [what as FaultAction];
  return [
    ...unknown.map((key) => never(key, `it is not known at step ${when.step}`)),
    ...(isServed(row, surroundings) ? [] : [never('step', 'the server does not serve what has this step')]),
    ...(when.dialect === undefined || surroundings.dialects.includes(when.dialect)
      ? []
      : [never('dialect', 'the server does not speak it')]),
    ...actions.flatMap((action, index) => {
      const { layers }: ActionRow = faultActions[action.do];
      if (layers.includes(row.layer)) return [];
      const path = at('what', ...(Array.isArray(what) ? [index] : []), 'do');
      return [{ path, message: `cannot happen at step ${when.step}` }];
    }),
  ];
}

const conditionsKnown: readonly Knowledge[] = ['dialect', 'user', 'share', 'leg'];

function isServed({ layer, carriers }: StepRow, surroundings: FaultSurroundings): boolean {
  if (layer === 'kdc') return surroundings.kdc;
  return carriers === undefined || carriers.some((carrier) => surroundings.carriers.includes(carrier));
}
