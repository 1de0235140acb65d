/** A SessionId ([MS-SMB2] 2.2.1.2) as its 16 hexadecimal digits, without a prefix. */
export function sessionIdText(id: bigint): string {
  return id.toString(16).padStart(16, '0');
}
