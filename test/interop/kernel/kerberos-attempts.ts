import type { Attempt } from './attempts.js';

const LOGON_FAILURE = '0xc000006d';
const ACCESS_DENIED = '0xc0000022';

/** How the kernel has every ticket that the server refuses. */
const refusedAs = (reason: string) => ({ errno: 13, status: LOGON_FAILURE, reason });

/** The kernel has no ticket and says nothing to the server after its NEGOTIATE. */
const noTicket = { errno: 126, reason: 'left-after-negotiate' };

/** Mounts with tickets, and with a password where only tickets are taken. */
export const kerberosAttempts: readonly Attempt[] = [
  { server: 'realm', tickets: 'alice', options: 'sec=krb5', mounted: { dialect: '0x311' } },
  { server: 'realm', tickets: 'alice', options: 'sec=krb5i', mounted: { dialect: '0x311', signed: true } },
  {
    server: 'realm',
    tickets: 'alice',
    options: 'sec=krb5i,vers=2.1',
    mounted: { dialect: '0x210', signed: true },
  },
  // The kernel's helper asks our KDC.
  {
    server: 'realm',
    tickets: 'granting',
    options: 'sec=krb5i,seal',
    mounted: { dialect: '0x311', signed: true, encrypted: true },
  },
  // The keys of the cipher come from all 32 bytes of the subkey.
  {
    server: 'realm',
    tickets: 'alice',
    options: 'sec=krb5,seal',
    aes256: true,
    mounted: { dialect: '0x311', encrypted: true, cipher: 'AES-256-GCM' },
  },
  {
    server: 'realm',
    tickets: 'alice',
    state: { ticket: 'expired' },
    options: 'sec=krb5',
    refused: refusedAs('ticket-expired'),
  },
  {
    server: 'realm',
    tickets: 'alice',
    state: { kvno: 7 },
    options: 'sec=krb5',
    refused: { ...refusedAs('ticket-wrong-key'), explained: /under key version 7; .* has version 1/ },
  },
  // The KDC's clock is ahead of the one of bob's machine, as the cache says.
  {
    server: 'realm',
    tickets: 'bob',
    options: 'sec=krb5',
    refused: { errno: 5, reason: 'kerberos-clock-skew', explained: /\b(899|900) seconds ahead/ },
  },
  {
    server: 'realm',
    tickets: 'alice',
    state: { pac: 'none' },
    share: 'staff',
    options: 'sec=krb5',
    refused: { errno: 13, status: ACCESS_DENIED, reason: 'accepted', share: 'share-access-denied' },
  },
  { server: 'realm', tickets: 'none', options: 'sec=krb5', refused: noTicket },
  // The server has no keys, and the kernel comes with its ticket all the same.
  { tickets: 'alice', options: 'sec=krb5', refused: refusedAs('no-common-mechanism') },
  {
    server: 'ticketsOnly',
    options: 'sec=ntlmssp',
    refused: { errno: 95, status: '0xc00000bb', reason: 'ntlm-refused' },
  },
  // Without sec= the kernel takes NTLM where it is offered, and nothing else.
  {
    server: 'ticketsOnly',
    options: '',
    refused: {
      errno: 22,
      reason: 'left-after-negotiate',
      explained: /Kerberos alone: a client that has a password/,
    },
  },
];

/** More of them, which every change need not try. */
export const moreKerberosAttempts: readonly Attempt[] = [
  {
    server: 'realm',
    tickets: 'alice',
    options: 'sec=krb5,vers=3.0,seal',
    mounted: { dialect: '0x300', encrypted: true },
  },
  {
    server: 'realm',
    tickets: 'alice',
    state: { enctype: 'aes128-cts-hmac-sha256-128' },
    options: 'sec=krb5i',
    mounted: { dialect: '0x311', signed: true },
  },
  {
    server: 'realm',
    tickets: 'alice',
    state: { enctype: 'aes256-cts-hmac-sha384-192' },
    options: 'sec=krb5,seal',
    aes256: true,
    mounted: { dialect: '0x311', encrypted: true, cipher: 'AES-256-GCM' },
  },
  // A session that runs out is followed by another, with another ticket or the same one.
  {
    server: 'lapsing',
    tickets: 'alice',
    options: 'sec=krb5i',
    pauseSeconds: 6,
    mounted: { dialect: '0x311', signed: true, lapses: true },
  },

  // With AES-256 the kernel derives its signing key, too, with L = 256, as [MS-SMB2] 3.1.4.2 has it literally. Windows
  // and Samba do not, and neither side then takes the other's signatures.
  {
    server: 'realm',
    tickets: 'alice',
    options: 'sec=krb5i',
    aes256: true,
    refused: { errno: 13, status: ACCESS_DENIED, reason: 'signature-invalid' },
  },
  {
    server: 'lapsing',
    tickets: 'alice',
    state: { enctype: 'rc4-hmac' },
    options: 'sec=krb5',
    refused: refusedAs('ticket-enctype-refused'),
  },
  {
    server: 'realm',
    tickets: 'granting',
    state: { error: 'KDC_ERR_POLICY' },
    options: 'sec=krb5',
    refused: { ...noTicket, explained: /“alice@EXAMPLE\.TEST” .* \(KDC_ERR_POLICY\)/ },
  },
  { server: 'ticketsOnly', tickets: 'alice', options: 'sec=krb5', mounted: { dialect: '0x311' } },
  {
    server: 'realm',
    tickets: 'alice',
    options: 'sec=krb5i,vers=2.0',
    mounted: { dialect: '0x202', signed: true },
  },
  {
    server: 'realm',
    tickets: 'alice',
    options: 'sec=krb5,vers=3.02,seal',
    mounted: { dialect: '0x302', encrypted: true },
  },
  // For each further channel the kernel asks for a ticket of a server without a name, and gets none.
  {
    server: 'realm',
    tickets: 'alice',
    options: 'sec=krb5,multichannel,max_channels=2',
    mounted: { dialect: '0x311', isAlone: true },
  },
  {
    server: 'ticketsOnly',
    tickets: 'alice',
    options: 'sec=krb5,seal',
    mounted: { dialect: '0x311', encrypted: true },
  },
  {
    server: 'realm',
    tickets: 'alice',
    state: { enctype: 'aes128-cts-hmac-sha1-96' },
    options: 'sec=krb5,seal',
    aes256: true,
    mounted: { dialect: '0x311', encrypted: true, cipher: 'AES-256-GCM' },
  },
  {
    server: 'realm',
    tickets: 'alice',
    state: { enctype: 'rc4-hmac' },
    options: 'sec=krb5i',
    mounted: { dialect: '0x311', signed: true },
  },
  {
    server: 'realm',
    tickets: 'alice',
    state: { ticket: 'not-yet-valid' },
    options: 'sec=krb5',
    refused: refusedAs('ticket-not-yet-valid'),
  },
  {
    server: 'realm',
    tickets: 'alice',
    state: { pac: 'wrong-signature' },
    options: 'sec=krb5',
    refused: refusedAs('pac-signature-invalid'),
  },
  {
    server: 'realm',
    tickets: 'dora',
    options: 'sec=krb5',
    refused: { errno: 128, status: '0xc0000072', reason: 'account-disabled' },
  },
];
