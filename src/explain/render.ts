import type { Colours } from '../diagnosis/output/paragraph.js';
import { wrapped } from '../diagnosis/output/wrapped.js';
import { quoted } from '../text/printable.js';
import type { Cause } from './causes.js';
import { type Code, formsOf, kindNames } from './code.js';
import type { CodeAnswer, Explanation, UnknownCode } from './explain.js';

/** The form of the text. */
export interface TextOptions {
  readonly colours: Colours;
  /** Columns of the terminal. */
  readonly width: number;
}

/** So many causes are told with their advice; those behind them by their names. */
const MAX_TOLD = 4;
/** So many of the names. */
const MAX_NAMED = 16;
const MAX_SHOWN = 3;
const indent = '  ';

/** An explanation for people. */
export function renderExplanation(explanation: Explanation, options: TextOptions): string {
  const { answers, ambiguous, unknown, isCut } = explanation;
  const lines: string[] = [];
  if (isCut) lines.push('The text is long: its end was looked at.', '');
  for (const number of ambiguous) {
    lines.push(`${quoted(number)} has several meanings; the likeliest comes first.`, '');
  }
  for (const answer of answers) lines.push(...answerLines(answer, options), '');
  for (const code of unknown) lines.push(...unknownLines(code, options), '');
  if (answers.length === 0 && unknown.length === 0)
    lines.push(
      ...wrapped(
        'There is no error code in that text, and no message that a client is known to show. Paste the message as it is, or the number in it. Where the client shows nothing else, smb2-auth-server diagnose takes the place of its server, and says why it is not let in.',
        options.width,
      ),
      '',
    );
  return lines.slice(0, -1).join('\n');
}

function answerLines({ code, forms, causes, nextSteps }: CodeAnswer, options: TextOptions): string[] {
  const { colours, width } = options;
  const [told, others] = [causes.slice(0, MAX_TOLD), causes.slice(MAX_TOLD)];
  const text = (words: string, by = 1): string[] =>
    wrapped(words, width - indent.length * by).map((line) => `${indent.repeat(by)}${line}`);
  return [
    colours.good(titleOf(code)),
    ...text(code.meaning),
    ...(forms.length > 1 ? text(`Also: ${forms.slice(1).join(', ')}`).map(colours.dim) : []),
    ...text(`Source: ${code.source}`).map(colours.dim),
    '',
    ...(causes.length === 0
      ? text('Nothing that this server does leads to it.')
      : [`${indent}The likeliest causes:`]),
    ...told.flatMap((cause, index) => [
      ...text(`${cause.sentence} (${cause.id}${toldBy(cause)})`, 3)
        .map((line, row) => (row === 0 ? `${indent.repeat(2)}${index + 1} ${line.trimStart()}` : line))
        .map(colours.bad),
      ...text(cause.advice, 3),
    ]),
    ...(others.length === 0 ? [] : text(`Also possible: ${namesOf(others)}`, 2)),
    ...shownLines(told, text),
    '',
    `${indent}To find out:`,
    ...nextSteps.flatMap(({ command, purpose }) => [
      `${indent.repeat(2)}${colours.doubtful(command)}`,
      ...text(purpose, 3).map(colours.dim),
    ]),
  ];
}

function titleOf(code: Code): string {
  const { kind, name, number } = code;
  if (kind === 'text') return `${quoted(name, 200)}: ${kindNames[kind]}`;
  const shown = kind === 'ntstatus' || kind === 'hresult' ? formsOf(code)[1] : number;
  return `${name}${shown === undefined ? '' : `, ${kindNames[kind]} ${shown}`}${number === undefined ? `, ${kindNames[kind]}` : ''}`;
}

function toldBy({ toldBy: who }: Cause): string {
  return who === 'server' ? '' : who === 'kdc' ? ', an answer of the KDC' : ', on the client’s side';
}

function namesOf(causes: readonly Cause[]): string {
  const names = causes.slice(0, MAX_NAMED).map(({ id }) => id);
  const more = causes.length - names.length;
  return `${names.join(', ')}${more > 0 ? `, and ${more} more` : ''}. REASONS.md has each of them.`;
}

/** The messages of each client for the causes that were told, each once. */
function shownLines(causes: readonly Cause[], text: (words: string, by?: number) => string[]): string[] {
  const byClient = gatherShown(causes);
  if (byClient.size === 0) return [];
  return [
    '',
    `${indent}What clients show then:`,
    ...[...byClient].flatMap(([client, texts]) =>
      text(`${client}: ${[...texts].slice(0, MAX_SHOWN).join(' | ')}`, 2),
    ),
  ];
}

/** The distinct messages of each client. */
export function gatherShown(causes: readonly Cause[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byClient = new Map<string, Set<string>>();
  for (const { shown } of causes) {
    for (const { client, text } of shown) {
      const known = byClient.get(client);
      if (known === undefined) byClient.set(client, new Set([text]));
      else known.add(text);
    }
  }
  return byClient;
}

function unknownLines({ text, nearest }: UnknownCode, { width }: TextOptions): string[] {
  const names = nearest.map(titleOf);
  const rest = names.length === 0 ? '' : ` Was one of these meant: ${names.join('; ')}?`;
  return wrapped(`${quoted(text)} is no code that is known.${rest}`, width);
}
