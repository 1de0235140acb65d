import type { Acceptor, MessageSecurity, SecurityContext, Step } from '../auth/mechanism.js';
import { wireStatusOf } from '../auth/rejection.js';
import { unwrapToken, wrapToken } from '../auth/wrap-token.js';
import { CodecError } from '../bytes/index.js';
import type { NtStatus } from '../constants/nt-status.js';
import type { CredSspFault } from '../facts/credssp.js';
import type { Fact, Report } from '../facts/fact.js';
import type { NamedUser } from './compare-names.js';
import { judgeCredentials } from './judge-credentials.js';
import {
  describeWrongBinding,
  FIRST_HASHED_VERSION,
  isBound,
  otherBinding,
  serverBinding,
} from './key-binding.js';
import { credSspRefusals, type CredSspReason, failed, passed } from './rejections.js';
import { OWN_VERSION, RequestRules } from './request-rules.js';
import type { CredSspAcceptor, CredSspStep } from './step.js';
import { decodeTsRequest, encodeTsRequest, type TsRequest } from './ts-request.js';
import type { VerifyPassword } from './verify-password.js';

/** Bytes of the longest TSRequest of a client that has not proved anything. */
export const FIRST_REQUEST_LIMIT = 0x10000;

/** Bytes of the longest one after that: credentials of remote guard hold two tickets. */
const PROVED_LIMIT = 0x20000;

/** The connection and the policy of one login. */
export interface CredSspSettings {
  /** Makes the acceptor of the tokens, whose facts go to `report`. */
  readonly startLogin: (report: Report) => Acceptor;
  readonly report: Report;
  /** The content of SubjectPublicKey of the certificate that TLS shows. */
  readonly subjectPublicKey: Buffer;
  /** 2 to 6. */
  readonly minVersion: number;
  readonly verifyPassword: VerifyPassword | undefined;
}

/** A login whose user is authenticated. */
interface Authenticated {
  readonly context: SecurityContext;
  readonly messages: MessageSecurity;
}

type FaultNames = Pick<CredSspFault, 'user' | 'domain'>;

type Rejected = Extract<CredSspStep, { kind: 'rejected' }>;

type State =
  | { readonly at: 'negotiating'; readonly acceptor: Acceptor }
  | (Authenticated & { readonly at: 'binding' })
  | (Authenticated & { readonly at: 'credentials' })
  | { readonly at: 'over' };

/** Accepts one login through CredSSP ([MS-CSSP] 3.1.5). */
export class CredSspLogin implements CredSspAcceptor {
  readonly #settings: CredSspSettings;
  readonly #rules: RequestRules;
  #state: State;
  /** The names that the client gave in its login. */
  #claimed: NamedUser | undefined;
  /** Whether the login was accepted: a fault after that is no refusal of it. */
  #accepted = false;

  constructor(settings: CredSspSettings) {
    this.#settings = settings;
    this.#rules = new RequestRules(settings.minVersion);
    this.#state = { at: 'negotiating', acceptor: settings.startLogin((fact) => this.#hear(fact)) };
  }

  get requestLimit(): number {
    return this.#accepted ? PROVED_LIMIT : FIRST_REQUEST_LIMIT;
  }

  async step(bytes: Buffer): Promise<CredSspStep> {
    const state = this.#state;
    // From here on no request is answered again, even after an error.
    this.#state = { at: 'over' };
    if (state.at === 'over') return this.#refuse('credssp-out-of-phase', 'a request after the last');
    let request: TsRequest;
    try {
      request = decodeTsRequest(bytes);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      return this.#refuse('credssp-request-malformed', error.message);
    }
    const { version, ...fields } = request;
    this.#settings.report({ kind: 'credssp-request', version, fields: Object.keys(fields) });
    const broken = this.#rules.broken(state.at, request);
    if (broken) return this.#refuse(broken.reason, broken.detail);
    switch (state.at) {
      case 'negotiating':
        return this.#negotiate(state.acceptor, request);
      case 'binding':
        return this.#bind(state, request);
      case 'credentials':
        return this.#judge(state, request);
    }
  }

  refuseUnreadable(detail: string): CredSspStep {
    this.#state = { at: 'over' };
    return this.#refuse('credssp-request-malformed', detail);
  }

