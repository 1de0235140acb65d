/** An action in words, with its keys: `offer dialects 2.1, 2.0.2; ciphers none`. */
export function wordsOfKeys({ do: name, ...keys }: { readonly do: string }): string {
  const said = Object.entries(keys)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (value === true ? key : `${key} ${wordsOf(value)}`));
  return [name, said.join('; ')].join(' ').trimEnd();
}

function wordsOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? 'none' : value.join(', ');
}
