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

/** T: the integer part of 4294967296 times abs(sin(i)) (RFC 1321 3.4). */
const t = Int32Array.from({ length: BLOCK }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

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
    for (let i = 0; i < key.length; i++) block[i] = (key[i] as number) ^ pad;
    for (let i = key.length; i < BLOCK; i++) block[i] = pad;
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
    let filled = this.#length % BLOCK;
    block[filled++] = 0x80;
    if (filled > BLOCK - 8) {
      while (filled < BLOCK) block[filled++] = 0;
      this.#addBlock(block, 0);
      filled = 0;
    }
    while (filled < BLOCK - 8) block[filled++] = 0;
    // The length in bits, 64 of them; that of any message here in bytes fits in 32.
    putWord(block, BLOCK - 8, this.#length << 3);
    putWord(block, BLOCK - 4, this.#length >>> 29);
    this.#addBlock(block, 0);
    const digest = Buffer.allocUnsafe(DIGEST);
    for (let i = 0; i < DIGEST / 4; i++) putWord(digest, 4 * i, nth(this.#state, i));
    this.#forget();
    return digest;
  }

  /** The copy of a key goes as soon as it may. For so few bytes a loop costs less than a call of `fill`. */
  #forget(): void {
    for (let i = 0; i < BLOCK; i++) this.#block[i] = 0;
    for (let i = 0; i < BLOCK / 4; i++) this.#words[i] = 0;
  }

  /** The four rounds of one block, in the names of RFC 1321 3.4. */
  #addBlock(bytes: Uint8Array, start: number): void {
    const x = this.#words;
    for (let i = 0; i < 16; i++) x[i] = word(bytes, start + 4 * i);
    const state = this.#state;
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    for (let i = 0; i < 16; i += 4) {
      a = step(b, a + (d ^ (b & (c ^ d))) + nth(x, i) + nth(t, i), 7);
      d = step(a, d + (c ^ (a & (b ^ c))) + nth(x, i + 1) + nth(t, i + 1), 12);
      c = step(d, c + (b ^ (d & (a ^ b))) + nth(x, i + 2) + nth(t, i + 2), 17);
      b = step(c, b + (a ^ (c & (d ^ a))) + nth(x, i + 3) + nth(t, i + 3), 22);
    }
    for (let i = 16; i < 32; i += 4) {
      const k = 5 * i + 1;
      a = step(b, a + (c ^ (d & (b ^ c))) + nth(x, k & 15) + nth(t, i), 5);
      d = step(a, d + (b ^ (c & (a ^ b))) + nth(x, (k + 5) & 15) + nth(t, i + 1), 9);
      c = step(d, c + (a ^ (b & (d ^ a))) + nth(x, (k + 10) & 15) + nth(t, i + 2), 14);
      b = step(c, b + (d ^ (a & (c ^ d))) + nth(x, (k + 15) & 15) + nth(t, i + 3), 20);
    }
    for (let i = 32; i < 48; i += 4) {
      const k = 3 * i + 5;
      a = step(b, a + (b ^ c ^ d) + nth(x, k & 15) + nth(t, i), 4);
      d = step(a, d + (a ^ b ^ c) + nth(x, (k + 3) & 15) + nth(t, i + 1), 11);
      c = step(d, c + (d ^ a ^ b) + nth(x, (k + 6) & 15) + nth(t, i + 2), 16);
      b = step(c, b + (c ^ d ^ a) + nth(x, (k + 9) & 15) + nth(t, i + 3), 23);
    }
    for (let i = 48; i < BLOCK; i += 4) {
      const k = 7 * i;
      a = step(b, a + (c ^ (b | ~d)) + nth(x, k & 15) + nth(t, i), 6);
      d = step(a, d + (b ^ (a | ~c)) + nth(x, (k + 7) & 15) + nth(t, i + 1), 10);
      c = step(d, c + (a ^ (d | ~b)) + nth(x, (k + 14) & 15) + nth(t, i + 2), 15);
      b = step(c, b + (d ^ (c | ~a)) + nth(x, (k + 21) & 15) + nth(t, i + 3), 21);
    }
    state[0] = (state[0] as number) + a;
    state[1] = (state[1] as number) + b;
    state[2] = (state[2] as number) + c;
    state[3] = (state[3] as number) + d;
  }
}

const hash = new Md5();

/** The operation `a = b + ((a + F(b,c,d) + X[k] + T[i]) <<< s)`, of which `sum` is what is turned. */
function step(b: number, sum: number, s: number): number {
  return (b + ((sum << s) | ((sum | 0) >>> (32 - s)))) | 0;
}

function nth(words: Int32Array, index: number): number {
  return words[index] as number;
}

function putWord(bytes: Uint8Array, start: number, value: number): void {
  bytes[start] = value;
  bytes[start + 1] = value >>> 8;
  bytes[start + 2] = value >>> 16;
  bytes[start + 3] = value >>> 24;
}

function word(bytes: Uint8Array, start: number): number {
  return (
    (bytes[start] as number) |
    ((bytes[start + 1] as number) << 8) |
    ((bytes[start + 2] as number) << 16) |
    ((bytes[start + 3] as number) << 24)
  );
}
