/**
 * Whether bytes stand at an offset of a message; false where it ends before them. For the few bytes of a signature or a
 * name this costs less than the comparisons of Buffer. It stops at the first difference, so that it is not for secrets.
 */
export function hasBytesAt(message: Uint8Array, offset: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (message[offset + i] !== wanted[i]) return false;
  return true;
}
