import { defaultAuthPolicy, type AuthPolicy } from './policy.js';

const { ntlm } = defaultAuthPolicy;

/**
 * Policies named after the servers that behave so with their defaults, as far as an {@link AuthPolicy} reaches, for
 * `policy.preset`. All of them verify a MIC that MsvAvFlags announces, as each of these servers does, and none checks
 * clocks or service principal names, as none of these does by default.
 */
export const policyPresets = {
  /**
   * Windows Server 2025 and Windows 11 24H2. NTLMv1 is gone from them; anonymous reaches `IPC$` only
   * (RestrictNullSessAccess); guest is refused. New installations lock an account for ten minutes after ten wrong
   * passwords within ten minutes.
   */
  'windows-2025': {
    ...defaultAuthPolicy,
    anonymous: 'ipc',
    lockout: { threshold: 10, windowSeconds: 600, durationSeconds: 600 },
  },

  /**
   * Windows Server 2008 R2 to 2016. LmCompatibilityLevel 3 sends NTLMv2 and still accepts NTLMv1. LM stays refused
   * because no LM hash is stored (NoLMHash); an LMv2 response alone, which such a server would take, is refused with
   * it. 128-bit session security has been the default since Windows 7. No lock-out until one is configured.
   */
  'windows-2012': { ...defaultAuthPolicy, ntlm: { ...ntlm, v1: 'accept' }, anonymous: 'ipc' },

  /**
   * Samba 4 without options: `ntlm auth = ntlmv2-only`, `lanman auth = no`, `map to guest = never`, `restrict
   * anonymous = 0`. It takes whatever session security the client negotiates, and does not compare the AV pairs it
   * sent with those that come back.
   */
  samba: {
    ...defaultAuthPolicy,
    ntlm: { ...ntlm, require128: false, echoTargetInfo: false },
    anonymous: 'ipc',
  },

  /**
   * A NAS with public shares: Samba with `map to guest = bad user`, where a name that does not exist becomes guest and
   * anonymous gets as far. Windows 11 24H2 and Windows 10 Enterprise refuse such a login themselves
   * (AllowInsecureGuestAuth), which is what this preset is for showing.
   */
  'nas-guest': {
    ...defaultAuthPolicy,
    ntlm: { ...ntlm, require128: false, echoTargetInfo: false },
    guest: 'unknown-users',
    anonymous: 'accept',
  },

  /**
   * What an old scanner or copier needs: NTLMv1 without extended session security and 40- or 56-bit keys. LM alone
   * stays refused: a device that speaks SMB2 knows NTLMv1 at least. Only for a network that holds nothing else, since
   * an NTLMv1 response gives the password's hash away to whoever records it.
   */
  'legacy-printer': {
    ...defaultAuthPolicy,
    ntlm: { ...ntlm, v1: 'accept', require128: false, echoTargetInfo: false },
  },
} as const satisfies Record<string, AuthPolicy>;

/** Name of one of {@link policyPresets}. */
export type PolicyPreset = keyof typeof policyPresets;
