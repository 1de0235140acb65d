import type { Identity, LoginContext, Step } from '../mechanism.js';
import { type Protection, protectionOf } from '../extended-protection.js';
import { decodeAnswer } from './challenge-answer.js';
import { type DatagramSecurity, NtlmDatagramSecurity } from './datagram-security.js';
import { reportNtlm } from './facts.js';
import { type IssuedChallenge, isDomainJoined, issueChallenge } from './issued-challenge.js';
import { MessageType, messageTypeOf } from './message-fields.js';
import { datagramFlags, NegotiateFlags, offerFlags } from './negotiate-flags.js';
import { reject } from './refuse.js';
import { isAllowed, ntlmRefusal } from './refused-by-policy.js';
import type { NtlmSettings } from './settings.js';
import { verifyAuthenticate } from './verify-authenticate.js';

/** An accepted connectionless login leaves this behind. */
export interface NtlmDatagramContext {
  /** The user, guest or anonymous client. */
  readonly identity: Identity;
  /** ExportedSessionKey, 16 bytes: secret. */
  readonly sessionKey: Buffer;
  /** Protects and verifies messages, each with the sequence number that the application gives it. */
  messageSecurity(): DatagramSecurity;
}

/** An answer of a connectionless acceptor. */
export type NtlmDatagramStep =
  | Exclude<Step, { kind: 'accepted' }>
  /** The client is authenticated; the login has no further token. */
  | { readonly kind: 'accepted'; readonly context: NtlmDatagramContext };

/**
 * One connectionless login: `challenge` first, then one `step`. Each happens once; any other order is rejected as
 * `out-of-sequence` and ends the login. A datagram that was lost is sent again by the application, which keeps it. No
 * token of a client makes the acceptor throw.
 */
export interface NtlmDatagramAcceptor {
  /** The CHALLENGE_MESSAGE to send, as the token of `continue`; `rejected` where policy leaves NTLM out. */
  challenge(): NtlmDatagramStep;
  /** Takes the client's AUTHENTICATE_MESSAGE and decides. */
  step(token: Buffer): Promise<NtlmDatagramStep>;
}

type State =
  | { readonly at: 'challenge-due' }
  | { readonly at: 'authenticate-awaited'; readonly challenge: IssuedChallenge }
  | { readonly at: 'finished' };

/** There is no NEGOTIATE_MESSAGE: the MIC covers the other two ([MS-NLMP] 3.1.5.2.1). */
const noNegotiate = Buffer.alloc(0);

/**
 * The server's side of one connectionless NTLM login ([MS-NLMP] 3.2.5.2). The MIC is made as the client makes it, with
 * ExportedSessionKey (3.1.5.2.1): section 3.2.5.2.2 names ResponseKeyNT and a NEGOTIATE_MESSAGE instead, which no
 * client has.
 */
export class DatagramAcceptor implements NtlmDatagramAcceptor {
  readonly #settings: NtlmSettings;
  readonly #login: LoginContext;
  readonly #protection: Protection;
  #state: State = { at: 'challenge-due' };

  /** @throws TypeError for channel bindings that every channel would pass, and for other demands that cannot be met */
  constructor(settings: NtlmSettings, login: LoginContext) {
    this.#settings = settings;
    this.#login = login;
    this.#protection = protectionOf(login, settings.channelBindings);
  }

  /** [MS-NLMP] 3.2.5.2.1 */
  challenge(): NtlmDatagramStep {
    const state = this.#state;
    this.#state = { at: 'finished' };
    if (state.at !== 'challenge-due') return this.#outOfSequence('a second CHALLENGE was asked for');
    // "If ServerBlock == TRUE, then the server MUST return STATUS_NOT_SUPPORTED" (3.2.5.2.2).
    if (!isAllowed(this.#settings)) {
      this.#failed('ntlm-allowed', '[MS-NLMP] 3.2.5.2.2', ntlmRefusal.detail);
      return reject('ntlm-refused');
    }
    const { names, composeChallenge, runtime } = this.#settings;
    const flags = offerFlags({ domainJoined: isDomainJoined(names) });
    const issued = { at: runtime.monotonic(), repeatable: false };
    const challenge = issueChallenge(noNegotiate, composeChallenge(flags), issued);
    reportNtlm(this.#login.report, { kind: 'challenge', flags });
    // A client that lends its identity for identification says so unasked; offered, it would be taken for required.
    const granted = (flags | NegotiateFlags.IDENTIFY) >>> 0;
    this.#state = { at: 'authenticate-awaited', challenge: { ...challenge, flags: granted } };
    return { kind: 'continue', token: challenge.rawChallenge };
  }

  /** [MS-NLMP] 3.2.5.2.2 */
  async step(token: Buffer): Promise<NtlmDatagramStep> {
    const state = this.#state;
    // The state changes before anything is computed, so that this challenge is never answered twice, even after an
    // error.
    this.#state = { at: 'finished' };
    const type = messageTypeOf(token);
    if (type === undefined) return this.#malformed('no NTLM message');
    if (state.at !== 'authenticate-awaited' || type !== MessageType.AUTHENTICATE) {
      const due = state.at === 'authenticate-awaited' ? 'message 3 was' : 'none was';
      return this.#outOfSequence(`message ${type} came, and ${due} due`);
    }

    const judged = {
      settings: this.#settings,
      login: this.#login,
      protection: this.#protection,
    };
    const answer = decodeAnswer(judged, state.challenge, token);
    if (answer === undefined) return reject('ntlm-malformed');
    const { agreedFlags } = answer;
    // "If NTLMSSP_NEGOTIATE_DATAGRAM is set, then NTLMSSP_NEGOTIATE_KEY_EXCH MUST always be set" (2.2.2.5); without
    // the first the client counts its messages by itself.
    if ((agreedFlags & datagramFlags) !== datagramFlags) {
      return this.#malformed('the answer lacks DATAGRAM or KEY_EXCH');
    }
    const step = await verifyAuthenticate(answer);
    return step.kind === 'accepted' ? { kind: 'accepted', context: contextOf(step, agreedFlags) } : step;
  }

  #outOfSequence(detail: string): NtlmDatagramStep {
    this.#failed('ntlm-sequence', '[MS-NLMP] 3.2.5.2', detail);
    return reject('out-of-sequence');
  }

  #malformed(detail: string): NtlmDatagramStep {
    this.#failed('ntlm-form', '[MS-NLMP] 3.2.5.2.2', detail);
    return reject('ntlm-malformed');
  }

  #failed(check: string, section: string, detail: string): void {
    this.#login.report({ kind: 'check', check, outcome: 'failed', section, detail });
  }
}

function contextOf(
  { context: { identity, sessionKey } }: Extract<Step, { kind: 'accepted' }>,
  agreedFlags: number,
): NtlmDatagramContext {
  const messageSecurity = (): DatagramSecurity => new NtlmDatagramSecurity(agreedFlags, sessionKey, 'server');
  return { identity, sessionKey, messageSecurity };
}
