import type { Cause } from './causes.js';
import { type Code, type CodeKind, formsOf } from './code.js';
import type { Explainer } from './explain.js';
import { gatherShown } from './render.js';
import { wordForWord } from './word-for-word.js';

/** The chapters, and the families of codes in each. */
const chapters: readonly (readonly [title: string, ...kinds: CodeKind[]])[] = [
  ['Windows: Explorer, net use and programs', 'win32'],
  ['Linux: mount and the kernel’s log', 'errno'],
  ['NTSTATUS: smbclient, the kernel’s log, event logs', 'ntstatus'],
  ['macOS', 'macos'],
  ['Kerberos: kinit, kvno, event logs', 'kerberos'],
  ['Remote Desktop', 'mstsc', 'hresult', 'xfreerdp'],
  ['HTTP: browsers and curl', 'http', 'curl'],
];

/** So many causes of a code have their sentence; the others are named. */
const MAX_TOLD = 5;
/** So many messages of one client. */
const MAX_SHOWN = 2;

/** The page *I see error X* as Markdown; `npm run pages` writes it to ERRORS.md. */
export function renderErrors(explainer: Explainer): string {
  const lines = [
    '# I see error X',
    '',
    'Every error that a client shows when a login or a share fails, and what leads to it, the likeliest first. Search for',
    'the number or the name as you see it. `smb2-auth-server explain CODE` tells the same offline, for whole messages too;',
    '`smb2-auth-server diagnose` in place of the server tells which of the causes it was. Generated from `src/explain/`',
    'and the tables of [REASONS.md](../diagnosis/REASONS.md), which has the remedy for each cause; do not edit.',
    '',
    'The order is a judgement (`likelihood.ts`), and no measurement. Numbers of several families are the same: 13 is',
    'EACCES of Linux, and ERROR_INVALID_DATA of Windows.',
    ...chapters.flatMap(([title, ...kinds]) => [
      '',
      `## ${title}`,
      ...kinds.flatMap((kind) => codesOf(explainer, kind).flatMap((code) => codeLines(explainer, code))),
    ]),
    '',
    '## Messages without a number',
    '',
    ...wordForWord.map(([message, ...ids]) => `- “${message}”: ${linked(causesBy(explainer, ids))}`),
    '',
    'Every other message is in the chapters above, under the codes that come with it.',
    '',
    '## Causes of which the server has no record',
    ...explainer.causes.all.filter(({ toldBy }) => toldBy !== 'server').flatMap(causeLines),
    '',
    ...explainer.causes.all.map(
      ({ id, toldBy }) =>
        `[${id}]: ${toldBy === 'server' ? '../diagnosis/REASONS.md' : ''}#${id.toLowerCase()}`,
    ),
  ];
  return `${lines.join('\n').replaceAll('*', '\\*').replace('\\*I see', '*I see')}\n`;
}

/** The codes of a family that something here leads to. */
function codesOf({ tables, causes }: Explainer, kind: CodeKind): readonly Code[] {
  return [...tables.codes()].filter((code) => code.kind === kind && causes.hasOwn(code));
}

function codeLines(explainer: Explainer, code: Code): string[] {
  const { causes } = explainer.answerFor(code);
  const others = causes.slice(MAX_TOLD);
  const shown = [...gatherShown(causes.slice(0, MAX_TOLD))].map(
    ([client, texts]) => `- ${client}: ${[...texts].slice(0, MAX_SHOWN).join(' | ')}`,
  );
  return [
    '',
    `### ${headingOf(code)}`,
    '',
    code.meaning,
    '',
    ...causes.slice(0, MAX_TOLD).map((cause, index) => `${index + 1}. ${linkOf(cause)}: ${cause.sentence}`),
    ...(others.length === 0 ? [] : ['', `Also possible: ${linked(others)}`]),
    ...(shown.length === 0 ? [] : ['', 'What clients show then:', '', ...shown]),
  ];
}

function causeLines({ id, toldBy, sentence, advice, section, shown }: Cause): string[] {
  return [
    '',
    `### ${id}`,
    '',
    `${sentence}${toldBy === 'kdc' ? ' A KDC says so; that of a test realm makes a record of it.' : ''}`,
    '',
    advice,
    ...(shown.length === 0 && section === undefined ? [] : ['']),
    ...shown.map(({ client, text }) => `- ${client} shows: ${text}`),
    ...(section === undefined ? [] : [`- Rule: ${section}`]),
  ];
}

function causesBy({ causes }: Explainer, ids: readonly string[]): readonly Cause[] {
  return causes.all.filter(({ id }) => ids.includes(id));
}

function linked(causes: readonly Cause[]): string {
  return causes.map(linkOf).join(', ');
}

/** A link whose target stands at the end of the page. */
function linkOf({ id }: Cause): string {
  return `[${id}]`;
}

const knownByNumber: ReadonlySet<CodeKind> = new Set<CodeKind>(['win32', 'errno', 'macos', 'kerberos']);

/** Numbers first, where people know the error by its number. */
function headingOf(code: Code): string {
  const [name = '', ...numbers] = formsOf(code);
  return (knownByNumber.has(code.kind) ? [...numbers, name] : [name, ...numbers]).join(', ');
}
