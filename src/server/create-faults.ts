import type { AccountStore } from '../auth/account.js';
import { knownAccounts } from '../auth/known-accounts.js';
import { decideAnswers } from '../faults/decide-answer.js';
import { decideCarriers } from '../faults/decide-carrier.js';
import { decideKdcAnswers } from '../faults/decide-kdc.js';
import { decidePdus } from '../faults/decide-pdu.js';
import { decideOpenings } from '../faults/decide-opening.js';
import type { FaultSurroundings } from '../faults/check-fault.js';
import { FaultPlan } from '../faults/fault-plan.js';
import { createOfferAlterations } from '../faults/negotiate-offer.js';
import type { FaultListener } from '../faults/fault-listener.js';
import { createTokenScripts } from '../faults/token-scripts.js';
import type { Mechanism } from '../auth/mechanism.js';
import type { TokenScripts } from '../auth/token-script.js';
import type { OfferAlterations } from '../session/model/offer-alterations.js';
import type { Decide, Decisions } from '../session/exchange/outcome.js';
import type { PduScript } from '../rpc/index.js';
import type { AnswerScripts } from '../realm/answer-script.js';
import type { Openings } from './carriers/opening.js';
import { carriersOf, type ResolvedOptions } from './resolve-options.js';
import type { ServerEmitter } from './server-emitter.js';

/** The faults of a server, and the decision that carries them out: none as long as there is no fault. */
export interface ServerFaults extends Decisions, Openings, AnswerScripts, PduScript {
  readonly plan: FaultPlan;
  readonly scripts: TokenScripts;
  readonly offers: OfferAlterations;
}

/** The parts of a running server that a fault may name. */
interface RunningServer {
  readonly connectionState: NonNullable<FaultSurroundings['connection']>;
  /** The names of the shares at this moment, without `IPC$`. */
  readonly shareNames: () => readonly string[];
}

/** @throws ConfigurationError for a fault that cannot be used, or could never match */
export function createFaults(
  options: ResolvedOptions,
  mechanisms: readonly Mechanism[],
  accounts: AccountStore,
  emitter: ServerEmitter,
  { connectionState, shareNames }: RunningServer,
): ServerFaults {
  const plan = new FaultPlan({
    carriers: carriersOf(options),
    dialects: options.policy.dialects,
    mechanisms: mechanisms.filter(({ refusal }) => refusal === undefined).map(({ name }) => name),
    kdc: options.kerberos?.testRealm !== undefined,
    encryption: options.policy.encryption !== 'off',
    get shares() {
      return ['IPC$', ...shareNames()];
    },
    connection: connectionState,
    users: () => usersOf(options, accounts),
  });
  plan.add(...options.faults);
  const onFault: FaultListener = ({ name, step }, effect, { report, connection, user, told }) => {
    report({ kind: 'fault', name, step, effect, ...(told !== undefined && { told }) });
    emitter.emit('fault', () => ({ name, step, effect, time: options.runtime.now(), connection, user }));
  };
  const decideSmb = decideAnswers(plan, onFault);
  const decideOther = decideCarriers(plan, onFault);
  const decide: Decide = (step, proposed) =>
    step.connection.carrier === 'smb' ? decideSmb(step, proposed) : decideOther(step, proposed);
  const decideOpening = decideOpenings(plan, onFault);
  const alter = decidePdus(plan, onFault, (length) => options.runtime.randomBytes(length));
  const changeOf = decideKdcAnswers(plan, onFault);
  return {
    plan,
    scripts: createTokenScripts(plan, onFault),
    offers: createOfferAlterations(plan, onFault),
    get decide() {
      return plan.empty ? undefined : decide;
    },
    get alter() {
      return plan.empty ? undefined : alter;
    },
    get changeOf() {
      return plan.empty ? undefined : changeOf;
    },
    get decideOpening() {
      return plan.empty ? undefined : decideOpening;
    },
  };
}

/** The names under which a client can be logged in; undefined: they cannot be listed. */
function usersOf(
  { kerberos, mechanisms, logger }: ResolvedOptions,
  accounts: AccountStore,
): string[] | undefined {
  // A principal of another realm needs no account, and neither does a user of a foreign mechanism.
  if (kerberos !== undefined || mechanisms !== undefined) return undefined;
  const known = knownAccounts(accounts, (error) =>
    logger.error('listing the known accounts failed', { error }),
  );
  return known && ['Guest', ...Array.from(known, ({ name }) => name)];
}
