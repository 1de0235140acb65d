import type { ClientPosture } from './client-posture.js';

/** One thing about a client that somebody who cares about security wants to know. */
export interface FindingRule {
  readonly title: string;
  /** Why it matters and what to do. */
  readonly help: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly applies: (client: ClientPosture) => boolean;
}

/** Stable code of a finding: what `--fail-on` names. */
export type FindingCode = keyof typeof table;

const table = {
  smb1: {
    title: 'Speaks SMB1 only',
    help: 'SMB1 has no protection worth the name. Update the device or replace it.',
    level: 'error',
    applies: ({ reasons }) => reasons.has('smb1-only'),
  },
  lm: {
    title: 'Sends an LM response',
    help: 'An LM response gives the password away within minutes. Set LmCompatibilityLevel to 3 or higher.',
    level: 'error',
    applies: ({ lmResponses, ntlmVersions }) => ntlmVersions.has('LM') || lmResponses.has('lm'),
  },
  ntlmv1: {
    title: 'Uses NTLMv1',
    help: 'An NTLMv1 response gives the NT hash away. Make the client use NTLMv2.',
    level: 'error',
    applies: ({ ntlmVersions }) => ntlmVersions.has('NTLMv1') || ntlmVersions.has('NTLMv1-ESS'),
  },
  'no-mic': {
    title: 'Sends no NTLM MIC',
    help: 'Without a MIC the three NTLM messages can be altered on their way, for instance to relay the login.',
    level: 'warning',
    applies: (client) =>
      provesWithoutNtlmV2(client) || client.mics.has('absent') || client.mics.has('missing-though-flagged'),
  },
  'invalid-mic': {
    title: 'Sends an NTLM MIC that does not verify',
    help: 'Either the messages were altered on their way or the client is broken.',
    level: 'error',
    applies: ({ mics }) => mics.has('invalid'),
  },
  'no-signing': {
    title: 'Neither signs nor encrypts its requests',
    help: 'Anybody in between can change what is read and written. Require signing on the client or here.',
    level: 'error',
    applies: ({ protectionUsed }) => protectionUsed.has('none'),
  },
  'signing-not-required': {
    title: 'Does not require signing',
    help: 'The client talks to servers that do not sign. Set RequireSecuritySignature, or its equivalent.',
    level: 'note',
    applies: ({ signingOffered }) => signingOffered.has('enabled') || signingOffered.has('none'),
  },
  'no-encryption': {
    title: 'Cannot encrypt',
    help: 'The client offers no cipher, or a dialect without one: what it reads and writes can be read by anybody in between.',
    level: 'note',
    applies: ({ dialects, ciphersOffered }) => dialects.size > 0 && ciphersOffered.size === 0,
  },
  'old-dialect': {
    title: 'Ends up with SMB 2.x',
    help: 'Dialects before 3.1.1 cannot notice that somebody downgraded the negotiation.',
    level: 'warning',
    applies: ({ dialects }) => dialects.has('2.0.2') || dialects.has('2.1'),
  },
  'no-spn': {
    title: 'Does not name the service it logs in to',
    help: 'Without MsvAvTargetName a server cannot tell a relayed login from one that is meant for it.',
    level: 'note',
    applies: (client) => provesWithoutNtlmV2(client) || client.loginsWithoutTargetName > 0,
  },
  'no-channel-binding': {
    title: 'Sends no channel bindings',
    help: 'Over SMB they are zero; a client that leaves the field out will not bind its logins over TLS either.',
    level: 'note',
    applies: (client) => provesWithoutNtlmV2(client) || client.channelBindings.has('absent'),
  },
  'no-kerberos': {
    title: 'Does not offer Kerberos',
    help: 'The client can log in with NTLM only, which is on its way out.',
    level: 'note',
    applies: ({ mechanisms, kerberosOffered }) => mechanisms.size > 0 && !kerberosOffered,
  },
  'no-spnego': {
    title: 'Sends NTLM without SPNEGO',
    help: 'Which mechanism is used is then not negotiated, and nothing protects the choice.',
    level: 'note',
    applies: ({ loginsWithoutSpnego }) => loginsWithoutSpnego > 0,
  },
  guest: {
    title: 'Accepts a guest session',
    help: 'Nothing about such a session is authentic, the server included. Disable insecure guest logons on the client.',
    level: 'error',
    applies: ({ reasons }) => reasons.has('guest'),
  },
  anonymous: {
    title: 'Logs in anonymously',
    help: 'A client that goes on without credentials will do so with any server.',
    level: 'warning',
    applies: ({ reasons }) => reasons.has('anonymous'),
  },
  'weak-session-security': {
    title: 'Negotiates less than 128-bit session security',
    help: '40- and 56-bit keys are broken at once.',
    level: 'error',
    applies: ({ reasons }) => reasons.has('weak-session-security'),
  },
} as const satisfies Record<string, FindingRule>;

/** Such a response has no room for a MIC, a target name or channel bindings: they are missing as well. */
function provesWithoutNtlmV2({ ntlmVersions }: ClientPosture): boolean {
  return ['NTLMv1', 'NTLMv1-ESS', 'LM'].some((version) => ntlmVersions.has(version));
}

/** Every finding there is. */
export const findingRules: Readonly<Record<FindingCode, FindingRule>> = table;

export const findingCodes = Object.keys(table) as readonly FindingCode[];

/** The findings about a client, in the order of the table. */
export function findingsOf(client: ClientPosture): FindingCode[] {
  return findingCodes.filter((code) => findingRules[code].applies(client));
}

/**
 * Reads the value of `--fail-on`: codes separated by commas.
 *
 * @throws RangeError that names a code there is not, and those there are
 */
export function parseFailOn(text: string): FindingCode[] {
  const codes = text.split(',').map((code) => code.trim());
  return codes
    .filter((code) => code !== '')
    .map((code) => {
      const known = findingCodes.find((candidate) => candidate === code);
      if (known === undefined) {
        throw new RangeError(`'${code}' is not one of ${findingCodes.join(', ')}`);
      }
      return known;
    });
}
