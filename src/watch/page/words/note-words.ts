import { printable } from '../../../text/printable.js';

/** A note of a message: the outcome of a check, or other words. */
export interface Note {
  /** The name of the check; undefined: the note is of no check. */
  readonly check: string | undefined;
  readonly outcome: string | undefined;
  /** The note as the server has it, or what it says beside the name and the outcome of the check. */
  readonly words: string;
}

/** The form that facts of checks have in words. */
const ofCheck = /^check (\S+) (passed|failed) \((.*?)\)(?=:|$)(.*)$/s;

export function noteWords(note: string): Note {
  const [, check, outcome, section = '', rest = ''] = ofCheck.exec(note) ?? [];
  return {
    check: check === undefined ? undefined : printable(check),
    outcome,
    words: check === undefined ? note : ` (${section})${rest}`,
  };
}

/** A check that passed and has nothing to add. */
export function isPassed({ outcome }: Note): boolean {
  return outcome === 'passed';
}
