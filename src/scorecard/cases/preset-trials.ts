import type { CaseSetting } from '../case.js';
import type { PresetTrial } from './of-presets.js';

const signing = { signing: 'required' } as const;

const newest = { dialect: '3.1.1' } as const;

/** Before 3.0 nothing encrypts, and nothing validates the negotiation. */
const validating = { newerThan: '2.1' } as const;

/** A server before 3.1.1, whose negotiation clients validate. */
const validated: CaseSetting = { policy: { ...signing, dialects: ['2.0.2', '2.1', '3.0', '3.0.2'] } };

/** A server that would let a client in which took the weaker NTLM. */
const weakNtlm: CaseSetting = {
  policy: signing,
  authPolicy: { ntlm: { v1: 'accept', lm: 'accept', require128: false } },
};

/** The client has a wrong password, and a false server lets everybody in. */
const falseServer: CaseSetting = { policy: signing, wrongPassword: true };

/** The presets on which a client is tried in other than the usual circumstances, by name. */
export const presetTrials: Readonly<Record<string, PresetTrial>> = {
  // Whoever speaks nothing newer loses nothing.
  downgrade311: { variant: newest },
  downgradeTo21: { variant: validating },
  downgradeTo202: { variant: validating },
  downgradedAnswer: { variant: validating },
  strippedEncryption: { variant: validating },
  strippedSigning: { variant: validating },
  answerWithoutEncryption: { variant: validating },
  answerWithoutSigning: { variant: validating },
  // Only 3.1.1 has contexts and a salt.
  weakerCipher: { variant: newest },
  weakerSigning: { variant: newest },
  alteredSalt: { variant: newest },
  missingPreauth: { variant: newest },
  duplicatePreauth: { variant: newest },
  unknownHash: { variant: newest },
  unknownCipher: { variant: newest },
  unknownSigningAlgorithm: { variant: newest },
  unknownCompression: { variant: newest },
  duplicateEncryption: { variant: newest },
  validatedOtherDialect: { setting: validated, variant: validating },
  validatedOtherCapabilities: { setting: validated, variant: validating },
  validatedOtherServer: { setting: validated, variant: validating },
  validatedOtherSigning: { setting: validated, variant: validating },
  weakNtlm: { setting: weakNtlm },
  ntlmWithoutSessionSecurity: { setting: weakNtlm, unlessNtlmV2: true },
  encryptionUnasked: { variant: validating, mustEncrypt: true },
  // Without signatures an answer like any other.
  unsignedSuccess: { needsSignature: true },
  // A client may give up as well, by their rows.
  earlyMechListMic: { expects: 'fails-cleanly' },
  ntlmWithoutTargetInfo: { expects: 'fails-cleanly' },
  // Each answer takes two seconds: one of them shows what many would.
  slowAnswers: { when: { times: 1 } },
  everybodySucceeds: { setting: falseServer },
  everybodyIsGuest: { setting: falseServer },
};
