import type { FaultRecord } from './attempt-record.js';
import type { Evidence } from './facts-by-kind.js';
import { PROXY_PROTOCOL, recogniseProtocol } from './first-bytes.js';
import { howToAllowOver } from './how-to-allow.js';
import { cureFor } from './mangling-advice.js';
import { listed } from '../text/listed.js';
import { quoted } from '../text/printable.js';
import { reasonText } from './reasons.js';
import type { SecondLook } from './second-look.js';
import { proxyOptionOf } from './stray-header.js';
import { insistsOnEncryption, smb2DialectsOffered, whyNoCipher, type NoCipher } from './who-asks.js';

/**
 * The advice of an attempt. If the evidence or a second look is more specific than the reason, the advice is about
 * that; otherwise it is the reason's own.
 */
export function adviceOf(
  reason: string,
  evidence: Evidence,
  secondLook: SecondLook,
  faults: readonly FaultRecord[],
): string {
  const advice = closerAdvice(reason, evidence, secondLook) ?? reasonText(reason, evidence).advice;
  if (faults.length === 0 || reason === 'answered-otherwise') return advice;
  const names = [...new Set(faults.map(({ name }) => name))];
  return `Look first at what was scripted: ${listed(names)}. Without that: ${advice}`;
}

function closerAdvice(
  reason: string,
  evidence: Evidence,
  { variants, names, refusedTicket }: SecondLook,
): string | undefined {
  switch (reason) {
    case 'mangled-password':
      return variants?.finding && cureFor(variants.finding.variant);
    case 'unknown-account':
      return (
        domainToName(evidence) ??
        (names?.finding &&
          `Correct the user name in the client: it is ${quoted(names.finding.account)} here. Or add an account of the name that it sends.`)
      );
    case 'not-smb':
    case 'not-credssp':
    case 'not-http':
    case 'not-rpc':
      return headerToExpect(evidence);
    case 'no-common-mechanism': {
      const howToAllow = howToAllowOver(evidence.carrier, evidence.vocabulary);
      return howToAllow.length === 0 ? undefined : howToAllow.join(' ');
    }
    case 'left-after-negotiate':
    case 'left-before-challenge': {
      if (refusedTicket?.advice !== undefined) return refusedTicket.advice;
      const { advice } = reasonText(reason, evidence);
      const howToAllow = howToAllowOver(evidence.carrier, evidence.vocabulary);
      // A client that wants a mechanism and cannot use it leaves more often than one that minds the dialect.
      if (reason === 'left-after-negotiate') return [...howToAllow, advice].join(' ');
      return [advice, ...howToAllow].join(' ');
    }
    case 'encryption-required': {
      const why = whyNoCipher(evidence);
      return why && `${toGetCipher[why]} ${withoutEncryption}`;
    }
    case 'left-after-success': {
      const why = insistsOnEncryption(evidence) === undefined ? undefined : whyNoCipher(evidence);
      return (
        why &&
        `The login was right. ${toGetCipher[why]} Or let the client go without encryption (smbclient: without --client-protection=encrypt; Linux: without seal), where whoever is in between may read along.`
      );
    }
    case 'no-common-dialect': {
      const { smb1, offer } = evidence;
      if (smb1 === undefined || offer !== undefined) return undefined;
      return `Enable SMB2 or SMB3 in full in the device, or add ${listed(smb2DialectsOffered(smb1.dialects))} to policy.dialects: 2.0.2 and 2.1 have no encryption, and their negotiation can be changed by whoever is in between.`;
    }
    case 'limit-reached':
    case 'timed-out':
      return evidence.limit && `Raise limits.${evidence.limit.limit} if the load is meant: ${costOfLimit}`;
    default:
      return undefined;
  }
}

/** A controller knows nobody of a workgroup, which many clients send in place of a domain unless they are told one. */
function domainToName(evidence: Evidence): string | undefined {
  const { authority } = evidence;
  if (authority?.asked !== 'domain' || authority.named !== 'other') return undefined;
  const { domain } = authority;
  return `Let the client name the user’s domain, as in ${domain}\\NAME: some send their workgroup unless they are told. ${reasonText('unknown-account', evidence).advice}`;
}

/** A balancer that sends headers to a server which was not told of it is no client of another protocol. */
function headerToExpect({ carrier, otherProtocol }: Evidence): string | undefined {
  if (otherProtocol === undefined || recogniseProtocol(otherProtocol.firstBytes) !== PROXY_PROTOCOL)
    return undefined;
  return `If it is your balancer, name its address in ${proxyOptionOf(carrier)}, or let it send no header. Where one header came behind another, let one balancer alone send it.`;
}

const costOfLimit =
  'each limit keeps one client from taking memory, time and places from the others, and holds for all of them.';

const withoutEncryption =
  'To let it in as it is, set policy.encryption to "enabled", and "encrypt" on the shares that need it: all else can then be read by whoever is in between.';

/** Tells how encryption becomes possible. */
const toGetCipher: Readonly<Record<NoCipher, string>> = {
  'switched-off': 'Set policy.encryption to "enabled", which costs nobody anything who does not ask for it.',
  dialect:
    'Let both speak 3.0 or later: policy.dialects here, and in the client its range (smbclient: -m SMB3; Linux: vers=3.1.1; a device: “SMB3” in its network settings).',
  'not-offered':
    'Turn encryption on in the client: as it is, it offers none (smbj: withEncryptData; jcifs-ng: jcifs.smb.client.encryptionEnabled; a device: “SMB encryption”).',
  'none-in-common':
    'Allow AES-128-GCM or AES-128-CCM in the client, which every implementation of 3.x has (Windows: Set-SmbClientConfiguration -EncryptionCiphers), or add one that it offers to policy.ciphers, whose default has all that the specification knows.',
};