  #hear(fact: Fact): void {
    if (fact.kind === 'claim' && fact.user !== undefined) {
      this.#claimed = { user: fact.user, domain: fact.domain };
    }
    this.#settings.report(fact);
  }

  async #negotiate(acceptor: Acceptor, request: TsRequest): Promise<CredSspStep> {
    const { negoTokens = Buffer.alloc(0), pubKeyAuth } = request;
    const step = await acceptor.step(negoTokens);
    switch (step.kind) {
      case 'rejected':
        return this.#reject(step);
      case 'continue':
        if (pubKeyAuth !== undefined) {
          return this.#refuse('credssp-out-of-phase', 'pubKeyAuth before the login is complete');
        }
        this.#state = { at: 'negotiating', acceptor };
        return { kind: 'continue', answer: encode({ negoTokens: step.token }) };
      case 'accepted':
        return this.#authenticated(step, request);
    }
  }

  #authenticated({ context, token }: Extract<Step, { kind: 'accepted' }>, request: TsRequest): CredSspStep {
    const { kind } = context.identity;
    if (kind !== 'user') return this.#refuseKeyless(kind);
    const authenticated = { context, messages: context.messageSecurity() };
    const answer = token !== undefined && token.length > 0 ? { negoTokens: token } : undefined;
    // "If the client is sending the last SPNEGO token", pubKeyAuth comes with it ([MS-CSSP] 3.1.5, step 2).
    if (request.pubKeyAuth !== undefined) return this.#bind(authenticated, request, answer);
    this.#state = { at: 'binding', ...authenticated };
    return { kind: 'continue', ...(answer && { answer: encode(answer) }) };
  }

  /** Neither a guest nor an anonymous client has a key in common with us that could bind anything. */
  #refuseKeyless(kind: 'guest' | 'anonymous'): CredSspStep {
    const reason = kind === 'guest' ? 'unknown-account' : 'anonymous-refused';
    const detail = `${kind === 'guest' ? 'a guest' : 'an anonymous client'} has no key to bind the connection with`;
    const section = '[MS-CSSP] 3.1.5';
    this.#settings.report({ kind: 'check', check: 'credssp-identity', outcome: 'failed', section, detail });
    return this.#reject({ reason, status: wireStatusOf(reason) });
  }

  /** @param last the mechanism's last word, where the client's came together with its proof */
  #bind(
    { context, messages }: Authenticated,
    { pubKeyAuth = Buffer.alloc(0) }: TsRequest,
    last?: Pick<TsRequest, 'negoTokens'>,
  ): CredSspStep {
    const { report, subjectPublicKey } = this.#settings;
    const { version, nonce } = this.#rules;
    const binding = { version, subjectPublicKey, nonce };
    const answer = serverBinding(binding);
    if (answer === undefined) {
      return this.#refuse('credssp-nonce-missing', `version ${version} without a clientNonce`);
    }
    passed(report, 'credssp-version-too-low', `version ${version}`);
    if (version >= FIRST_HASHED_VERSION) passed(report, 'credssp-nonce-missing');
    const received = unwrapToken(messages, pubKeyAuth);
    if (received === undefined) {
      return this.#refuse(
        'credssp-binding-unreadable',
        'pubKeyAuth does not decrypt with the key of the login',
      );
    }
    if (!isBound(received, binding)) {
      return this.#refuse('credssp-binding-wrong', describeWrongBinding(received, binding));
    }
    passed(report, 'credssp-binding-wrong');
    this.#accepted = true;
    this.#state = { at: 'credentials', context, messages };
    const proving = (bytes: Buffer): Buffer => encode({ ...last, pubKeyAuth: wrapToken(messages, bytes) });
    let made: Buffer | undefined;
    return {
      kind: 'accepted',
      // Each message that is sealed has a number: it is sealed once, and only if it leaves.
      get answer() {
        return (made ??= proving(answer));
      },
      answerWith: (publicKey) =>
        publicKey === 'missing' ? encode({ ...last }) : proving(otherBinding(binding)),
      context,
    };
  }

  async #judge(
    { context, messages }: Authenticated,
    { authInfo = Buffer.alloc(0) }: TsRequest,
  ): Promise<CredSspStep> {
    const { report, verifyPassword } = this.#settings;
    const login = { messages, identity: context.identity, claimed: this.#claimed, verifyPassword };
    const judgement = await judgeCredentials(authInfo, login);
    switch (judgement.kind) {
      case 'taken': {
        const { credentials } = judgement;
        passed(report, 'credssp-credentials-mismatch');
        if (credentials.password === 'right') passed(report, 'credssp-password-wrong');
        report(credentials);
        return { kind: 'complete', credentials };
      }
      case 'store-failed':
        report({ kind: 'account-store-failed', error: judgement.error });
        return this.#end('store-failed', 'the account store could not be asked about the password');
      case 'refused':
        return this.#refuse(judgement.reason, judgement.detail, judgement.named);
    }
  }

  #refuse(reason: CredSspReason, detail: string, named: FaultNames = {}): CredSspStep {
    failed(this.#settings.report, reason, detail);
    if (this.#accepted) return this.#end(reason, detail, named);
    return { ...this.#reject({ reason, status: credSspRefusals[reason].status }), detail };
  }

  /** Ends a login that was accepted: a client that has sent its credentials reads no TSRequest any more. */
  #end(reason: string, detail: string, named: FaultNames = {}): CredSspStep {
    this.#settings.report({ kind: 'credssp-fault', reason, detail, ...named });
    return { kind: 'rejected', reason, detail };
  }

  /** "If the negotiated protocol version is 3, 4, or 6", errorCode tells the client ([MS-CSSP] 2.2.1). */
  #reject({ reason, status, token }: { reason: string; status: NtStatus; token?: Buffer }): Rejected {
    const { version } = this.#rules;
    if (version === 3 || version === 4 || version === 6) {
      return { kind: 'rejected', reason, status, answer: encode({ errorCode: status }) };
    }
    const known = version > 0 && token !== undefined && token.length > 0;
    return { kind: 'rejected', reason, ...(known && { answer: encode({ negoTokens: token }) }) };
  }
}

function encode(fields: Omit<TsRequest, 'version'>): Buffer {
  return encodeTsRequest({ version: OWN_VERSION, ...fields });
}
