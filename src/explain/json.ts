import type { Cause } from './causes.js';
import { type Code, formsOf } from './code.js';
import type { Explanation } from './explain.js';

/** The JSON of the command `explain --json`. */
export function explanationJson({ answers, ambiguous, unknown, isCut }: Explanation) {
  return {
    answers: answers.map(({ code, causes, nextSteps }) => ({
      ...codeJson(code),
      causes: causes.map(causeJson),
      nextSteps: nextSteps.map(({ command, purpose, documentation }) => ({
        command,
        purpose,
        documentation: documentation ?? null,
      })),
    })),
    ambiguous,
    unknown: unknown.map(({ text, nearest }) => ({ text, nearest: nearest.map(codeJson) })),
    cut: isCut,
  };
}

function codeJson(code: Code) {
  const { kind, name, number, meaning, source } = code;
  return { kind, name, number: number ?? null, meaning, source, forms: formsOf(code) };
}

function causeJson({ id, toldBy, sentence, advice, section, shown }: Cause) {
  return {
    reason: id,
    toldBy,
    sentence,
    advice,
    section: section ?? null,
    clientShows: Object.fromEntries(shown.map(({ client, text }) => [client, text])),
  };
}
