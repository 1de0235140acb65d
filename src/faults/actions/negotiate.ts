import { z } from 'zod';
import { type DialectName, dialectNames } from '../../protection/dialect.js';
import { type CipherName, cipherNames } from '../../protection/encryption.js';
import { type SigningAlgorithmName, signingAlgorithmNames } from '../../protection/signing.js';
import type { ActionRow } from '../action.js';
import { capabilityBits, contextTypes, namesOf, securityModes } from '../wire-names.js';
import { wordsOfKeys } from '../words-of-keys.js';

/** A bit of NEGOTIATE's Capabilities by name. */
export type CapabilityName = keyof typeof capabilityBits;
/** A negotiate context of SMB 3.1.1 by name. */
export type NegotiateContextName = keyof typeof contextTypes;
/** NEGOTIATE's SecurityMode: signing is neither enabled nor required, enabled, or both. */
export type SecurityModeName = keyof typeof securityModes;

/** Actions on NEGOTIATE, in both directions, and on FSCTL_VALIDATE_NEGOTIATE_INFO. */
export type NegotiateAction = OfferAction | NegotiateAnswerAction | ValidateAnswerAction;

/**
 * Somebody in between takes from the client’s NEGOTIATE; of an empty list nothing is left. The server serves what
 * arrives, and its pre-authentication hash is made of that.
 */
export interface OfferAction {
  readonly do: 'offer';
  /**
   * The dialects of the client that are left. In a NEGOTIATE of SMB1, 2.0.2 is `SMB 2.002`, and a later one is
   * `SMB 2.???`.
   */
  readonly dialects?: readonly DialectName[];
  /** The ciphers of the client that are left; without any, the context is taken. */
  readonly ciphers?: readonly CipherName[];
  /** The signing algorithms of the client that are left; without any, the context is taken. */
  readonly signingAlgorithms?: readonly SigningAlgorithmName[];
  /** The bits of Capabilities that are left, where the client sets them. */
  readonly capabilities?: readonly CapabilityName[];
  /** The SecurityMode in place of the client’s. */
  readonly securityMode?: SecurityModeName;
  /** Negotiate contexts that are taken. */
  readonly withoutContexts?: readonly NegotiateContextName[];
}

/** A context of the answer to NEGOTIATE: `empty` lists nothing, `malformed` is too short for what it announces. */
export type ContextFault = 'missing' | 'empty' | 'duplicate' | 'malformed';

/** The answer to NEGOTIATE says something else. */
export interface NegotiateAnswerAction {
  readonly do: 'negotiate-answer';
  /**
   * The answer is altered on its way, and the server knows nothing of it: its pre-authentication hash and its keys are
   * those of the answer that it made. Default: the server itself says so, and holds to it as far as it can.
   */
  readonly inFlight?: true;
  /** DialectRevision: a dialect, or any 16 bits. */
  readonly dialect?: DialectName | number;
  /** SecurityMode. */
  readonly securityMode?: SecurityModeName;
  /** Bits of Capabilities that are set. */
  readonly with?: readonly CapabilityName[];
  /** Bits of Capabilities that are not set. */
  readonly without?: readonly CapabilityName[];
  /** ServerGuid: another one, or zeros. */
  readonly serverGuid?: 'other' | 'zero';
  /** MaxTransactSize in bytes, MaxReadSize and MaxWriteSize unless they are named. */
  readonly maxTransactSize?: number;
  /** MaxReadSize in bytes. */
  readonly maxReadSize?: number;
  /** MaxWriteSize in bytes. */
  readonly maxWriteSize?: number;
  /** The salt of PREAUTH_INTEGRITY_CAPABILITIES: another one, zeros, or none. */
  readonly salt?: 'other' | 'zero' | 'empty';
  /** The hash algorithm of PREAUTH_INTEGRITY_CAPABILITIES, 16 bits; SHA-512 is 1, and there is no other. */
  readonly hashAlgorithm?: number;
  /** The cipher that is chosen: a name, or any 16 bits; 0 is none. A context is added where there is none. */
  readonly cipher?: CipherName | number;
  /** The signing algorithm that is chosen: a name, or any 16 bits. A context is added where there is none. */
  readonly signingAlgorithm?: SigningAlgorithmName | number;
  /** COMPRESSION_CAPABILITIES with these algorithms, 16 bits each, although this server does not compress. */
  readonly compression?: readonly number[];
  /** PREAUTH_INTEGRITY_CAPABILITIES. */
  readonly preauthContext?: ContextFault;
  /** ENCRYPTION_CAPABILITIES. */
  readonly encryptionContext?: ContextFault;
  /** SIGNING_CAPABILITIES. */
  readonly signingContext?: ContextFault;
}

