import { CodecError } from '../../bytes/index.js';
import type { CheckFact, Report } from '../../facts/fact.js';
import type { Protection } from '../extended-protection.js';
import type { LoginContext } from '../mechanism.js';
import { type AuthenticateMessage, decodeAuthenticateMessage } from './authenticate-message.js';
import type { IssuedChallenge } from './issued-challenge.js';
import { agreedFlags } from './negotiate-flags.js';
import type { NtlmSettings } from './settings.js';
import { type ClientResponse, responseOf } from './client-response.js';

/** A decoded answer to a CHALLENGE, with everything that is needed to judge it. */
export interface ChallengeAnswer {
  readonly settings: NtlmSettings;
  readonly login: LoginContext;
  /** Takes the facts of the login. */
  readonly report: Report;
  /** The channel and the services that the client may mean. */
  readonly protection: Protection;
  readonly challenge: IssuedChallenge;
  /** The monotonic time of its arrival: the time that an account store takes does not count. */
  readonly answeredAt: number;
  /** The AUTHENTICATE_MESSAGE as received: the MIC covers these bytes. */
  readonly rawAuthenticate: Buffer;
  readonly message: AuthenticateMessage;
  readonly agreedFlags: number;
  readonly response: ClientResponse;
}

const wellFormed: CheckFact = Object.freeze({
  kind: 'check',
  check: 'ntlm-form',
  outcome: 'passed',
  section: '[MS-NLMP] 2.2.1.3',
});

/** @returns undefined when the message is not well formed */
export function decodeAnswer(
  judged: Pick<ChallengeAnswer, 'settings' | 'login' | 'protection'>,
  challenge: IssuedChallenge,
  rawAuthenticate: Buffer,
): ChallengeAnswer | undefined {
  const { settings, login, protection } = judged;
  const { report } = login;
  try {
    const message = decodeAuthenticateMessage(rawAuthenticate, challenge.flags);
    const agreed = agreedFlags(challenge.flags, message.negotiateFlags);
    const response = responseOf(message, agreed);
    const detail = message.ignored && `ignored: ${message.ignored.join('; ')}`;
    if (detail === undefined) report(wellFormed);
    else report({ ...wellFormed, detail });
    const answeredAt = settings.runtime.monotonic();
    return {
      settings,
      login,
      protection,
      report,
      challenge,
      answeredAt,
      rawAuthenticate,
      message,
      agreedFlags: agreed,
      response,
    };
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    report({ ...wellFormed, outcome: 'failed', detail: error.message });
    return undefined;
  }
}
