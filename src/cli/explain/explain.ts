import { coloursFor } from '../../diagnosis/output/paragraph.js';
import { type TableName, tableNames, type TableTexts } from '../../explain/code-tables.js';
import { Explainer } from '../../explain/explain.js';
import { explanationJson } from '../../explain/json.js';
import { renderExplanation } from '../../explain/render.js';
import { defaultMechanismWords } from '../../server/default-words.js';
import { printableJson } from '../../text/printable.js';
import { readBounded, TooLong } from '../bounded-file.js';
import { ExitCode } from '../exit-code.js';
import type { ExplainFlags } from '../flags.js';
import { readPackageFile } from '../package-folder.js';

/** The most of stdin that is read, in bytes: the log of a kernel is smaller. */
const MAX_STDIN = 4 * 1024 * 1024;
/** Not `process.stdin.fd`: reading that property turns a pipe that is still empty into an error. */
const STDIN = 0;
const DEFAULT_WIDTH = 100;

/** Explains the codes in a text, given in pieces as a shell hands them over; exit code 1 where one is not known. */
export function explain(pieces: readonly string[], flags: ExplainFlags): ExitCode {
  const text = pieces.length === 1 && pieces[0] === '-' ? tryReadStdin() : pieces.join(' ');
  if (text === undefined) {
    process.stderr.write(`stdin cannot be read, or has more than ${MAX_STDIN} bytes\n`);
    return ExitCode.USAGE;
  }
  const explanation = new Explainer(readTables(), defaultMechanismWords).explain(text);
  const shown =
    flags.json === true
      ? printableJson(explanationJson(explanation))
      : renderExplanation(explanation, {
          colours: coloursFor(process.stdout, process.env),
          // A pipe has no columns, and some terminals say that they have none.
          width: Math.max(40, process.stdout.columns || DEFAULT_WIDTH),
        });
  process.stdout.write(`${shown}\n`);
  return explanation.answers.length > 0 ? ExitCode.OK : ExitCode.FAILED;
}

/** The tables that are files of the package. */
function readTables(): TableTexts {
  const texts = tableNames.map((name) => [name, readPackageFile(`src/explain/codes/${name}.txt`).toString()]);
  return Object.fromEntries(texts) as Record<TableName, string>;
}

function tryReadStdin(): string | undefined {
  try {
    return readBounded(STDIN, MAX_STDIN).toString('utf8');
  } catch (error) {
    if (error instanceof TooLong || isSystemError(error)) return undefined;
    throw error;
  }
}

function isSystemError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
