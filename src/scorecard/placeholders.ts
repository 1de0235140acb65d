import type { PlaceholderValues } from './client.js';

/** The words that stand in braces for a value of the run. */
export const placeholderNames = [
  'host',
  'address',
  'port',
  'user',
  'password',
  'domain',
  'share',
  'file',
  'unc',
  'url',
  'ccache',
  'krb5conf',
] as const satisfies readonly (keyof PlaceholderValues)[];

/** A word in braces, or in doubled ones, which stand for single ones. Other braces mean nothing here. */
const placeholder = /\{(\{[a-z][a-z\d]*\})\}|\{([a-z][a-z\d]*)\}/g;

/** The words in braces of a command line that stand for nothing. */
export function unknownPlaceholders(command: readonly string[]): string[] {
  const names = command.flatMap((argument) =>
    [...argument.matchAll(placeholder)].flatMap(([, , name]) => name ?? []),
  );
  return [...new Set(names)].filter((name) => !isKnown(name));
}

/** The command line with the values in the place of the words. Each argument stays one argument. */
export function fillPlaceholders(command: readonly string[], values: PlaceholderValues): string[] {
  return command.map((argument) =>
    argument.replaceAll(placeholder, (whole, literal: string | undefined, name: string | undefined) => {
      if (name === undefined) return literal ?? whole;
      return isKnown(name) ? values[name] : whole;
    }),
  );
}

function isKnown(name: string): name is keyof PlaceholderValues {
  return placeholderNames.some((known) => known === name);
}
