import { contextWith, mechanismsRule, takenContext } from '../auth/mechanism-rules.js';
import type { LoginContext, Mechanism } from '../auth/mechanism.js';
import { spnegoAcceptor } from '../auth/spnego/index.js';
import { isBytes } from '../values/realm.js';
import { aFunction, aWholeNumber, fits, obey, onlyWith, optional, type Rule } from '../values/rules.js';
import { CredSspLogin, type CredSspSettings } from './acceptor.js';
import { OWN_VERSION } from './request-rules.js';
import type { CredSspAcceptor } from './step.js';
import type { VerifyPassword } from './verify-password.js';

/** The rules of a server's logins through CredSSP. */
export interface CredSspPolicy {
  /**
   * The lowest version of a client that is accepted, 2 to 6; default 5. Versions 2 to 4 send the key without a nonce
   * ([MS-CSSP] 5.1).
   */
  readonly minVersion?: number;
}

/** The options of a CredSSP acceptor, for one login on one TLS connection. */
export interface CredSspOptions extends Partial<LoginContext> {
  /** The mechanisms that may be chosen, inside SPNEGO or bare. */
  readonly mechanisms: readonly Mechanism[];
  /**
   * The content of SubjectPublicKey in the certificate of the TLS connection: the BIT STRING without its first octet,
   * which counts unused bits. For RSA it is an RSAPublicKey.
   */
  readonly subjectPublicKey: Uint8Array;
  /** Default: each rule's. */
  readonly policy?: CredSspPolicy;
  /** Says whether the password that the client sends is that of the account; absent: passwords are not verified. */
  readonly verifyPassword?: VerifyPassword;
}

/** The lowest version that binds by a nonce. */
const DEFAULT_MIN_VERSION = 5;

/** The lowest version that there is. */
const LOWEST_VERSION = 2;

const aKey = fits(
  (value) => isBytes(value) && value.length > 0,
  'expected the bytes of the content of SubjectPublicKey',
);

const rules = {
  mechanisms: mechanismsRule,
  subjectPublicKey: aKey,
  verifyPassword: optional(aFunction),
};

const policyRule = onlyWith({
  minVersion: optional(aWholeNumber(LOWEST_VERSION, OWN_VERSION)),
} satisfies Record<keyof CredSspPolicy, Rule>);

const optionsRule = contextWith({ ...rules, policy: optional(policyRule) });

const takenRule = onlyWith({ ...rules, policy: policyRule });

/**
 * Accepts one login through CredSSP, for a protocol that has TLS already, such as RDP or WinRM. Cut the stream into
 * TSRequests with a {@link RequestAssembly}, and answer each with `step`.
 *
 * ```ts
 * const acceptor = createCredSspAcceptor({ mechanisms: [ntlm], subjectPublicKey });
 * const requests = new RequestAssembly();
 * requests.add(received);
 * const request = requests.next(acceptor.requestLimit);
 * const step = request && (await acceptor.step(request));
 * ```
 *
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function createCredSspAcceptor(options: CredSspOptions): CredSspAcceptor {
  obey(optionsRule, options);
  const {
    mechanisms,
    subjectPublicKey,
    policy: { minVersion = DEFAULT_MIN_VERSION } = {},
    verifyPassword,
  } = options;
  // An option that is made when it is asked for may be another than the one that was checked.
  obey(takenRule, { mechanisms, subjectPublicKey, policy: { minVersion }, verifyPassword });
  const login = { ...takenContext(options), carrier: options.carrier ?? 'credssp' } as const;
  return credSspAcceptor(mechanisms, login, {
    subjectPublicKey: Buffer.from(subjectPublicKey),
    minVersion,
    verifyPassword: verifyPassword && (async (...args) => verifyPassword.apply(options, args)),
  });
}

/** Like {@link createCredSspAcceptor}, for options that were checked before: a server's, at each login. */
export function credSspAcceptor(
  mechanisms: readonly Mechanism[],
  login: LoginContext,
  settings: Pick<CredSspSettings, 'subjectPublicKey' | 'minVersion' | 'verifyPassword'>,
): CredSspAcceptor {
  return new CredSspLogin({
    ...settings,
    report: login.report,
    startLogin: (report) => spnegoAcceptor(mechanisms, contextWithReport(login, report)),
  });
}

/** The same context but for its report. A `signal` that is made when it is asked for stays one. */
function contextWithReport(login: LoginContext, report: LoginContext['report']): LoginContext {
  const keys = { ...Object.getOwnPropertyDescriptors(login), report: { value: report, enumerable: true } };
  return Object.defineProperties({}, keys) as LoginContext;
}
