// The protocol of the runner: inputs are variables, and what a step leaves behind are lines of files that variables
// name. It is small, and an action has no packages unless they are committed.
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/** The text of an input; empty where nothing was given. */
export function input(name) {
  return (process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
}

/** The lines of an input that are not empty. */
export function linesOf(name) {
  return input(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Leaves values for later steps (`GITHUB_OUTPUT`) or for the end of this action (`GITHUB_STATE`). */
export function leave(variable, values) {
  const file = process.env[variable];
  if (!file) throw new Error(`${variable} is not set: this runs as an action of GitHub`);
  for (const [name, value] of Object.entries(values)) {
    // A value of several lines could name others, so the mark at its end cannot be foreseen.
    const mark = `end-${randomUUID()}`;
    appendFileSync(file, `${name}<<${mark}\n${value}\n${mark}\n`);
  }
}

/** Has the runner replace a text by asterisks in every log from here on. */
export function mask(text) {
  say('add-mask', text);
}

/** Fails the step with a message. */
export function fail(message) {
  say('error', message);
  process.exitCode = 1;
}

/** A command of the runner; characters that would end it are written as it expects them. */
function say(command, text) {
  const written = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  process.stdout.write(`::${command}::${written}\n`);
}
