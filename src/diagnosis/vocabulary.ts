import type { Mechanism } from '../auth/mechanism.js';
import type { MechanismWords } from '../auth/mechanism-words.js';
import { printable } from '../text/printable.js';

/** The parts of a mechanism that words are made from. */
export type SpeakingMechanism = Pick<Mechanism, 'name' | 'oids' | 'words' | 'refusal'>;

/** Mechanisms that clients offer, whether or not a server has them. */
const wellKnown = new Map([
  ['1.2.840.113554.1.2.2', 'Kerberos'],
  ['1.2.840.48018.1.2.2', 'Kerberos (Microsoft)'],
  ['1.2.840.113554.1.2.2.3', 'Kerberos user-to-user'],
  ['1.3.6.1.4.1.311.2.2.30', 'NEGOEX'],
  ['1.3.6.1.5.2.5', 'IAKerb'],
  ['1.3.6.1.5.5.2', 'SPNEGO'],
]);

/** The words that the mechanisms of one server bring. */
export class Vocabulary {
  readonly #mechanisms: readonly SpeakingMechanism[];
  readonly #onFailure: (error: unknown) => void;

  /** @param onFailure called with the error of words that threw; they add nothing then */
  constructor(mechanisms: readonly SpeakingMechanism[] = [], onFailure: (error: unknown) => void = () => {}) {
    this.#mechanisms = mechanisms;
    this.#onFailure = onFailure;
  }

  /** Names of the mechanisms that the server offers, in its order. */
  get names(): readonly string[] {
    return this.#offered.map(({ name }) => name);
  }

  /** Instructions to allow each of the offered mechanisms on a client. */
  get howToAllow(): readonly string[] {
    return this.#offered.flatMap(({ words }) => words?.howToAllow ?? []);
  }

  get #offered(): readonly SpeakingMechanism[] {
    return this.#mechanisms.filter(({ refusal }) => refusal === undefined);
  }

  /** The words of a mechanism; undefined: there is none of that name, or it has none. */
  wordsOf(mechanism: string | undefined): MechanismWords | undefined {
    return this.#mechanisms.find(({ name }) => name === mechanism)?.words;
  }

  /** The words with a reason of their own; undefined: no mechanism brings it. */
  wordsWith(reason: string | undefined): MechanismWords | undefined {
    if (reason === undefined) return undefined;
    return this.#mechanisms.find(({ words }) => Object.hasOwn(words?.reasons ?? {}, reason))?.words;
  }

  /** `Kerberos` for 1.2.840.113554.1.2.2; a number that has no name stays a number. */
  mechanismLabel(oid: string): string {
    const own = this.#mechanisms.find(({ oids }) => oids.includes(oid));
    return own?.name ?? wellKnown.get(oid) ?? printable(oid);
  }

  /** Calls a function of a mechanism's words. If it throws, as a program's own may, the result is undefined. */
  said<T>(say: () => T): T | undefined {
    try {
      return say();
    } catch (error) {
      this.#onFailure(error);
      return undefined;
    }
  }
}
