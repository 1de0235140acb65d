import { isBytes } from '../values/realm.js';
import {
  aFilledText,
  both,
  fits,
  listOf,
  objectWith,
  onlyWith,
  oneOf,
  optional,
  problemAt,
  type Rule,
} from '../values/rules.js';
import { areChannelBindings, channelBindingsExpected, hashChannelBindings } from './channel-bindings.js';
import type { LoginContext } from './mechanism.js';

/** When a login must be bound to the channel of its connection. */
export const channelBindingsModes = ['never', 'when-sent', 'required'] as const;

/** One of {@link channelBindingsModes}. */
export type ChannelBindingsMode = (typeof channelBindingsModes)[number];

/** Bindings that a client makes of the right channel in a wrong way. */
export interface MistakenBindings {
  /** The mistake as a noun phrase, such as `the certificate’s SHA-1 hash`. */
  readonly name: string;
  /** The application data that the mistake makes. */
  readonly bindings: Buffer;
}

/** Extended Protection of one login: the channel and the service that the client must mean. */
export interface ExtendedProtection {
  /**
   * `required`: a client that sends no bindings is refused. `when-sent`: one that sends none, or zero, is let in, as by
   * Windows where an application does not require them ([MS-NLMP] 3.2.5.1.2); bindings that are sent must be right.
   * `never`: they are not looked at. Default: `required`.
   */
  readonly channelBindings?: ChannelBindingsMode;
  /** Known mistakes, so that evidence can name them. None of them is ever let in. */
  readonly mistakes?: readonly MistakenBindings[];
  /**
   * The services that a client may mean, such as `HTTP/web.example`, in place of those of policy. Default: policy
   * decides (`targetNames` of NTLM, `services` of Kerberos).
   */
  readonly serviceNames?: 'any' | readonly string[];
}

/** A channel that a login is judged by. */
export interface Channel {
  /** The value of its bindings on the wire, 16 bytes. */
  readonly hash: Buffer;
  /** Its application data. */
  readonly bindings: Buffer | undefined;
  readonly mode: Exclude<ChannelBindingsMode, 'never'>;
  readonly mistakes: readonly MistakenBindings[];
}

/** The demands on one login, read once. */
export interface Protection {
  /** Undefined: bindings are not looked at. */
  readonly channel: Channel | undefined;
  /** Undefined: policy decides. */
  readonly serviceNames: 'any' | readonly string[] | undefined;
}

const serviceNamesRule: Rule = (value, place) =>
  value === 'any' ? [] : Array.isArray(value) ? listOf(aFilledText, 1)(value, place) : anyOrList(place);

const anyOrList = (place: Parameters<Rule>[1]) => [problemAt(place, 'expected "any" or a list of names')];

const protectionRule = onlyWith({
  channelBindings: optional(oneOf(...channelBindingsModes)),
  mistakes: optional(
    listOf(objectWith({ name: aFilledText, bindings: fits(isBytes, 'expected bytes') } satisfies Keys)),
  ),
  serviceNames: optional(serviceNamesRule),
} satisfies Record<keyof ExtendedProtection, Rule>);

type Keys = Record<keyof MistakenBindings, Rule>;

/** The rule of both keys of a login's context: bindings are bytes, and a mode needs some. */
export const extendedProtectionRule: Rule = both(
  objectWith({ extendedProtection: optional(protectionRule) }),
  (value, place) => {
    const context = value as Readonly<Record<string, unknown>>;
    const { extendedProtection } = context as Partial<LoginContext>;
    if ('channelBindings' in context) {
      return areChannelBindings(context['channelBindings'])
        ? []
        : [problemAt([...place, 'channelBindings'], channelBindingsExpected)];
    }
    const mode = extendedProtection?.channelBindings;
    return mode === undefined || mode === 'never'
      ? []
      : [problemAt([...place, 'channelBindings'], noChannel)];
  },
);

const noChannel = 'expected the bytes of a channel, which extendedProtection.channelBindings asks for';

/** There is no channel, and policy decides about the names: the login of every connection without TLS. */
const nothingDemanded: Protection = Object.freeze({ channel: undefined, serviceNames: undefined });

/**
 * The demands on a login. An unknown word, and bindings that every channel would pass, are errors: neither ever means
 * that nothing is demanded.
 *
 * @param ofOptions bindings of a mechanism that has one channel for all logins
 * @throws TypeError for demands that cannot be met
 */
export function protectionOf(login: LoginContext, ofOptions: Buffer | undefined): Protection {
  // Each key is read once, so that the value that counts is the one that was looked at.
  const own = 'channelBindings' in login;
  const { extendedProtection } = login;
  if (!own && ofOptions === undefined && extendedProtection === undefined) return nothingDemanded;
  const given: unknown = own ? login.channelBindings : ofOptions;
  const demands = taken(extendedProtection);
  const { mode = 'required', mistakes = [], serviceNames } = demands;
  if (!channelBindingsModes.includes(mode)) {
    throw new TypeError('extendedProtection.channelBindings: unknown word');
  }
  if (serviceNames !== undefined && serviceNamesRule(serviceNames, []).length > 0) {
    throw new TypeError('extendedProtection.serviceNames: expected "any" or a list of names');
  }
  if (own && !areChannelBindings(given)) throw new TypeError(`channelBindings: ${channelBindingsExpected}`);
  if (mode === 'never') return { channel: undefined, serviceNames };
  if (!areChannelBindings(given)) {
    if (demands.mode !== undefined) throw new TypeError(`channelBindings: ${noChannel}`);
    return { channel: undefined, serviceNames };
  }
  const channel = { hash: hashChannelBindings(given), bindings: given, mode, mistakes };
  return { channel, serviceNames };
}

function taken({ channelBindings: mode, mistakes, serviceNames }: ExtendedProtection = {}) {
  return { mode, mistakes, serviceNames: Array.isArray(serviceNames) ? [...serviceNames] : serviceNames };
}
