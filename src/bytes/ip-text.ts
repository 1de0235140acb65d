/**
 * The bytes of an IP address that is written as it should be: 4, or 16 for IPv6. An IPv4-mapped address stays IPv6.
 *
 * @returns undefined for any other text: an octet above 255 or with a zero in front, a zone, too few or too many groups
 */
export function parsedIpAddress(text: string): Buffer | undefined {
  return text.includes(':') ? parsedIpv6(text) : parsedIpv4(text);
}

const octet = /^(?:0|[1-9]\d{0,2})$/;

function parsedIpv4(text: string): Buffer | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((part) => octet.test(part) && Number(part) <= 255))
    return undefined;
  return Buffer.from(octets.map(Number));
}

/** RFC 4291 2.2 */
function parsedIpv6(text: string): Buffer | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = '', tail] = halves;
  // An IPv4 address may stand for the last two groups.
  const front = parsedGroups(head, tail === undefined);
  const back = tail === undefined ? Buffer.alloc(0) : parsedGroups(tail, true);
  if (front === undefined || back === undefined) return undefined;
  const missing = 16 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return Buffer.concat([front, Buffer.alloc(missing), back]);
}

const group = /^[\da-f]{1,4}$/i;

function parsedGroups(text: string, isLast: boolean): Buffer | undefined {
  if (text === '') return Buffer.alloc(0);
  const parts = text.split(':');
  const dotted =
    isLast && parts.at(-1)?.includes('.') === true ? parsedIpv4(parts.pop() ?? '') : Buffer.alloc(0);
  if (dotted === undefined || !parts.every((part) => group.test(part))) return undefined;
  const groups = Buffer.from(parts.map((part) => part.padStart(4, '0')).join(''), 'hex');
  return Buffer.concat([groups, dotted]);
}

/**
 * The text of an IP address of 4 or 16 bytes, as RFC 5952 has it. An IPv4-mapped address is written as IPv4.
 */
export function ipAddressText(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  if (isMapped(bytes)) return bytes.subarray(12).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2));
  const [start, end] = longestZeros(groups);
  const shown = (part: readonly number[]): string => part.map((value) => value.toString(16)).join(':');
  return end - start < 2 ? shown(groups) : `${shown(groups.slice(0, start))}::${shown(groups.slice(end))}`;
}

/** The first of the longest runs of zeros (RFC 5952 4.2.3). */
function longestZeros(groups: readonly number[]): readonly [start: number, end: number] {
  let longest: readonly [number, number] = [0, 0];
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === 0) end++;
    if (end - start > longest[1] - longest[0]) longest = [start, end];
  }
  return longest;
}

const MAPPED = Buffer.from('00000000000000000000ffff', 'hex');

/** Whether 16 bytes are an IPv4-mapped address (RFC 4291 2.5.5.2). */
export function isMapped(bytes: Buffer): boolean {
  return bytes.length === 16 && bytes.subarray(0, 12).equals(MAPPED);
}
