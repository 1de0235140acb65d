import { cipherNames } from '../../protection/encryption.js';
import { dialectNames } from '../../protection/dialect.js';
import { signingAlgorithmNames } from '../../protection/signing.js';
import type { ScorecardCase } from '../case.js';

const common = { group: 'baseline', expects: 'succeeds', carriers: ['smb'] } as const;

const dialects = dialectNames.map((dialect): ScorecardCase => ({
  ...common,
  id: `baseline/smb-${dialect}`,
  title: `SMB ${dialect} alone`,
  section: '[MS-SMB2] 3.2.5.2',
  imitates: `A server that speaks SMB ${dialect} and nothing else.`,
  why: 'A client that offers a dialect and cannot use it fails on every server that chooses it.',
  setting: { policy: { dialects: [dialect] } },
  variant: { dialect },
}));

const ciphers = cipherNames.map((cipher): ScorecardCase => ({
  ...common,
  id: `baseline/${cipher.toLowerCase()}`,
  title: `Encryption with ${cipher}`,
  section: '[MS-SMB2] 3.1.4.3',
  imitates: `A server that demands encryption and has ${cipher} alone.`,
  why: 'A client that offers a cipher and cannot use it fails on every server that chooses it.',
  setting: { policy: { dialects: ['3.1.1'], encryption: 'required', ciphers: [cipher] } },
  variant: { dialect: '3.1.1', cipher, protection: 'encrypted' },
}));

const signingAlgorithms = signingAlgorithmNames.map((signingAlgorithm): ScorecardCase => ({
  ...common,
  id: `baseline/${signingAlgorithm.toLowerCase()}`,
  title: `Signing with ${signingAlgorithm}`,
  section: '[MS-SMB2] 3.1.4.1',
  imitates: `A server that demands signatures and has ${signingAlgorithm} alone under 3.1.1.`,
  why: 'A client that offers an algorithm and cannot use it fails on every server that chooses it.',
  setting: {
    policy: { dialects: ['3.1.1'], signing: 'required', signingAlgorithms: [signingAlgorithm] },
  },
  variant: { dialect: '3.1.1', signingAlgorithm, protection: 'signed' },
}));

/** Servers that do nothing wrong, in every variant of the protocol. */
export const baselineCases: readonly ScorecardCase[] = [
  {
    ...common,
    id: 'baseline/default',
    title: 'A server as it is out of the box',
    carriers: ['smb', 'http'],
    section: '[MS-SMB2] 3.2.4.2',
    imitates: 'A current server that asks for nothing in particular.',
    why: 'A client that does not get in here cannot be judged at all.',
    setting: {},
  },
  ...dialects,
  {
    ...common,
    id: 'baseline/signing-required',
    title: 'Signatures demanded',
    section: '[MS-SMB2] 3.2.4.1.1',
    imitates: 'Windows 11 24H2 and Windows Server 2025, which demand signatures by default.',
    why: 'A client that cannot sign is locked out by current servers.',
    setting: { policy: { signing: 'required' } },
    variant: { protection: 'signed' },
  },
  {
    ...common,
    id: 'baseline/signing-required-2.1',
    title: 'Signatures demanded under SMB 2.1',
    section: '[MS-SMB2] 3.1.4.1',
    imitates: 'A server of the time of Windows 7 whose administrator demands signatures.',
    why: 'Signatures of 2.x are HMAC-SHA256 under the session key itself; a client needs both ways.',
    setting: { policy: { dialects: ['2.1'], signing: 'required' } },
    variant: { dialect: '2.1', protection: 'signed' },
  },
  ...signingAlgorithms,
  {
    ...common,
    id: 'baseline/encryption-3.0',
    title: 'Encryption demanded under SMB 3.0',
    section: '[MS-SMB2] 3.1.4.3',
    imitates: 'A server of the time of Windows Server 2012 that demands encryption.',
    why: 'A client that cannot encrypt with AES-128-CCM is locked out.',
    setting: { policy: { dialects: ['3.0'], encryption: 'required' } },
    variant: { dialect: '3.0', protection: 'encrypted' },
  },
  ...ciphers,
  {
    ...common,
    id: 'baseline/ntlm-with-mic',
    title: 'NTLM with a MIC demanded',
    carriers: ['smb', 'http'],
    section: '[MS-NLMP] 3.1.5.1.2',
    imitates: 'A server that takes no AUTHENTICATE without a MIC.',
    why: 'Without a MIC somebody in between can alter the flags of the login.',
    setting: { authPolicy: { mechanisms: ['ntlm'], ntlm: { mic: 'required' } } },
    variant: { mechanism: 'NTLM' },
  },
];

/** For a test realm: the client gets a credential cache, and Kerberos is all that is accepted. */
export const kerberosCase: ScorecardCase = {
  ...common,
  id: 'baseline/kerberos',
  title: 'Kerberos alone',
  section: 'RFC 4120 3.2',
  imitates: 'A server of a domain that has switched NTLM off.',
  why: 'NTLM is on its way out; a client without Kerberos goes with it.',
  setting: { kerberos: true },
  variant: { mechanism: 'Kerberos' },
};
