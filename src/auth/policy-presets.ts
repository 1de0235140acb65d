import { frozen } from '../values/frozen.js';
import { defaultAuthPolicy, type AuthPolicy } from './policy.js';

const { ntlm } = defaultAuthPolicy;

/**
 * The logins of `policy.preset`, each named after the servers whose defaults it resembles most. A preset that is
 * stricter than its namesake says so. All of them verify a MIC that MsvAvFlags announce; none checks clocks or service
 * principal names; none accepts an LM or LMv2 response alone. The tests compare each with an smbd of like settings.
 */
export const policyPresets = frozen({
  /**
   * Windows Server 2025 and Windows 11 24H2. NTLMv1 is gone from them (Microsoft KB5066470), and new installations lock
   * an account for ten minutes after ten wrong passwords within ten minutes (KB5020282). 128-bit keys as in [MS-NLMP]
   * <60>. AV pairs need not be repeated: [MS-NLMP] 3.2.5.1.2 compares none, and [MS-APDS] 3.1.5.2 has a domain
   * controller do it, for accounts of its domain. Anonymous to `IPC$` alone is our reading of RestrictNullSessAccess.
   */
  'windows-2025': {
    ...defaultAuthPolicy,
    ntlm: { ...ntlm, echoTargetInfo: false },
    anonymous: 'ipc',
    lockout: { threshold: 10, windowSeconds: 600, durationSeconds: 600 },
  },

  /**
   * Windows Server 2012 R2, with the logins of 2008 R2 to 2022. At LMCompatibilityLevel 3, their default, they still
   * accept NTLMv1 ([MS-NLMP] <81>), and 128-bit keys are required ([MS-NLMP] <60>). They would take an LMv2 response
   * alone; we do not. AV pairs and anonymous as above; no lock-out.
   */
  'windows-2012': {
    ...defaultAuthPolicy,
    ntlm: { ...ntlm, v1: 'accept', echoTargetInfo: false },
    anonymous: 'ipc',
  },

  /**
   * Samba 4 without options: `ntlm auth = ntlmv2-only`, `lanman auth = no`, `map to guest = never`, `restrict
   * anonymous = 0`. Tried on smbd 4.17: it takes 40- and 56-bit keys, and answers NTLMv1 with STATUS_LOGON_FAILURE. Its
   * CHALLENGE carries AV pairs only for a client that asks with NTLMSSP_REQUEST_TARGET, and those must come back; a
   * client that does not ask, such as node-smb2, sends what it likes. It takes an LMv2 response alone as well; we do
   * not.
   */
  samba: {
    ...defaultAuthPolicy,
    ntlm: { ...ntlm, require128: false, targetInfo: 'when-requested' },
    anonymous: 'ipc',
  },

  /**
   * A NAS with public shares: Samba with `map to guest = bad user`, where a name that does not exist becomes guest,
   * whatever its response, and an anonymous client reaches as much. Windows 10 Enterprise and Windows 11 24H2 refuse
   * such a login themselves (AllowInsecureGuestAuth), and this preset shows how.
   */
  'nas-guest': {
    ...defaultAuthPolicy,
    ntlm: { ...ntlm, require128: false, targetInfo: 'when-requested' },
    guest: 'unknown-users',
    anonymous: 'accept',
  },

  /**
   * Our own choice for an old scanner or copier: NTLMv1 with and without extended session security, 40- and 56-bit
   * keys, and AV pairs need not be repeated. Use it only on a network of its own: an NTLMv1 response gives the
   * password's hash to anyone who records it.
   */
  'legacy-printer': {
    ...defaultAuthPolicy,
    ntlm: { ...ntlm, v1: 'accept', require128: false, echoTargetInfo: false },
  },
} as const satisfies Record<string, AuthPolicy>);

/** Name of one of {@link policyPresets}. */
export type PolicyPreset = keyof typeof policyPresets;
