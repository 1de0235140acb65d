/*
 * A login with NTLM computes about ten of these hashes, each over a few dozen bytes, for which an object of OpenSSL
 * costs more than the hash. No branch and no look-up depends on the bytes.
 */

/** MD5 (RFC 1321) of the parts in order: 16 bytes. */
export function md5(...parts: readonly Uint8Array[]): Buffer {
  hash.begin();
  for (const part of parts) hash.add(part);
  return hash.finish();
}

/** HMAC-MD5 (RFC 2104) over the parts in order, without joining them first: 16 bytes. */
export function hmacMd5(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const short = key.length > BLOCK ? md5(key) : key;
  hash.begin();
  hash.addKey(short, 0x36);
  for (const part of parts) hash.add(part);
  const inner = hash.finish();
  hash.begin();
  hash.addKey(short, 0x5c);
  hash.add(inner);
  return hash.finish();
}

const BLOCK = 64;
const DIGEST = 16;

/** The shifts of every four steps in the four rounds (RFC 1321 3.4). */
const shifts = Uint8Array.of(7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21);

/** T: the integer part of 4294967296 times abs(sin(i)) (RFC 1321 3.4). */
const constants = Int32Array.from({ length: BLOCK }, (_, i) =>
  Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32),
);

/** A hash of bytes that come in parts. It serves one after the other, and keeps nothing of the last. */
class Md5 {
  readonly #state = new Int32Array(4);
  readonly #words = new Int32Array(BLOCK / 4);
  readonly #block = new Uint8Array(BLOCK);
  #length = 0;

  begin(): void {
    this.#state[0] = 0x67452301;
    this.#state[1] = 0xefcdab89;
    this.#state[2] = 0x98badcfe;
    this.#state[3] = 0x10325476;
    this.#length = 0;
  }

  /** Adds the block that a key makes with `ipad` or `opad` (RFC 2104 2). */
  addKey(key: Uint8Array, pad: number): void {
    const block = this.#block;
    for (let i = 0; i < BLOCK; i++) block[i] = i < key.length ? (key[i] as number) ^ pad : pad;
    this.#addBlock(block, 0);
    this.#length += BLOCK;
  }

  add(part: Uint8Array): void {
    const block = this.#block;
    let filled = this.#length % BLOCK;
    let at = 0;
    while (at < part.length) {
      if (filled === 0 && part.length - at >= BLOCK) {
        this.#addBlock(part, at);
        at += BLOCK;
        continue;
      }
      block[filled++] = part[at++] as number;
      if (filled < BLOCK) continue;
      this.#addBlock(block, 0);
      filled = 0;
    }
    this.#length += part.length;
  }

  finish(): Buffer {
    const block = this.#block;
    const filled = this.#length % BLOCK;
    block[filled] = 0x80;
    block.fill(0, filled + 1);
    if (filled >= BLOCK - 8) {
      this.#addBlock(block, 0);
      block.fill(0);
    }
    // The length in bits; that of any message here fits in 48.
    for (let i = 0, bits = this.#length * 8; i < 6; i++, bits = Math.floor(bits / 0x100)) {
      block[BLOCK - 8 + i] = bits % 0x100;
    }
    this.#addBlock(block, 0);
    const digest = Buffer.allocUnsafe(DIGEST);
    for (let i = 0; i < DIGEST; i++) digest[i] = (this.#state[i >> 2] as number) >>> ((i & 3) * 8);
    // The copy of a key goes as soon as it may.
    block.fill(0);
    this.#words.fill(0);
    return digest;
  }

  /** The four rounds of one block (RFC 1321 3.4). */
  #addBlock(bytes: Uint8Array, start: number): void {
    const words = this.#words;
    for (let i = 0, at = start; i < 16; i++, at += 4) words[i] = word(bytes, at);
    const state = this.#state;
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    for (let i = 0; i < 16; i++) {
      const sum = step(a, d ^ (b & (c ^ d)), words[i] as number, i);
      a = d;
      d = c;
      c = b;
      b = (b + sum) | 0;
    }
    for (let i = 16; i < 32; i++) {
      const sum = step(a, c ^ (d & (b ^ c)), words[(5 * i + 1) & 15] as number, i);
      a = d;
      d = c;
      c = b;
      b = (b + sum) | 0;
    }
    for (let i = 32; i < 48; i++) {
      const sum = step(a, b ^ c ^ d, words[(3 * i + 5) & 15] as number, i);
      a = d;
      d = c;
      c = b;
      b = (b + sum) | 0;
    }
    for (let i = 48; i < BLOCK; i++) {
      const sum = step(a, c ^ (b | ~d), words[(7 * i) & 15] as number, i);
      a = d;
      d = c;
      c = b;
      b = (b + sum) | 0;
    }
    state[0] = (state[0] as number) + a;
    state[1] = (state[1] as number) + b;
    state[2] = (state[2] as number) + c;
    state[3] = (state[3] as number) + d;
  }
}

const hash = new Md5();

/** The sum of step `i`, rotated. */
function step(a: number, mixed: number, message: number, i: number): number {
  const sum = (a + mixed + message + (constants[i] as number)) | 0;
  const shift = shifts[((i >> 4) << 2) | (i & 3)] as number;
  return (sum << shift) | (sum >>> (32 - shift));
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}
