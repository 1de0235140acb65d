/**
 * Credentials that a client hands over, so that the server may log in elsewhere in its name. They are as good as the
 * client's password: JSON, `util.inspect`, `String` and a structured clone show the mechanism alone.
 */
export class DelegatedCredentials {
  /** Name of the mechanism that brings them, such as `Kerberos`. */
  readonly mechanism: string;
  readonly #secret: object;

  /** @param secret the credentials in the mechanism's own form */
  constructor(mechanism: string, secret: object) {
    this.mechanism = mechanism;
    this.#secret = secret;
  }

  /** The credentials in the mechanism's own form. A secret: keep it out of logs and records. */
  reveal(): object {
    return this.#secret;
  }

  /** The mechanism alone. */
  toJSON(): object {
    return { mechanism: this.mechanism };
  }

  /** The mechanism alone. */
  toString(): string {
    return `[credentials delegated by ${this.mechanism}]`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
