/**
 * An RC4 key stream, which OpenSSL 3 does not offer by default. NTLM continues one stream for each direction, so the
 * state outlives a call.
 */
export class Rc4 {
  /** Numbers of an array: bytes would need memory that is claimed for each stream. */
  readonly #state: number[];
  #i = 0;
  #j = 0;

  /** @param key 1 to 256 bytes */
  constructor(key: Uint8Array) {
    const state = inOrder.slice();
    for (let i = 0, j = 0, k = 0; i < 256; i++) {
      const si = state[i] as number;
      j = (j + si + (key[k] as number)) & 0xff;
      state[i] = state[j] as number;
      state[j] = si;
      if (++k === key.length) k = 0;
    }
    this.#state = state;
  }

  /** Encrypts or decrypts the next bytes of the stream. */
  update(data: Uint8Array): Buffer {
    const state = this.#state;
    const result = Buffer.allocUnsafe(data.length);
    let i = this.#i;
    let j = this.#j;
    for (let n = 0; n < data.length; n++) {
      i = (i + 1) & 0xff;
      const si = state[i] as number;
      j = (j + si) & 0xff;
      const sj = state[j] as number;
      state[i] = sj;
      state[j] = si;
      result[n] = (data[n] as number) ^ (state[(si + sj) & 0xff] as number);
    }
    this.#i = i;
    this.#j = j;
    return result;
  }
}

const inOrder: readonly number[] = Array.from({ length: 256 }, (_, i) => i);

/** RC4 with a fresh key stream: RC4K of [MS-NLMP] section 6. */
export function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  return new Rc4(key).update(data);
}
