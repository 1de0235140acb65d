/** MD4 (RFC 1320), which OpenSSL 3 does not offer by default. NTLM hashes passwords with it. */
export function md4(message: Uint8Array): Buffer {
  const padded = pad(message);
  const words = new Uint32Array(16);
  let a = 0x67452301;
  let b = 0xefcdab89;
  let c = 0x98badcfe;
  let d = 0x10325476;

  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = padded.readUInt32LE(block + i * 4);
    const [a0, b0, c0, d0] = [a, b, c, d];

    for (const { order, shifts, constant, mix } of rounds) {
      for (let i = 0; i < 16; i++) {
        const word = words[order[i] ?? 0] ?? 0;
        const sum = (a + mix(b, c, d) + word + constant) | 0;
        const shift = shifts[i % 4] ?? 0;
        [a, d, c, b] = [d, c, b, (sum << shift) | (sum >>> (32 - shift))];
      }
    }

    a = (a + a0) | 0;
    b = (b + b0) | 0;
    c = (c + c0) | 0;
    d = (d + d0) | 0;
  }

  // The copy of a password goes as soon as it may.
  padded.fill(0);
  words.fill(0);
  const digest = Buffer.allocUnsafe(16);
  [a, b, c, d].forEach((word, i) => digest.writeInt32LE(word | 0, i * 4));
  return digest;
}

interface Round {
  /** Index of the message word each of the 16 operations adds. */
  readonly order: readonly number[];
  readonly shifts: readonly number[];
  readonly constant: number;
  readonly mix: (x: number, y: number, z: number) => number;
}

/** RFC 1320 section 3.4. */
const rounds: readonly Round[] = [
  {
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    shifts: [3, 7, 11, 19],
    constant: 0,
    mix: (x, y, z) => (x & y) | (~x & z),
  },
  {
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
    constant: 0x5a827999,
    mix: (x, y, z) => (x & y) | (x & z) | (y & z),
  },
  {
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
    constant: 0x6ed9eba1,
    mix: (x, y, z) => x ^ y ^ z,
  },
];

/** One 1 bit, zeros, and the length in bits as 64-bit little-endian, up to a multiple of 64 bytes. */
function pad(message: Uint8Array): Buffer {
  const length = message.length;
  const padded = Buffer.alloc((Math.floor((length + 8) / 64) + 1) * 64);
  padded.set(message);
  padded[length] = 0x80;
  padded.writeBigUInt64LE(BigInt(length) * 8n, padded.length - 8);
  return padded;
}
