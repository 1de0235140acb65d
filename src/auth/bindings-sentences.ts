import { failedCheck, failedCheckWords } from './failed-check.js';
import type { LoginFacts } from './mechanism-words.js';

/** Sentences on channel bindings that were refused, the same for each mechanism. */
export function bindingsSentences({ checks }: LoginFacts): readonly string[] {
  const { sent, mistake } = failedCheck(checks)?.data ?? {};
  return [failedCheckWords(checks), ...explained(sent, mistake)];
}

function explained(sent: unknown, mistake: unknown): readonly string[] {
  switch (sent) {
    case 'absent':
      return ['Its Extended Protection is off, or the program does not know of any.'];
    case 'zero':
      return ['The program that logs in does not tell its security library which TLS connection it uses.'];
    case 'another':
      return [
        'The client sees another certificate than ours: a proxy ends its TLS connection, or the login was made for another server and is relayed here.',
      ];
    case 'mistaken':
      return typeof mistake === 'string'
        ? [
            'The certificate is ours, and the client makes its bindings of it in another way than RFC 5929 4.1 has it.',
          ]
        : [];
    default:
      return [];
  }
}
