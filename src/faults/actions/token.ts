import { z } from 'zod';
import type { ApRepChange } from '../../auth/token-script.js';
import { KrbErrorCode } from '../../krb5/error-codes.js';
import type { ActionRow } from '../action.js';
import { mechanismOids } from '../mechanism-oids.js';
import { avPairIds, namesOf, ntlmFlagBits } from '../wire-names.js';
import { wordsOfKeys } from '../words-of-keys.js';

/** Actions on the tokens of a login. */
export type TokenAction =
  | HintAction
  | ChallengeAction
  | MechListMicAction
  | MechanismAction
  | NegStateAction
  | ResponseTokenAction
  | ApRepAction
  | KrbErrorAction;

/** A mechanism by name, or by its object identifier in dotted form. */
export type OfferedMechanism = keyof typeof mechanismOids | (string & {});

/** A bit of NTLM’s NegotiateFlags by name. */
export type NtlmFlagName = keyof typeof ntlmFlagBits;
/** An AV pair of NTLM’s CHALLENGE by name. */
export type AvPairName = keyof typeof avPairIds;

/** The NegTokenInit2 of the server offers other mechanisms, or is none. */
export interface HintAction {
  readonly do: 'hint';
  /** The mechanisms in their order; default: those of the server. */
  readonly mechanisms?: readonly OfferedMechanism[];
  /** `missing`: the server says nothing; `malformed`: the last byte is cut off. */
  readonly form?: 'missing' | 'malformed';
}

/** NTLM’s CHALLENGE is another one. The server remembers it as sent, and verifies the login against it. */
export interface ChallengeAction {
  readonly do: 'challenge';
  /** Flags that are not granted, and AV pairs that are left out. Without `unicode`, `oem` is set. */
  readonly without?: readonly (NtlmFlagName | AvPairName)[];
  /** Flags that are set, asked for or not. */
  readonly with?: readonly NtlmFlagName[];
  /** TargetName. */
  readonly targetName?: string;
  /** MsvAvNbComputerName. */
  readonly netbiosComputer?: string;
  /** MsvAvNbDomainName. */
  readonly netbiosDomain?: string;
  /** MsvAvDnsComputerName. */
  readonly dnsComputer?: string;
  /** MsvAvDnsDomainName. */
  readonly dnsDomain?: string;
  /** MsvAvFlags, 32 bits: 1 constrained, 2 a MIC is there, 4 the target name is not trusted. */
  readonly avFlags?: number;
  /** Seconds that are added to MsvAvTimestamp. */
  readonly timestampOffset?: number;
  /** ServerChallenge: 16 hexadecimal digits. */
  readonly serverChallenge?: string;
  /** The ServerChallenge of the first time is sent each time. */
  readonly repeated?: true;
}

/**
 * The mechListMIC of an answer that has one is wrong or missing; `early`: an answer that asks for the next token has
 * one, before there is a key.
 */
export interface MechListMicAction {
  readonly do: 'mech-list-mic';
  /** `wrong`: one bit is changed. */
  readonly value: 'wrong' | 'missing' | 'early';
}

/** The NegTokenResp names another mechanism than the one that goes on. */
export interface MechanismAction {
  readonly do: 'mechanism';
  /** SupportedMech; `missing`: none is named. */
  readonly supported: OfferedMechanism | 'missing';
}

/** The NegTokenResp tells another state. */
export interface NegStateAction {
  readonly do: 'neg-state';
  /** The state that is told; `missing`: none is. */
  readonly value: 'accept-completed' | 'accept-incomplete' | 'reject' | 'request-mic' | 'missing';
}

/** The NegTokenResp has no token of the mechanism, or an empty one. */
export interface ResponseTokenAction {
  readonly do: 'response-token';
  /** `empty`: the token is there, and has no bytes. */
  readonly value: 'missing' | 'empty';
}

/** Kerberos’ AP-REP to a client that asks for one is wrong, or missing. */
export interface ApRepAction {
  readonly do: 'ap-rep';
  /**
   * `wrong`: one bit is changed; `other-key`: it is encrypted with a key that the client does not have; the others are
   * right, and tell another time, sequence number or subkey. If the client cannot read the AP-REP, its own key is in
   * use.
   */
  readonly value: ApRepChange;
}

/** A KRB-ERROR stands in place of what would have been sent. */
export interface KrbErrorAction {
  readonly do: 'krb-error';
  /** Name of an error code (RFC 4120 7.5.9), such as `KRB_AP_ERR_REPEAT`, or its number. */
  readonly code: keyof typeof KrbErrorCode | number;
}

const described = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  schema.optional().meta({ description });

const mechanism = z.union([
  z.enum(namesOf(mechanismOids)),
  z.string().regex(/^[0-2](\.\d{1,9}){1,32}$/, 'expected a mechanism or an object identifier'),
]);
const name = z.string().max(255);
const spnegoAnswers = ['spnego-answer', 'spnego-continued', 'spnego-accepted', 'spnego-refused'] as const;

