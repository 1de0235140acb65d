/**
 * The n-fold of RFC 3961 section 5.1: copies of the input, each turned 13 bits further to the right, are added in
 * pieces of `length` bytes with end-around carry.
 *
 * @param input at least 1 byte
 * @param length bytes of the result, at least 1
 */
export function nFold(input: Buffer, length: number): Buffer {
  const sum = new Uint32Array(length);
  const total = leastCommonMultiple(input.length, length);
  for (let i = 0; i < total; i++) {
    const at = i % length;
    sum[at] = (sum[at] ?? 0) + byteOfCopies(input, i);
  }
  // A carry out of the first byte comes in at the last one: at most twice round.
  for (let carry = 1; carry !== 0;) {
    carry = 0;
    for (let i = length - 1; i >= 0; i--) {
      const value = (sum[i] ?? 0) + carry;
      sum[i] = value & 0xff;
      carry = value >>> 8;
    }
    sum[length - 1] = (sum[length - 1] ?? 0) + carry;
  }
  return Buffer.from(sum);
}

/** Byte `index` of the input and its turned copies, one behind the other. */
function byteOfCopies(input: Buffer, index: number): number {
  const bits = input.length * 8;
  const copy = Math.floor(index / input.length);
  const first = ((((index % input.length) * 8 - 13 * copy) % bits) + bits) % bits;
  const byte = first >>> 3;
  const two = ((input[byte] ?? 0) << 8) | (input[(byte + 1) % input.length] ?? 0);
  return (two >>> (8 - (first & 7))) & 0xff;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
