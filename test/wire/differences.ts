import { rowsOf, type WireEvent, type WireTrace } from './recording.js';

/** The first difference of two runs of a conversation in words; undefined: there is none. */
export function firstDifference(
  recorded: readonly WireTrace[],
  played: readonly WireTrace[],
): string | undefined {
  for (const [index, { connection, events }] of recorded.entries()) {
    const other = played[index];
    if (other?.connection !== connection)
      return `there is no connection ${connection}, but ${other?.connection}`;
    const difference = differenceOfEvents(events, other.events);
    if (difference !== undefined) return `connection ${connection}, ${difference}`;
  }
  const more = played[recorded.length];
  return more && `there is a connection ${more.connection} that was not recorded`;
}

function differenceOfEvents(
  recorded: readonly WireEvent[],
  played: readonly WireEvent[],
): string | undefined {
  let answers = 0;
  let request = 'nothing';
  for (let at = 0; at < Math.max(recorded.length, played.length); at++) {
    const [was, is] = [recorded[at], played[at]];
    if (was?.kind === 'request') request = was.name;
    if (was?.kind !== 'request' || is?.kind !== 'request') answers++;
    const difference = differenceOf(was, is);
    if (difference !== undefined) return `answer ${answers} (to "${request}"): ${difference}`;
  }
  return undefined;
}

function differenceOf(was: WireEvent | undefined, is: WireEvent | undefined): string | undefined {
  if (was?.kind === 'answer' && is?.kind === 'answer') return differenceOfBytes(was.bytes, is.bytes);
  const [before, after] = [described(was), described(is)];
  return before === after ? undefined : `recorded was ${before}, and there came ${after}`;
}

function described(event: WireEvent | undefined): string {
  if (event === undefined) return 'nothing more';
  if (event.kind === 'request') return `the request "${event.name}"`;
  return event.kind === 'end' ? 'the end of the connection' : `an answer\n${rowsOf(event.bytes).join('\n')}`;
}

function differenceOfBytes(was: Buffer, is: Buffer): string | undefined {
  if (was.equals(is)) return undefined;
  const shorter = Math.min(was.length, is.length);
  let at = 0;
  while (at < shorter && was[at] === is[at]) at++;
  const row = rowsOf(was.subarray(0, at + 1)).length - 1;
  const rows = (bytes: Buffer) => rowsOf(bytes).slice(Math.max(0, row - 1), row + 2);
  return [
    `byte ${at} of ${was.length} (0x${at.toString(16)}, four bytes of prefix included) differs`,
    ...rows(was).map((line) => `  recorded ${line}`),
    ...rows(is).map((line) => `  came     ${line}`),
    ...(was.length === is.length ? [] : [`  recorded are ${was.length} bytes, there came ${is.length}`]),
  ].join('\n');
}
