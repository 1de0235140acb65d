import type {
  AnsweredLogin,
  HintChange,
  KerberosReplyChange,
  ScriptedLogin,
  SpnegoAnswerChange,
  TokenScript,
  TokenScripts,
} from '../auth/token-script.js';
import type { Report } from '../facts/fact.js';
import { dialectOf } from '../protection/dialect.js';
import { KrbErrorCode } from '../krb5/error-codes.js';
import { type FaultAction, wordsOfAction } from './action.js';
import type { FaultPlan, Place } from './fault-plan.js';
import { oidOf } from './mechanism-oids.js';
import type { FaultStep } from './steps.js';
import type { FaultListener } from './fault-listener.js';
import { ChallengeFaults } from './token-challenge.js';

/** The scripts of logins that carry out the faults of a plan; without a fault there are none. */
export function createTokenScripts(plan: FaultPlan, onFault: FaultListener): TokenScripts {
  const challenges = new ChallengeFaults();
  const scriptOf = (login: ScriptedLogin): TokenScript => {
    const dialect = login.dialect === undefined ? undefined : dialectOf(login.dialect);
    const at = (report: Report, given: Omit<Place, 'connection'>, alters: Alters): readonly FaultAction[] => {
      const { connection } = login;
      const place: Place = { ...given, connection, ...(dialect !== undefined && { dialect }), alters };
      return plan.at(place).flatMap((happening) => {
        const { actions } = happening;
        const user = place.user === undefined ? {} : { user: place.user };
        onFault(happening, actions.map(wordsOfAction).join(', '), { connection, report, ...user });
        return actions;
      });
    };
    return {
      hint: (report) => hintOf(at(report, { step: 'spnego-hint' }, always)),
      challenge: (report) => challenges.changeOf(at(report, { step: 'ntlm-challenge' }, always)),
      spnegoAnswer: (report, answered) => {
        const { leg, user, kind } = answered;
        const place = { step: stepsOfSpnego[kind], leg, ...(user !== undefined && { user }) };
        return spnegoAnswerOf(at(report, place, (action) => altersAnswer(action, answered)));
      },
      kerberosReply: (report, { user, mutual }) => {
        const place = { step: 'kerberos-reply', user } as const;
        return kerberosReplyOf(at(report, place, (action) => mutual || action.do !== 'ap-rep'));
      },
    };
  };
  return {
    get scriptOf() {
      return plan.empty ? undefined : scriptOf;
    },
  };
}

/** Whether an action alters a token; a fault with one that does not is left for a later token. */
type Alters = (action: FaultAction) => boolean;

const always: Alters = () => true;

const stepsOfSpnego = {
  continue: 'spnego-continued',
  accepted: 'spnego-accepted',
  rejected: 'spnego-refused',
} as const satisfies Record<AnsweredLogin['kind'], FaultStep>;

function altersAnswer(action: FaultAction, { kind, hasMechListMic }: AnsweredLogin): boolean {
  if (action.do !== 'mech-list-mic') return true;
  return action.value === 'early' ? kind === 'continue' && !hasMechListMic : hasMechListMic;
}

function hintOf(actions: readonly FaultAction[]): HintChange | undefined {
  let change: HintChange | undefined;
  for (const action of actions) {
    if (action.do !== 'hint') continue;
    const { mechanisms, form } = action;
    change = { ...change, ...(mechanisms && { oids: mechanisms.map(oidOf) }), ...(form && { form }) };
  }
  return change;
}

function spnegoAnswerOf(actions: readonly FaultAction[]): SpnegoAnswerChange | undefined {
  let change: SpnegoAnswerChange | undefined;
  for (const action of actions) change = { ...change, ...spnegoChangeOf(action) };
  return change;
}

function spnegoChangeOf(action: FaultAction): SpnegoAnswerChange {
  switch (action.do) {
    case 'mech-list-mic':
      return { mechListMic: action.value };
    case 'mechanism':
      return { supportedMech: oidOf(action.supported) };
    case 'neg-state':
      return { negState: action.value };
    case 'response-token':
      return { responseToken: action.value };
    default:
      return {};
  }
}

/** A KRB-ERROR leaves no AP-REP to alter. */
function kerberosReplyOf(actions: readonly FaultAction[]): KerberosReplyChange | undefined {
  let change: KerberosReplyChange | undefined;
  for (const action of actions) {
    if (action.do === 'krb-error') {
      return { error: typeof action.code === 'number' ? action.code : KrbErrorCode[action.code] };
    }
    if (action.do === 'ap-rep') change = { apRep: action.value };
  }
  return change;
}