/** FSCTL_VALIDATE_NEGOTIATE_INFO is answered with other values, rightly signed. */
export interface ValidateAnswerAction {
  readonly do: 'validate-answer';
  /** Dialect: a dialect, or any 16 bits. */
  readonly dialect?: DialectName | number;
  /** SecurityMode. */
  readonly securityMode?: SecurityModeName;
  /** Bits of Capabilities that are set. */
  readonly with?: readonly CapabilityName[];
  /** Bits of Capabilities that are not set. */
  readonly without?: readonly CapabilityName[];
  /** Guid: another one, or zeros. */
  readonly guid?: 'other' | 'zero';
  /** Bytes that are left of the 24; default: all of them. */
  readonly length?: number;
}

const described = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  schema.optional().meta({ description });
const u16 = z.int().min(0).max(0xffff);
const u32 = z.int().min(0).max(0xffff_ffff);
const dialect = z.enum(dialectNames);
const capability = z.array(z.enum(namesOf(capabilityBits)));
const securityMode = z.enum(namesOf(securityModes));
const context = z.enum(['missing', 'empty', 'duplicate', 'malformed']);
const guid = z.enum(['other', 'zero']);

/** The rows of {@link NegotiateAction}. */
export const negotiateActions = {
  offer: {
    layers: ['offer'],
    schema: z.strictObject({
      do: z.literal('offer'),
      dialects: described(z.array(dialect), 'The dialects of the client that are left.'),
      ciphers: described(
        z.array(z.enum(cipherNames)),
        'The ciphers of the client that are left; without any, the context is taken.',
      ),
      signingAlgorithms: described(
        z.array(z.enum(signingAlgorithmNames)),
        'The signing algorithms of the client that are left; without any, the context is taken.',
      ),
      capabilities: described(capability, 'The bits of Capabilities that are left.'),
      securityMode: described(securityMode, 'The SecurityMode in place of the client’s.'),
      withoutContexts: described(
        z.array(z.enum(namesOf(contextTypes))).min(1),
        'Negotiate contexts that are taken.',
      ),
    }),
    text: 'Somebody in between takes from the client’s NEGOTIATE. The server serves what arrives, and hashes that.',
    words: wordsOfKeys,
  },
  'negotiate-answer': {
    layers: ['answer'],
    steps: ['negotiate', 'negotiate-smb1'],
    needs: 'success',
    schema: z.strictObject({
      do: z.literal('negotiate-answer'),
      inFlight: described(
        z.literal(true),
        'The answer is altered on its way; otherwise the server itself says so, and holds to it.',
      ),
      dialect: described(z.union([dialect, u16]), 'DialectRevision: a dialect, or any 16 bits.'),
      securityMode: described(securityMode, 'SecurityMode.'),
      with: described(capability.min(1), 'Bits of Capabilities that are set.'),
      without: described(capability.min(1), 'Bits of Capabilities that are not set.'),
      serverGuid: described(guid, 'ServerGuid: another one, or zeros.'),
      maxTransactSize: described(u32, 'MaxTransactSize in bytes, and the other two unless they are named.'),
      maxReadSize: described(u32, 'MaxReadSize in bytes.'),
      maxWriteSize: described(u32, 'MaxWriteSize in bytes.'),
      salt: described(z.enum(['other', 'zero', 'empty']), 'The salt: another one, zeros, or none.'),
      hashAlgorithm: described(u16, 'The hash algorithm, 16 bits; SHA-512 is 1.'),
      cipher: described(
        z.union([z.enum(cipherNames), u16]),
        'The cipher that is chosen: a name, or any 16 bits; 0 is none.',
      ),
      signingAlgorithm: described(
        z.union([z.enum(signingAlgorithmNames), u16]),
        'The signing algorithm that is chosen: a name, or any 16 bits.',
      ),
      compression: described(
        z.array(u16).max(16),
        'The compression algorithms that are chosen, 16 bits each.',
      ),
      preauthContext: described(context, 'PREAUTH_INTEGRITY_CAPABILITIES.'),
      encryptionContext: described(context, 'ENCRYPTION_CAPABILITIES.'),
      signingContext: described(context, 'SIGNING_CAPABILITIES.'),
    }),
    text: 'The answer to NEGOTIATE says something else: of the server’s own, or altered on its way.',
    words: wordsOfKeys,
  },
  'validate-answer': {
    layers: ['answer'],
    steps: ['validate-negotiate'],
    needs: 'success',
    schema: z.strictObject({
      do: z.literal('validate-answer'),
      dialect: described(z.union([dialect, u16]), 'Dialect: a dialect, or any 16 bits.'),
      securityMode: described(securityMode, 'SecurityMode.'),
      with: described(capability.min(1), 'Bits of Capabilities that are set.'),
      without: described(capability.min(1), 'Bits of Capabilities that are not set.'),
      guid: described(guid, 'Guid: another one, or zeros.'),
      length: described(z.int().min(0).max(23), 'Bytes that are left of the 24.'),
    }),
    text: 'FSCTL_VALIDATE_NEGOTIATE_INFO is answered with other values, rightly signed.',
    words: wordsOfKeys,
  },
} as const satisfies Readonly<Record<NegotiateAction['do'], ActionRow>>;
