import { quoted } from '../text/printable.js';
import type { Attempt } from './recorded-attempt.js';
import type { SecondLook, Untried } from './second-look.js';

// Sentences on the finding of a second look, or on the reason why there was none; possibly empty.

const alwaysAdvice =
  'is looked into for logins from this machine only, unless diagnosis.variants is "always".';

const untriedWords: Record<Untried, string> = {
  'not-loopback': alwaysAdvice,
  never: 'was not looked into: diagnosis.variants is "never"; "always" or "loopback" has it done.',
  budget:
    'was not looked into: this address has used up its tries; a greater diagnosis.variantsPerSecond allows more.',
  crowded: 'was not looked into: too many logins of this address wait for it at once.',
  'too-long': 'was not looked into: the names or the response are longer than any client sends.',
  'no-list': 'was not looked into: this account store cannot list its accounts, as its method known() would.',
};

/** Says that no variant of the password matched, or why none was tried. */
export function variantsTried({ variants, untried }: SecondLook): string {
  if (untried !== undefined) return `Whether it was mangled on its way ${untriedWords[untried]}`;
  return variants === undefined
    ? ''
    : `None of ${variants.tried} usual ways to mangle the password, domain or name matches either.`;
}

/** Says under which variant the proof is right. */
export function variantFound({ variants }: SecondLook): string {
  return variants?.finding === undefined ? '' : `The proof is right ${variants.finding.words}.`;
}

/** Says which configured name is near the one that was sent. */
export function nameCompared({ names, untried }: SecondLook): string {
  if (untried !== undefined) return `Whether a configured name comes near it ${untriedWords[untried]}`;
  if (names === undefined) return '';
  const { finding, compared } = names;
  if (finding === undefined) {
    return compared === 1
      ? 'The one configured name does not come near it.'
      : `None of ${compared} configured names comes near it.`;
  }
  const near = `Account ${quoted(finding.account)} is configured: the client sent its name ${finding.words}.`;
  return finding.proved ? `${near} The proof is right with its password.` : near;
}

/** Says which mistake explains a wrong signature. */
export function signatureFound({ signature, untried }: SecondLook): string {
  if (signature === undefined)
    return untried === undefined ? '' : `Which mistake it is ${untriedWords[untried]}`;
  return signature.finding?.words ?? `None of ${signature.tried} known mistakes explains it.`;
}

/** Says that the KDC refused a ticket meanwhile, or shortly before: a client that wants Kerberos leaves without one. */
export function ticketRefused({ startedAt }: Attempt, { refusedTicket }: SecondLook): string {
  if (refusedTicket === undefined) return '';
  const { time, client, error, explanation } = refusedTicket;
  const who = client === undefined ? 'a client' : quoted(client);
  const when = time < startedAt ? 'Shortly before it came' : 'While it was connected';
  return `${when}, the KDC refused ${who} of its address a ticket (${error}): ${explanation}`;
}
