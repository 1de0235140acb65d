/** Attempts to make an input shorter. */
const ATTEMPTS = 400;

/** The shortest input found that still does the same. */
export async function shorten(
  input: Buffer,
  doesTheSame: (shorter: Buffer) => Promise<boolean>,
): Promise<Buffer> {
  let shortest = input;
  let attempts = 0;
  for (let piece = shortest.length >> 1; piece > 0 && attempts < ATTEMPTS; piece >>= 1) {
    for (let at = 0; at < shortest.length && attempts < ATTEMPTS;) {
      attempts++;
      const shorter = Buffer.concat([shortest.subarray(0, at), shortest.subarray(at + piece)]);
      if (await doesTheSame(shorter)) shortest = shorter;
      else at += piece;
    }
  }
  return shortest;
}
