import { upperCaseUtf16 } from '../bytes/index.js';
import type { Carrier } from '../facts/recorder.js';
import type { DialectName } from '../protection/dialect.js';
import type { Path, Problem } from '../values/configuration-error.js';
import { jsonPath } from '../values/configuration-error.js';
import { problemsOf } from '../values/problems.js';
import { type ActionRow, type FaultAction, faultActions } from './action.js';
import { happensOnPipes } from './actions/on-pipes.js';
import type { Fault } from './fault.js';
import { faultSchema, presetSchema } from './fault-schema.js';
import { faultOfPreset, type PresetFault } from './preset.js';
import { whyNever } from './why-never.js';
import { whyNoEffect } from './why-no-effect.js';
import { faultSteps, type FaultStep, type Knowledge, type StepRow } from './steps.js';

/** The parts of a server that decide whether a fault can ever match. */
export interface FaultSurroundings {
  /** The carriers that are served. */
  readonly carriers: readonly Carrier[];
  /** The dialects that are spoken. */
  readonly dialects: readonly DialectName[];
  /** The names of the mechanisms that are offered. */
  readonly mechanisms: readonly string[];
  /** Whether there is a KDC. */
  readonly kdc: boolean;
  /** Whether sessions can be encrypted; absent: they can. */
  readonly encryption?: boolean;
  /** Names of the shares, `IPC$` included; absent: they are not known. */
  readonly shares?: readonly string[];
  /** The state of the connection with a number; absent: it is not known. */
  readonly connection?: (id: number) => 'to-come' | 'open' | 'over';
  /** Lists the names of all accounts; absent, or undefined as its result: users are not known. */
  readonly users?: () => Iterable<string> | undefined;
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
    ...(when.connection === undefined || row.layer !== 'kdc'
      ? []
      : [never('connection', 'clients of the KDC have no number')]),
    ...(isNamed(when.user, surroundings.users) ? [] : [never('user', 'no account has this name')]),
    ...(isNamed(when.share, () => surroundings.shares) ? [] : [never('share', 'there is no such share')]),
    ...(isServed(row, surroundings) ? [] : [never('step', 'the server does not serve what has this step')]),
    ...(isOffered(row, surroundings)
      ? []
      : [never('step', `the server does not offer ${row.mechanism ?? 'what has this step'}`)]),
    ...whyNever(when, surroundings).map(([key, why]) => never(key, why)),
    ...(when.dialect === undefined || isSpoken(when.dialect, surroundings)
      ? []
      : [never('dialect', 'the server does not speak it')]),
    ...actions.flatMap((action, index) => {
      const why = whyImpossible(action, when.step, surroundings) ?? whyNoEffect(action, when, surroundings);
      if (why === undefined) return [];
      return [{ path: at('what', ...(Array.isArray(what) ? [index] : []), 'do'), message: why }];
    }),
  ];
}

/** The reason for which an action has no effect at a step; undefined: it has one. */
function whyImpossible(
  action: FaultAction,
  step: FaultStep,
  { encryption = true, carriers }: FaultSurroundings,
): string | undefined {
  const { do: name } = action;
  const { layer } = faultSteps[step];
  const { layers, steps, needs }: ActionRow = faultActions[name];
  if (!layers.includes(layer) || steps?.includes(step) === false) {
    return `cannot happen at step ${step}`;
  }
  if (action.do === 'oversize' && action.part === 'header' && layer !== 'http') {
    return `cannot happen at step ${step}: HTTP alone has header fields`;
  }
  if (layer === 'rpc' && !carriers.includes('rpc') && !happensOnPipes(action)) {
    return 'cannot happen on a pipe: name the SMB2 answer that carries it, such as read or ioctl';
  }
  const keys = needs === 'encrypted' || needs === 'encryptable';
  return keys && !encryption ? 'cannot happen: nothing is encrypted here' : undefined;
}

/** Whether a name is among those that there are, without case; true where they are not known. */
function isNamed(name: string | undefined, list: (() => Iterable<string> | undefined) | undefined): boolean {
  if (name === undefined) return true;
  const names = list?.();
  if (names === undefined) return true;
  const wanted = upperCaseUtf16(name);
  for (const one of names) if (upperCaseUtf16(one) === wanted) return true;
  return false;
}

const conditionsKnown: readonly Knowledge[] = ['dialect', 'user', 'share', 'leg'];

function isServed({ layer, carriers }: StepRow, surroundings: FaultSurroundings): boolean {
  if (layer === 'kdc') return surroundings.kdc;
  return carriers === undefined || carriers.some((carrier) => surroundings.carriers.includes(carrier));
}

function isOffered({ mechanism }: StepRow, { mechanisms }: FaultSurroundings): boolean {
  return mechanism === undefined || mechanisms.includes(mechanism);
}

/** A login of another carrier has no dialect. */
function isSpoken(dialect: DialectName, { dialects, carriers }: FaultSurroundings): boolean {
  return dialects.includes(dialect) && carriers.includes('smb');
}
