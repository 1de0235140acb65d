/** The most processes of a server: their places take eight bits of a SessionId. */
export const MOST_PLACES = 256;

/** The lowest bits of a SessionId that tell one of so many processes. */
export function placeBitsFor(processes: number): number {
  return Math.ceil(Math.log2(processes));
}

/** The process that gives out a SessionId, by its place. */
export function placeOf(id: bigint, placeBits: number): number {
  return Number(BigInt.asUintN(placeBits, id));
}
