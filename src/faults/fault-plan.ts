import { ipAddressBytes, upperCaseUtf16 } from '../bytes/index.js';
import type { FaultConnection } from '../facts/fault.js';
import type { DialectName } from '../protection/dialect.js';
import { ConfigurationError } from '../values/configuration-error.js';
import { type ActionRow, type AnswerState, type FaultAction, faultActions } from './action.js';
import { type FaultSurroundings, problemsOfFault } from './check-fault.js';
import type { Fault, FaultCondition } from './fault.js';
import { faultOfPreset, type PresetFault } from './preset.js';
import { type FaultStep, stepsFrom } from './steps.js';

/** The faults of a running server. A change is in force from the next step on. */
export interface Faults extends Iterable<ActiveFault> {
  /**
   * Adds faults behind those that are there.
   *
   * @throws ConfigurationError for one that cannot be used, or could never match; none is added then
   */
  add(...faults: readonly (Fault | PresetFault)[]): void;
  /**
   * Removes the fault of a name.
   *
   * @returns false: there is none
   */
  remove(name: string): boolean;
  /** Removes all of them. */
  clear(): void;
}

/** A fault and how often it happened. */
export interface ActiveFault {
  /** Unique among the faults of the server. */
  readonly name: string;
  /** A copy of the fault as it was given. */
  readonly fault: Fault;
  /** How often its condition held, those times included at which `after`, `every` and `times` let it pass. */
  readonly matched: number;
  /** How often it happened. */
  readonly happened: number;
}

/** A place at which a fault may happen. */
export interface Place {
  readonly step: FaultStep;
  readonly connection: FaultConnection;
  readonly dialect?: DialectName;
  readonly user?: string;
  readonly share?: string;
  readonly leg?: number;
  /** The states of an SMB2 answer on which actions depend; absent: none. */
  readonly states?: readonly AnswerState[];
  /** Whether an action has an effect here, whatever it needs; absent: each has. */
  readonly alters?: (action: FaultAction) => boolean;
}

/** A fault that happens now. */
export interface Happening {
  readonly name: string;
  readonly step: FaultStep;
  readonly actions: readonly FaultAction[];
}

interface Counted extends ActiveFault {
  readonly actions: readonly FaultAction[];
  matched: number;
  happened: number;
}

/** The faults of one server, with their counts. */
export class FaultPlan implements Faults {
  readonly #surroundings: FaultSurroundings;
  readonly #faults = new Map<string, Counted>();

  constructor(surroundings: FaultSurroundings) {
    this.#surroundings = surroundings;
  }

  /** Whether there is none, so that nobody need ask. */
  get empty(): boolean {
    return this.#faults.size === 0;
  }

  add(...given: readonly (Fault | PresetFault)[]): void {
    const problems = given.flatMap((fault, index) =>
      problemsOfFault(fault, this.#surroundings, ['faults', index]),
    );
    if (problems.length > 0) throw new ConfigurationError(problems);
    const named = new Map(this.#faults);
    for (const [index, one] of given.entries()) {
      const fault = structuredClone('preset' in one ? faultOfPreset(one) : one);
      const { what } = fault;
      const actions = Array.isArray(what) ? (what as readonly FaultAction[]) : [what as FaultAction];
      const name = fault.name ?? freeName(named, actions);
      if (named.has(name)) {
        const message = `there is a fault of the name ${name} already`;
        throw new ConfigurationError([{ path: `faults[${index}].name`, message }]);
      }
      named.set(name, { name, fault, actions, matched: 0, happened: 0 });
    }
    for (const [name, fault] of named) this.#faults.set(name, fault);
  }

  remove(name: string): boolean {
    return this.#faults.delete(name);
  }

  clear(): void {
    this.#faults.clear();
  }

  *[Symbol.iterator](): Iterator<ActiveFault> {
    for (const { name, fault, matched, happened } of this.#faults.values())
      yield { name, fault, matched, happened };
  }

  /** The faults that happen at a place, in the order in which they were added. Each call counts as one match. */
  at(place: Place): readonly Happening[] {
    if (this.#faults.size === 0) return NONE;
    const steps = stepsFrom(place.step);
    const happenings: Happening[] = [];
    for (const counted of this.#faults.values()) {
      const { when } = counted.fault;
      if (!steps.includes(when.step) || !holds(when, place) || !isPossible(counted.actions, place)) continue;
      counted.matched += 1;
      if (!counts(when, counted)) continue;
      counted.happened += 1;
      happenings.push({ name: counted.name, step: place.step, actions: counted.actions });
    }
    return happenings;
  }
}

const NONE: readonly Happening[] = [];

function holds(when: FaultCondition, place: Place): boolean {
  return (
    (when.dialect === undefined || when.dialect === place.dialect) &&
    (when.connection === undefined || when.connection === place.connection.id) &&
    isSameAddress(when.client, place.connection.remote.address) &&
    (when.leg === undefined || when.leg === place.leg) &&
    isSameName(when.user, place.user) &&
    isSameName(when.share, place.share)
  );
}

/** Whether all actions of a fault have an effect. */
function isPossible(actions: readonly FaultAction[], { states = [], alters }: Place): boolean {
  return actions.every((action) => {
    const { needs }: ActionRow = faultActions[action.do];
    return (needs === undefined || states.includes(needs)) && alters?.(action) !== false;
  });
}

/** The same address in another form is the same, an IPv4 address of a socket for both families included. */
function isSameAddress(wanted: string | undefined, address: string): boolean {
  return wanted === undefined || ipAddressBytes(wanted).equals(ipAddressBytes(address));
}

function isSameName(wanted: string | undefined, name: string | undefined): boolean {
  if (wanted === undefined) return true;
  return name !== undefined && upperCaseUtf16(name) === upperCaseUtf16(wanted);
}

function counts(
  { after = 0, every = 1, times = Infinity }: FaultCondition,
  { matched, happened }: Counted,
): boolean {
  return matched > after && (matched - after) % every === 0 && happened < times;
}

function freeName(named: ReadonlyMap<string, unknown>, actions: readonly FaultAction[]): string {
  const base = actions.map(({ do: name }) => name).join('+');
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!named.has(name)) return name;
  }
}