/** The rows of {@link TokenAction}. */
export const tokenActions = {
  hint: {
    layers: ['token'],
    steps: ['spnego-hint'],
    schema: z.strictObject({
      do: z.literal('hint'),
      mechanisms: described(z.array(mechanism).min(1), 'The mechanisms in their order.'),
      form: described(
        z.enum(['missing', 'malformed']),
        'missing: the server says nothing; malformed: the last byte is cut off.',
      ),
    }),
    text: 'The NegTokenInit2 of the server offers other mechanisms, or is none.',
    words: wordsOfKeys,
  },
  challenge: {
    layers: ['token'],
    steps: ['ntlm-challenge'],
    schema: z.strictObject({
      do: z.literal('challenge'),
      without: described(
        z.array(z.enum([...namesOf(ntlmFlagBits), ...namesOf(avPairIds)])).min(1),
        'Flags that are not granted, and AV pairs that are left out. Without unicode, oem is set.',
      ),
      with: described(z.array(z.enum(namesOf(ntlmFlagBits))).min(1), 'Flags that are set, asked for or not.'),
      targetName: described(name, 'TargetName.'),
      netbiosComputer: described(name, 'MsvAvNbComputerName.'),
      netbiosDomain: described(name, 'MsvAvNbDomainName.'),
      dnsComputer: described(name, 'MsvAvDnsComputerName.'),
      dnsDomain: described(name, 'MsvAvDnsDomainName.'),
      avFlags: described(z.int().min(0).max(0xffff_ffff), 'MsvAvFlags, 32 bits.'),
      timestampOffset: described(z.number().min(-1e9).max(1e9), 'Seconds that are added to MsvAvTimestamp.'),
      serverChallenge: described(
        z.string().regex(/^[0-9a-fA-F]{16}$/, 'expected 16 hexadecimal digits'),
        'ServerChallenge: 16 hexadecimal digits.',
      ),
      repeated: described(z.literal(true), 'The ServerChallenge of the first time is sent each time.'),
    }),
    text: 'NTLM’s CHALLENGE is another one. The server verifies the login against the one it sent.',
    words: wordsOfKeys,
  },
  'mech-list-mic': {
    layers: ['token'],
    steps: spnegoAnswers,
    schema: z.strictObject({
      do: z.literal('mech-list-mic'),
      value: z
        .enum(['wrong', 'missing', 'early'])
        .meta({ description: 'early: in an answer that asks for the next token.' }),
    }),
    text: 'The mechListMIC is wrong, missing, or comes before there is a key to make it with.',
  },
  mechanism: {
    layers: ['token'],
    steps: spnegoAnswers,
    schema: z.strictObject({
      do: z.literal('mechanism'),
      supported: z
        .union([mechanism, z.literal('missing')])
        .meta({ description: 'SupportedMech; missing: none is named.' }),
    }),
    text: 'SPNEGO’s answer names another mechanism than the one that goes on.',
  },
  'neg-state': {
    layers: ['token'],
    steps: spnegoAnswers,
    schema: z.strictObject({
      do: z.literal('neg-state'),
      value: z
        .enum(['accept-completed', 'accept-incomplete', 'reject', 'request-mic', 'missing'])
        .meta({ description: 'The state that is told.' }),
    }),
    text: 'SPNEGO’s answer tells another state.',
  },
  'response-token': {
    layers: ['token'],
    steps: spnegoAnswers,
    schema: z.strictObject({
      do: z.literal('response-token'),
      value: z.enum(['missing', 'empty']).meta({ description: 'The token is left out, or has no bytes.' }),
    }),
    text: 'SPNEGO’s answer has no token of the mechanism.',
  },
  'ap-rep': {
    layers: ['token'],
    steps: ['kerberos-reply'],
    schema: z.strictObject({
      do: z.literal('ap-rep'),
      value: z
        .enum(['missing', 'wrong', 'other-key', 'other-time', 'other-sequence', 'other-subkey'])
        .meta({ description: 'A server whose AP-REP cannot be read uses the client’s key.' }),
    }),
    text: 'Kerberos’ AP-REP to a client that asks for one is wrong, or missing.',
  },
  'krb-error': {
    layers: ['token', 'kdc'],
    steps: ['kerberos-reply', 'kdc-as', 'kdc-tgs'],
    schema: z.strictObject({
      do: z.literal('krb-error'),
      code: z
        .union([
          z.enum(Object.keys(KrbErrorCode) as [keyof typeof KrbErrorCode]),
          z.int().min(0).max(0x7fff_ffff),
        ])
        .meta({ description: 'Name of an error code of RFC 4120 7.5.9, or its number.' }),
    }),
    text: 'A KRB-ERROR stands in place of the answer. The client may send another AP-REQ. From the test realm’s KDC it is the answer to the request for a ticket.',
  },
} as const satisfies Readonly<Record<TokenAction['do'], ActionRow>>;
