import { wireStatusOf } from '../rejection.js';
import type { MechanismRefusal } from '../mechanism.js';
import type { NtlmSettings } from './settings.js';

/** How NTLM is refused where policy leaves it out: "ServerBlock" of [MS-NLMP] 3.2.1.1. */
export const ntlmRefusal: MechanismRefusal = {
  reason: 'ntlm-refused',
  status: wireStatusOf('ntlm-refused'),
  detail: 'policy.mechanisms leaves NTLM out',
};

/** Only a policy that names NTLM allows it. */
export function isAllowed({ policy }: Pick<NtlmSettings, 'policy'>): boolean {
  return policy.mechanisms.includes('ntlm');
}
