import type { Code } from './code.js';

/** The codes in the message of a client that has codes of its own: they are in no table, or in one of the client. */
export function codesInShown(client: string, text: string): readonly Code[] {
  switch (client) {
    case 'mstsc':
      return [...ownCodesOfMstsc(text), ...hresultsIn(text)];
    case 'xfreerdp':
      return [...text.matchAll(/exit code (\d+)(?:, (ERRCONNECT_\w+))?/g)].map(([, digits = '', name]) => ({
        kind: 'xfreerdp',
        name: name ?? `exit code ${digits}`,
        number: Number(digits),
        meaning: name ?? text,
        source: 'freerdp/error.h and xfreerdp(1)',
      }));
    case 'curl':
      return [
        ...[...text.matchAll(/curl: \((\d+)\)/g)].map(([, digits]) => codeOf('curl', digits)),
        ...[...text.matchAll(/\bstatus (\d{3})/g)].map(([, digits]) => codeOf('http', digits)),
      ];
    default:
      return [];
  }
}

/** `error code 0xc07, “The account is disabled”`. */
function ownCodesOfMstsc(text: string): Code[] {
  return [...text.matchAll(/error code 0x([0-9a-f]+)(?:, “([^”]*)”)?/g)].map(([, digits = '', words]) => ({
    kind: 'mstsc',
    name: `0x${digits}`,
    number: Number.parseInt(digits, 16),
    meaning: words ?? 'Remote Desktop Connection ended with an error.',
    source: 'IMsTscAxEvents::OnDisconnected',
  }));
}

function hresultsIn(text: string): Code[] {
  return [...text.matchAll(/0x([0-9a-f]{8})/g)].map(([, digits = '']) => ({
    ...codeOf('hresult', undefined),
    number: Number.parseInt(digits, 16),
  }));
}

/** A code that a table describes: whoever adds it finds it there. */
function codeOf(kind: 'curl' | 'http' | 'hresult', digits: string | undefined): Code {
  const number = Number(digits);
  return {
    kind,
    name: `${kind} ${digits}`,
    number,
    meaning: `${kind} ${digits}`,
    source: 'src/diagnosis/shown',
  };
}
