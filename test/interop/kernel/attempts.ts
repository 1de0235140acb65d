import type { ScriptedState } from '../../../src/realm/index.js';
import { kerberosAttempts, moreKerberosAttempts } from './kerberos-attempts.js';
import type { ServerName } from './servers.js';

/** The kernel's description of a session that it mounted from. */
interface Mounted {
  readonly dialect: '0x202' | '0x210' | '0x300' | '0x302' | '0x311';
  readonly signed?: true;
  readonly encrypted?: true;
  readonly channels?: 2;
  readonly cipher?: 'AES-256-GCM';
  /** Further connections are given up before their login. */
  readonly isAlone?: true;
  /** The session runs out, as often as the machine is slow, and each time there is another login. */
  readonly lapses?: true;
  /** Reason of the login where it is another than `accepted`. */
  readonly as?: 'guest' | 'anonymous';
}

/** How a mount is refused. */
interface Refused {
  readonly errno: number;
  /** The status on the wire; absent where the kernel gives up by itself. */
  readonly status?: string;
  /** Reason of our record of the login. */
  readonly reason: string;
  /** In the explanation of that record. */
  readonly explained?: RegExp;
  /** Reason of our record of the share, where a login was accepted. */
  readonly share?: string;
  /** The kernel gave up on what we had accepted, so our record promises no error. */
  readonly byClient?: true;
}

/** Credential caches of accounts; `granting` has the ticket-granting ticket of alice alone, `none` is not there. */
export type CacheName = 'alice' | 'bob' | 'dora' | 'granting' | 'none';

/** One mount by the kernel and what has to come of it. */
export interface Attempt {
  readonly server?: ServerName;
  readonly share?: string;
  /** In addition to the name and the password of alice, who has a ticket instead where `tickets` is given. */
  readonly options: string;
  /** The tickets that the machine has. A mount with them is of a server of the attempt's own name. */
  readonly tickets?: CacheName;
  /** Faults of the KDC with tickets for that name. */
  readonly state?: ScriptedState;
  /** Whether the kernel insists on AES-256-GCM. */
  readonly aes256?: true;
  readonly pauseSeconds?: number;
  readonly mounted?: Mounted;
  readonly refused?: Refused;
}

const LOGON_FAILURE = '0xc000006d';

const passwordAttempts: readonly Attempt[] = [
  { options: '', mounted: { dialect: '0x311' } },
  { options: 'vers=3.1.1', mounted: { dialect: '0x311' } },
  { options: 'sec=ntlmssp', mounted: { dialect: '0x311' } },
  { options: 'sec=ntlmsspi', mounted: { dialect: '0x311', signed: true } },
  { options: 'sec=ntlmv2', mounted: { dialect: '0x311' } },
  { options: 'vers=2.0', mounted: { dialect: '0x202' } },
  { options: 'vers=2.1', mounted: { dialect: '0x210' } },
  { options: 'vers=3.0', mounted: { dialect: '0x300' } },
  { options: 'vers=3.02', mounted: { dialect: '0x302' } },
  { options: 'seal', mounted: { dialect: '0x311', encrypted: true } },
  { options: 'sec=ntlmsspi,seal', mounted: { dialect: '0x311', signed: true, encrypted: true } },
  { options: 'vers=3.0,seal', mounted: { dialect: '0x300', encrypted: true } },
  { options: 'multichannel,max_channels=2', mounted: { dialect: '0x311', channels: 2 } },
  {
    options: 'multichannel,max_channels=2,seal',
    mounted: { dialect: '0x311', encrypted: true, channels: 2 },
  },
  { options: 'vers=3.0,multichannel,max_channels=2', mounted: { dialect: '0x300', channels: 2 } },
  { options: 'vers=2.1,seal', refused: { errno: 95, reason: 'accepted', byClient: true } },
  { options: 'password=wrong', refused: { errno: 13, status: LOGON_FAILURE, reason: 'wrong-password' } },
  { options: 'username=mallory', refused: { errno: 13, status: LOGON_FAILURE, reason: 'unknown-account' } },
  // The name of the guest account on Linux is taken for the wish to be a guest.
  { options: 'username=nobody', refused: { errno: 13, status: LOGON_FAILURE, reason: 'guest-refused' } },
  { options: 'sec=none', refused: { errno: 13, status: LOGON_FAILURE, reason: 'anonymous-refused' } },
  { options: 'vers=1.0', refused: { errno: 95, reason: 'smb1-only' } },

  { options: 'guest', refused: { errno: 13, status: LOGON_FAILURE, reason: 'anonymous-refused' } },
  { options: 'username=dora', refused: { errno: 128, status: '0xc0000072', reason: 'account-disabled' } },
  { options: 'username=lou', refused: { errno: 13, status: '0xc0000234', reason: 'account-locked' } },
  { options: 'username=eve', refused: { errno: 127, status: '0xc0000071', reason: 'password-expired' } },
  { options: 'username=max', refused: { errno: 5, status: '0xc0000224', reason: 'password-must-change' } },
  { options: 'username=nora', refused: { errno: 13, status: '0xc000006e', reason: 'ntlm-refused' } },
  {
    share: 'nowhere',
    options: '',
    refused: { errno: 2, status: '0xc00000cc', reason: 'accepted', share: 'share-not-found' },
  },
  {
    share: 'closed',
    options: '',
    refused: { errno: 13, status: '0xc0000022', reason: 'accepted', share: 'share-access-denied' },
  },
  { share: 'secret', options: '', mounted: { dialect: '0x311', encrypted: true } },
  {
    share: 'secret',
    options: 'vers=2.1',
    refused: { errno: 13, status: '0xc0000022', reason: 'accepted', share: 'share-encryption-required' },
  },

  { server: 'strict', options: '', mounted: { dialect: '0x302', signed: true } },
  { server: 'strict', options: 'vers=2.0', mounted: { dialect: '0x202', signed: true } },
  { server: 'strict', options: 'vers=3.0', mounted: { dialect: '0x300', signed: true } },
  { server: 'strict', options: 'seal', refused: { errno: 95, reason: 'accepted', byClient: true } },
  {
    server: 'strict',
    options: 'vers=3.1.1',
    refused: { errno: 95, status: '0xc00000bb', reason: 'no-common-dialect' },
  },

  { server: 'sealed', options: '', mounted: { dialect: '0x311', encrypted: true } },
  { server: 'sealed', options: 'vers=3.0', mounted: { dialect: '0x300', encrypted: true } },
  {
    server: 'sealed',
    options: 'vers=2.1',
    refused: { errno: 13, status: '0xc0000022', reason: 'encryption-required' },
  },

  { server: 'open', options: 'username=nobody', mounted: { dialect: '0x311', as: 'guest' } },
  { server: 'open', options: 'vers=2.1,username=nobody', mounted: { dialect: '0x210', as: 'guest' } },
  { server: 'open', options: 'sec=none', mounted: { dialect: '0x311', as: 'anonymous' } },
];

/** `npm run interop:kernel` tries more than every change has to pass. */
const isWhole = process.env['INTEROP_KERNEL'] === '1';

export const attempts: readonly Attempt[] = [
  ...passwordAttempts,
  ...kerberosAttempts,
  ...(isWhole ? moreKerberosAttempts : []),
];
