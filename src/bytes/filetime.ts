/** Milliseconds between 1601-01-01 and 1970-01-01. */
const UNIX_EPOCH_MS = 11_644_473_600_000;

/** Milliseconds since 1970 to a FILETIME: 100 ns units since 1601-01-01 UTC ([MS-DTYP] 2.3.3). */
export function fileTimeFromUnixMs(unixMs: number): bigint {
  return (BigInt(Math.trunc(unixMs)) + BigInt(UNIX_EPOCH_MS)) * 10_000n;
}

/** A FILETIME to milliseconds since 1970, rounded down; values beyond 2^53 ms saturate. */
export function unixMsFromFileTime(fileTime: bigint): number {
  return Number(fileTime / 10_000n) - UNIX_EPOCH_MS;
}
