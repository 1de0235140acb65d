import type { PolicyPreset } from '../../auth/policy-presets.js';

/** A difference that a preset leaves as it is, and why. */
export interface NotImitated {
  /** The difference in words. */
  readonly differs: string;
  /** The presets whose namesakes do it. */
  readonly presets: readonly PolicyPreset[];
  /** A section, a product note of a specification, or `smbd 4.17 as seen here`. */
  readonly source: string;
  readonly why: string;
  /** The ends of the names, `STEP: FIELD`, under which a comparison with a real smbd shows it. */
  readonly shows?: readonly string[];
}

const seen = 'smbd 4.17 as seen here';
const likeSmbd = ['samba', 'nas-guest'] as const;
const likeWindows = ['windows-2025', 'windows-2012'] as const;

/** The differences that are known and not imitated. */
export const notImitated: readonly NotImitated[] = [
  {
    differs: 'NEGOTIATE announces SMB2_GLOBAL_CAP_DFS',
    presets: [...likeSmbd, ...likeWindows],
    source: `${seen}; [MS-SMB2] 3.3.5.4`,
    why: 'no share here is a DFS root, and a client that believes it asks for referrals in vain',
    shows: [': CAP_DFS'],
  },
  {
    differs: 'NEGOTIATE announces SMB2_GLOBAL_CAP_LEASING and, on Windows, DIRECTORY_LEASING',
    presets: [...likeSmbd, ...likeWindows],
    source: `${seen}; [MS-SMB2] 3.3.5.4`,
    why: 'leases are not offered',
    shows: [': CAP_LEASING'],
  },
  {
    differs: 'durable handles: an open that outlives its connection',
    presets: [...likeSmbd, ...likeWindows],
    source: `${seen}; [MS-SMB2] 3.3.5.9.6`,
    why: 'they are not offered; a client that asks gets an open without one, as the section has it',
  },
  {
    differs: 'extended attributes, sparse files and quotas',
    presets: [...likeSmbd, ...likeWindows],
    source: `${seen}; [MS-FSA] 2.1.5`,
    why: 'Node.js has access to none of them; their requests are refused as on a file system without them',
  },
  {
    differs:
      'NEGOTIATE of 3.1.1 announces SMB2_GLOBAL_CAP_ENCRYPTION to a client without ENCRYPTION_CAPABILITIES',
    presets: likeSmbd,
    source: seen,
    why: 'such a connection could not be encrypted',
    shows: ['no ciphers: CAP_ENCRYPTION'],
  },
  {
    differs: 'SMB2_GLOBAL_CAP_PERSISTENT_HANDLES, compression, RDMA and QUIC',
    presets: likeWindows,
    source: '[MS-SMB2] 3.3.5.4; 3.1.3, notes <92> to <97>',
    why: 'none of them is offered, so none is announced',
  },
  {
    differs: 'NegoEx among the mechanisms of NegTokenInit2',
    presets: likeWindows,
    source: '[MS-SPNG] 1.4, note <1>',
    why: 'it is not spoken here; a client that offers it is answered with Kerberos or NTLM',
  },
  {
    differs:
      'a binding that is not signed with the key of its session, or not at all where signing is required: STATUS_USER_SESSION_DELETED, or another status in 2.1, signed with that key',
    presets: likeSmbd,
    source: seen,
    why: 'it makes right signatures for strangers; here it is STATUS_ACCESS_DENIED or STATUS_INVALID_PARAMETER without one',
    shows: ['wrongly signed', 'unsigned'].flatMap((how) =>
      ['status', 'flags', 'signature'].map((field) => `binding, ${how}: ${field}`),
    ),
  },
  {
    differs: 'a refused binding is signed with AES-GMAC although its MessageId may have been signed before',
    presets: likeSmbd,
    source: seen,
    why: 'two signatures under one nonce let an eavesdropper forge others; the client gets none, or its own',
  },
  {
    differs: 'Windows 11 24H2, other than Home, and a domain controller demand signing',
    presets: ['windows-2025'],
    source:
      'Microsoft’s Control SMB signing behavior, by which Windows Server 2025 demands it as a client alone; [MS-SMB2] 3.1.3, note <90>',
    why: 'the preset is Windows Server 2025 as a member server; `policy.signing: required` beside it makes the others',
  },
  {
    differs: 'a pause of two seconds before each failed login is answered',
    presets: ['windows-2025'],
    source: 'Microsoft’s SMB authentication rate limiter',
    why: 'tests would wait for it; the lock-out of the preset limits guesses',
  },
];
