import type { Attempt } from '../../diagnosis/attempt.js';
import type { Fact } from '../../diagnosis/facts.js';
import { reasons } from '../../diagnosis/reasons.js';
import { NtStatus, ntStatusName } from '../../nt-status.js';
import { dialectName } from '../../session/dialect.js';

/** What the two forms of output have to say about an attempt. */
export interface Login {
  /** Undefined: the connection ended before there was a verdict. */
  readonly outcome: 'accepted' | 'refused' | undefined;
  /** Stable code. */
  readonly reason: string;
  readonly sentence: string;
  readonly status: string;
  /** As the client sent them; empty when it did not come to that. */
  readonly user: string;
  readonly domain: string;
  readonly workstation: string;
  /** `2.0.2` to `3.1.1`. */
  readonly dialect: string | undefined;
  /** Such as `NTLM`. */
  readonly mechanism: string | undefined;
  /** Such as `NTLMv2`. */
  readonly passwordType: string | undefined;
}

const passwordTypes = {
  anonymous: undefined,
  none: undefined,
  lm: 'LANMan',
  ntlmv1: 'NTLMv1',
  'ntlmv1-ess': 'NTLMv1',
  ntlmv2: 'NTLMv2',
} as const;

/** Finds in the facts of an attempt who asked for what, and what came of it. */
export function describeLogin(attempt: Attempt): Login {
  const authenticate = factOf(attempt.loginFacts, 'ntlm-authenticate');
  const chosen = factOf(attempt.connectionFacts, 'negotiate-chosen');
  return {
    ...describeOutcome(attempt),
    user: authenticate?.user ?? '',
    domain: authenticate?.domain ?? '',
    workstation: authenticate?.workstation ?? '',
    dialect: chosen && dialectName(chosen.dialect),
    mechanism: factOf(attempt.loginFacts, 'spnego-choice')?.mechanism,
    passwordType: authenticate && passwordTypes[authenticate.response],
  };
}

type Outcome = Pick<Login, 'outcome' | 'reason' | 'sentence' | 'status'>;

function describeOutcome({ verdict, end }: Attempt): Outcome {
  if (verdict === undefined) {
    const how = end?.by === 'server' ? end.why : 'left';
    const sentence =
      end?.by === 'server'
        ? `The server ended the connection (${end.why}).`
        : 'The client left before a login was complete.';
    return { outcome: undefined, reason: how, sentence, status: ntStatusName(NtStatus.STATUS_LOGON_FAILURE) };
  }
  if (verdict.outcome === 'rejected') {
    const { reason, status, detail } = verdict;
    const sentence =
      detail === undefined ? reasons[reason].sentence : `${reasons[reason].sentence} ${detail}`;
    return { outcome: 'refused', reason, sentence, status: ntStatusName(status) };
  }
  const reason = verdict.identity.kind === 'user' ? 'accepted' : verdict.identity.kind;
  const status = ntStatusName(NtStatus.STATUS_SUCCESS);
  return { outcome: 'accepted', reason, sentence: reasons[reason].sentence, status };
}

function factOf<Kind extends Fact['kind']>(facts: readonly Fact[], kind: Kind) {
  return facts.find((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
}
