import type { NtStatus } from '../../constants/nt-status.js';
import type { CheckFact } from '../../facts/fact.js';
import type { MaybePromise } from '../../values/maybe-promise.js';
import type { Identity } from '../identity.js';
import type { ChallengeAnswer } from './challenge-answer.js';
import type { NtlmRejectionReason } from './rejections.js';
import type { Subject, SubjectsOfCheck } from './subject.js';

/** A login whose subject is known, as the remaining checks receive it. */
export interface ProvedLogin {
  readonly answer: ChallengeAnswer;
  readonly subject: Subject;
  readonly identity: Identity;
  /** Undefined when the client sent no key that could be used. */
  readonly exportedSessionKey: Buffer | undefined;
}

/** The failure of a check; its detail is for the server's user and not sent to the client. */
export interface Failure {
  readonly reason: NtlmRejectionReason;
  /** The NTSTATUS that the client gets; default: that of the reason. */
  readonly status?: NtStatus;
  readonly detail?: string;
  /** The detail as data, for programs. */
  readonly data?: NonNullable<CheckFact['data']>;
}

/**
 * The outcome of a check. `inapplicable`: the policy does not ask for it, or this kind of response has nothing to
 * check.
 */
export type Outcome =
  'passed' | 'inapplicable' | { readonly passed: Pick<CheckFact, 'detail' | 'data'> } | Failure;

/** A check that follows a right proof. */
export interface LoginCheck {
  /** Stable name, as reported. */
  readonly name: string;
  /** The section of the rule. */
  readonly section: string;
  readonly subjects: SubjectsOfCheck;
  readonly run: (login: ProvedLogin) => MaybePromise<Outcome>;
}
