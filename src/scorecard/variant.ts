import type { AttemptRecord } from '../diagnosis/attempt-record.js';
import type { Variant } from './case.js';
import type { Evidence } from './evidence.js';
import { type DialectName, dialectNames } from '../protection/dialect.js';

/** The attempt that was let in, with what it settled on; undefined: none was. */
export function acceptedAttempt({ attempts }: Evidence): AttemptRecord | undefined {
  return attempts.find(({ verdict, identity }) => verdict === 'accepted' && identity?.kind === 'user');
}

/** Words on the part of a variant that the client does not offer; undefined: it offers everything. */
export function lackOf(variant: Variant, { attempts }: Evidence): string | undefined {
  const offers = attempts.flatMap(({ negotiation }) => negotiation ?? []);
  const { dialect, cipher, signingAlgorithm, mechanism, protection } = variant;
  const offered = (list: (offer: (typeof offers)[number]) => readonly string[]): ReadonlySet<string> =>
    new Set(offers.flatMap((offer) => list(offer)));
  if (offers.length > 0) {
    if (dialect !== undefined && !offered(({ offeredDialects }) => offeredDialects).has(dialect))
      return `it does not offer SMB ${dialect}`;
    if (cipher !== undefined && !offered(({ offeredCiphers }) => offeredCiphers).has(cipher))
      return `it does not offer ${cipher}`;
    if (
      signingAlgorithm !== undefined &&
      !offered(({ offeredSigningAlgorithms }) => offeredSigningAlgorithms).has(signingAlgorithm) &&
      signingAlgorithm !== 'AES-CMAC'
    )
      return `it does not offer ${signingAlgorithm}`;
    if (protection === 'encrypted' && offers.every((offer) => offer.cipher === undefined))
      return 'it cannot encrypt';
  }
  const mechanisms = attempts.flatMap(({ login }) => login?.offeredMechanisms ?? []);
  if (
    mechanism !== undefined &&
    mechanisms.length > 0 &&
    !mechanisms.some((name) => name.includes(mechanism))
  )
    return `it does not offer ${mechanism}`;
  return undefined;
}

/** Words on the part of a variant that an accepted login does not show; undefined: it shows everything. */
export function differenceFrom(
  { dialect, newerThan, cipher, signingAlgorithm, mechanism, protection: wanted }: Variant,
  { negotiation, login, protection }: AttemptRecord,
): string | undefined {
  if (dialect !== undefined && negotiation?.dialect !== dialect) return `it did not speak SMB ${dialect}`;
  if (newerThan !== undefined && !isNewer(negotiation?.dialect, newerThan))
    return `it spoke nothing newer than SMB ${newerThan}`;
  if (cipher !== undefined && negotiation?.cipher !== cipher) return `it did not use ${cipher}`;
  if (signingAlgorithm !== undefined && (negotiation?.signingAlgorithm ?? 'AES-CMAC') !== signingAlgorithm)
    return `it did not use ${signingAlgorithm}`;
  if (mechanism !== undefined && login?.mechanism?.includes(mechanism) !== true)
    return `it did not use ${mechanism}`;
  const used = protection?.used;
  if (wanted === 'encrypted' && used !== undefined && used !== 'encrypted') return 'it did not encrypt';
  if (wanted === 'signed' && used === 'none') return 'it did not sign';
  return undefined;
}

function isNewer(dialect: string | undefined, than: DialectName): boolean {
  return dialectNames.findIndex((name) => name === dialect) > dialectNames.indexOf(than);
}
