import { readFileSync, statSync } from 'node:fs';
import { openKeytab } from '../../accounts/keytab-file.js';
import { messagesOfText, textOfFile } from '../../inspect/input.js';
import { Inspector } from '../../inspect/inspect.js';
import type { InspectOptions } from '../../inspect/login.js';
import { renderSections } from '../../inspect/render.js';
import { problemsOf, type Section } from '../../inspect/section.js';
import { coloursFor } from '../../diagnosis/output/paragraph.js';
import { printable, printableJson, quoted } from '../../text/printable.js';
import { ConfigurationError } from '../../values/configuration-error.js';
import { systemErrorText } from '../../values/system-error.js';
import type { InspectFlags } from '../flags.js';
import { ExitCode } from '../exit-code.js';

/** Decodes every input, in order; exit code 1 when a strict server would refuse any of it. */
export function inspect(inputs: readonly string[], flags: InspectFlags): ExitCode {
  const { json, password, keytab, reveal } = flags;
  const serviceKeys = keytab === undefined ? undefined : tryKeysOf(keytab);
  if (serviceKeys === 'unusable') return ExitCode.USAGE;
  const inspector = new Inspector({ password, serviceKeys, reveal });
  const sections: Section[] = [];
  for (const input of inputs) {
    const messages = tryMessagesOf(input);
    if (messages === 'unreadable') return ExitCode.USAGE;
    if (messages === undefined) {
      process.stderr.write(`${quoted(input)} is neither a file, nor hexadecimal, nor base64\n`);
      return ExitCode.USAGE;
    }
    for (const bytes of messages) for (const section of inspector.inspect(bytes)) sections.push(section);
  }
  const text =
    json === true
      ? printableJson({ sections })
      : renderSections(sections, coloursFor(process.stdout, process.env));
  process.stdout.write(`${text}\n`);
  const refused = sections.flatMap(problemsOf).some(({ level }) => level === 'refused');
  return refused ? ExitCode.FAILED : ExitCode.OK;
}

function tryKeysOf(keytab: string): InspectOptions['serviceKeys'] | 'unusable' {
  const complain = (problem: string): void => void process.stderr.write(`${problem}\n`);
  try {
    return openKeytab(keytab, { onProblem: complain, place: '--keytab' });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    complain(error.message.split('\n').map(printable).join('\n'));
    return 'unusable';
  }
}

/** Not `process.stdin.fd`: reading that property turns a pipe that is still empty into an error. */
const STDIN = 0;

function tryMessagesOf(input: string): Buffer[] | undefined | 'unreadable' {
  try {
    return messagesOf(input);
  } catch (error) {
    const reason = systemErrorText(error);
    // An error without a code is one of ours.
    if (reason === undefined) throw error;
    process.stderr.write(`${quoted(input)} cannot be read (${reason})\n`);
    return 'unreadable';
  }
}

/** A file holds bytes as they are, or as text. */
function messagesOf(input: string): Buffer[] | undefined {
  const file = input === '-' ? readFileSync(STDIN) : readFileIfThere(input);
  if (file === undefined) return messagesOfText(input);
  const text = textOfFile(file);
  return (text === undefined ? undefined : messagesOfText(text)) ?? [file];
}

function readFileIfThere(path: string): Buffer | undefined {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? readFileSync(path) : undefined;
}
