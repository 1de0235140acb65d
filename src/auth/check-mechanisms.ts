const dottedOid = /^[0-2](\.(0|[1-9]\d*))+$/;

/** The functions that words must have, and those they may have. */
const neededWords = ['record', 'describeFact'] as const;
const otherWords = [
  'proofInWords',
  'progress',
  'insistsOnEncryption',
  'failedProof',
  'mistakenKeys',
] as const;

/**
 * The faults of a list of mechanisms, a line for each; empty: there is none. A promise is no mechanism, and an empty
 * list lets nobody in by mistake either.
 *
 * @param place what the list is called where it was given
 */
export function problemsOfMechanisms(mechanisms: unknown, place = 'mechanisms'): string[] {
  if (!Array.isArray(mechanisms)) return [`${place}: expected a list of mechanisms`];
  if (mechanisms.length === 0) return [`${place}: expected at least 1 entry`];
  const names = new Set<unknown>();
  const oids = new Set<unknown>();
  return mechanisms.flatMap((mechanism: unknown, index) => {
    const at = `${place}[${index}]`;
    if (typeof mechanism !== 'object' || mechanism === null) return [`${at}: expected a mechanism`];
    return [
      ...problemsOfMechanism(mechanism as Readonly<Record<string, unknown>>, at),
      ...repeated(
        [mechanism as Readonly<Record<string, unknown>>].map(({ name }) => name),
        names,
        `${at}.name`,
      ),
      ...repeated(listOf((mechanism as Readonly<Record<string, unknown>>)['oids']), oids, `${at}.oids`),
    ];
  });
}

function problemsOfMechanism(mechanism: Readonly<Record<string, unknown>>, at: string): string[] {
  const { name, oids, createAcceptor, isBareToken, words } = mechanism;
  const problems: string[] = [];
  if (typeof name !== 'string' || name === '')
    problems.push(`${at}.name: expected a text of at least 1 character`);
  if (listOf(oids).length === 0) problems.push(`${at}.oids: expected a list of at least 1 object identifier`);
  for (const [index, oid] of listOf(oids).entries()) {
    if (typeof oid !== 'string' || !dottedOid.test(oid)) {
      problems.push(`${at}.oids[${index}]: expected an object identifier`);
    }
  }
  if (typeof createAcceptor !== 'function') problems.push(`${at}.createAcceptor: expected a function`);
  if (isBareToken !== undefined && typeof isBareToken !== 'function') {
    problems.push(`${at}.isBareToken: expected a function`);
  }
  if (words !== undefined) problems.push(...problemsOfWords(words, `${at}.words`));
  return problems;
}

function problemsOfWords(words: unknown, at: string): string[] {
  if (typeof words !== 'object' || words === null) return [`${at}: expected an object`];
  const members = words as Readonly<Record<string, unknown>>;
  return [
    ...(Array.isArray(members['checks']) ? [] : [`${at}.checks: expected a list`]),
    ...neededWords
      .filter((name) => typeof members[name] !== 'function')
      .map((name) => `${at}.${name}: expected a function`),
    ...otherWords
      .filter((name) => members[name] !== undefined && typeof members[name] !== 'function')
      .map((name) => `${at}.${name}: expected a function`),
  ];
}

/** Two mechanisms of one name, or under one object identifier: one of them would never be asked. */
function repeated(values: readonly unknown[], seen: Set<unknown>, at: string): string[] {
  return values.flatMap((value) => {
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [`${at}: ${JSON.stringify(value)} comes twice`];
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
