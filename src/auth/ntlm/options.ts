import { z } from 'zod';
import { filled } from '../../values/filled.js';
import { functionSchema, insist, withFunctions } from '../../values/problems.js';
import { isBytes } from '../../values/realm.js';
import { checkedRuntime, type Runtime } from '../../runtime/runtime.js';
import type { AccountStore } from '../account.js';
import { machineSidOf } from '../identity.js';
import { Lockout } from '../lockout.js';
import { namesSchema } from '../../schema/names.js';
import { authPolicySection } from '../../schema/auth-policy.js';
import { type AuthPolicy, type AuthPolicyChange, completeAuthPolicy, type ServerNames } from '../policy.js';
import { hashChannelBindings } from './channel-bindings.js';
import { type ChallengeComposer, challengeComposer } from './issued-challenge.js';
import { ReplayCache } from './replay-cache.js';

/** Everything an NTLM acceptor works with. */
export interface NtlmOptions {
  readonly accounts: AccountStore;
  /** Whatever is not given is as in `defaultAuthPolicy`. */
  readonly policy: AuthPolicyChange;
  readonly names: ServerNames;
  readonly runtime: Runtime;
  /**
   * ServerChannelBindingsUnhashed of [MS-NLMP] 3.2.1.2, the application data only: `tls-server-end-point:` and the hash
   * of our certificate (RFC 5929). When given, a client has to prove that it speaks through this channel; it is an
   * error to give undefined for it, because that would let every channel pass.
   */
  readonly channelBindings?: Buffer;
  /**
   * Told why the account store failed, or what is wrong with an account it gave, for a log: the client only sees
   * STATUS_INTERNAL_ERROR.
   */
  readonly onStoreFailure?: (error: unknown) => void;
  /** `S-1-5-21-…`, from which SIDs are derived that an account does not bring along; by default from our name. */
  readonly machineSid?: string;
}

/** The options of a mechanism and what its acceptors share. */
export interface NtlmSettings extends NtlmOptions {
  readonly policy: AuthPolicy;
  readonly machineSid: string;
  readonly composeChallenge: ChallengeComposer;
  readonly channelBindingsHash: Buffer | undefined;
  readonly replays: ReplayCache;
  /**
   * Undefined: no lock-out. `accounts` decides: strangers cannot push an account out of it. `names` decides what a
   * client is told: it counts every name alike, with an account or without, and forgets them alike.
   */
  readonly lockouts: { readonly accounts: Lockout; readonly names: Lockout } | undefined;
  /** Stands in for the NT hash of accounts that do not exist: 16 random bytes. */
  readonly dummyHash: Buffer;
}

const nameOr = (schema: z.ZodType): z.ZodType =>
  z.union([schema, z.literal('')], { error: 'expected a name, or an empty text' });

/** A server without a domain has no name of one, and need not say so. */
const { machineSid, netbiosName, dnsName, ...otherNames } = namesSchema.shape;

const optionsSchema = z.strictObject({
  accounts: withFunctions('find'),
  policy: authPolicySection,
  names: z.strictObject({
    netbiosName,
    dnsName,
    ...Object.fromEntries(
      Object.entries(otherNames).map(([key, schema]) => [key, nameOr(schema).optional()]),
    ),
  }),
  runtime: withFunctions('now', 'monotonic', 'randomBytes'),
  channelBindings: z
    .custom<Buffer>((value) => isBytes(value) && value.length > 0, {
      error: 'expected the bytes of a channel; leave the key out for none',
    })
    .exactOptional(),
  onStoreFailure: functionSchema.optional(),
  machineSid: machineSid.optional(),
} satisfies Record<keyof NtlmOptions, z.ZodType>);

/** @throws ConfigurationError with a line for each option that cannot be used */
export function createSettings(options: NtlmOptions): NtlmSettings {
  insist(optionsSchema, options);
  const { accounts, channelBindings, onStoreFailure } = options;
  const names = filled({ netbiosName: '', dnsName: '', netbiosDomain: '', dnsDomain: '' }, options.names);
  const policy = completeAuthPolicy(options.policy);
  const runtime = checkedRuntime(options.runtime);
  const { lockout } = policy;
  return {
    accounts,
    ...(onStoreFailure && { onStoreFailure: (error: unknown) => onStoreFailure.call(options, error) }),
    policy,
    names,
    runtime,
    machineSid: options.machineSid ?? machineSidOf(names.netbiosName),
    composeChallenge: challengeComposer(names, runtime),
    channelBindingsHash: channelBindings && hashChannelBindings(channelBindings),
    replays: new ReplayCache(),
    lockouts: lockout
      ? { accounts: new Lockout(lockout, runtime), names: new Lockout(lockout, runtime) }
      : undefined,
    dummyHash: runtime.randomBytes(16),
  };
}
