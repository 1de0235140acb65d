import { Dialect } from '../smb2-codec/index.js';
import { type ActionRow, type FaultAction, faultActions } from './action.js';
import type { NegotiateAnswerAction } from './actions/negotiate.js';
import type { FaultSurroundings } from './check-fault.js';
import type { FaultCondition } from './fault.js';

/** The reason for which an action changes nothing under a condition; undefined: it can change something. */
export function whyNoEffect(
  action: FaultAction,
  { step, dialect }: FaultCondition,
  { dialects }: Pick<FaultSurroundings, 'dialects'>,
): string | undefined {
  const spoken = dialect === undefined ? dialects : [dialect];
  const { needs }: ActionRow = faultActions[action.do];
  const isBefore = step === 'negotiate' || step === 'negotiate-smb1';
  if (isBefore && needs !== undefined && needs !== 'success') return 'cannot happen: there is no session yet';
  if (needs === 'encrypted' || needs === 'encryptable') {
    const encrypts = spoken.some((name) => name.startsWith('3.'));
    return encrypts ? undefined : 'cannot happen: SMB 2 does not encrypt';
  }
  switch (action.do) {
    case 'expire-session':
      return step === 'logoff' ? 'cannot happen: the session is over' : undefined;
    case 'mech-list-mic':
      return hasPlaceForMic(step, action.value) ? undefined : `cannot happen at step ${step}`;
    case 'negotiate-answer':
      return isAboutContexts(action) && !spoken.includes('3.1.1')
        ? 'cannot happen: contexts belong to SMB 3.1.1'
        : undefined;
    default:
      return undefined;
  }
}

/** A refusal has no MIC, and an early one is in an answer that asks for the next token. */
function hasPlaceForMic(step: FaultCondition['step'], value: string): boolean {
  if (step === 'spnego-refused') return false;
  return value !== 'early' || step !== 'spnego-accepted';
}

const ofEveryDialect: ReadonlySet<string> = new Set<keyof NegotiateAnswerAction>([
  'dialect',
  'securityMode',
  'with',
  'without',
  'serverGuid',
  'maxTransactSize',
  'maxReadSize',
  'maxWriteSize',
]);

/** Whether an action changes contexts alone, of an answer that it does not make one of 3.1.1. */
function isAboutContexts(action: NegotiateAnswerAction): boolean {
  const { dialect } = action;
  if (dialect === '3.1.1' || dialect === Dialect.SMB_3_1_1) return false;
  const keys = Object.keys(action).filter((key) => key !== 'do' && key !== 'inFlight');
  return keys.length > 0 && keys.every((key) => !ofEveryDialect.has(key));
}
