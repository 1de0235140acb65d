const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const hexadecimal = /^(0x)?([0-9a-f]{2})+$/i;

/**
 * The bytes that a text stands for: hexadecimal, with or without spaces, colons, commas and `0x`, or base64, also with
 * `NTLM` or `Negotiate` in front as in an HTTP header.
 *
 * @returns undefined when it is neither
 */
export function bytesOfText(text: string): Buffer | undefined {
  const [, token = ''] =
    /^\s*(?:(?:\S*-)?(?:Authorization|Authenticate):)?\s*(?:(?:NTLM|Negotiate)\s+)?([\s\S]*)$/i.exec(text) ??
    [];
  const digits = token.replaceAll(/0x|\\x|[\s:,-]/gi, '');
  if (digits !== '' && hexadecimal.test(digits)) return Buffer.from(digits, 'hex');
  const letters = token.replaceAll(/\s/g, '');
  if (letters.length < 8 || !base64.test(letters)) return undefined;
  return Buffer.from(letters, 'base64');
}
