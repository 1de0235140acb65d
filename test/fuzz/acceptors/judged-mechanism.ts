import type { Acceptor, Mechanism, Step } from '../../../src/auth/mechanism.js';
import { OracleError } from '../engine/fuzz-target.js';
import { authenticatesIn, challengesIn, isRightProof } from '../live/ntlm-proof.js';

/** Whether the tokens of a client prove a user; `answers` are the server’s. */
export type ProofJudge = (tokens: readonly Buffer[], answers: readonly Buffer[], user: string) => boolean;

/** Judges every login of a mechanism, whatever carries it. */
export class LoginJudge {
  /** Logins with a right proof, by user in upper case, that no carrier has counted yet. */
  readonly right = new Map<string, number>();
  /** Logins with a right proof in all. */
  proven = 0;

  /** The mechanism, with a judge behind each of its acceptors. */
  judged(mechanism: Mechanism, isProof: ProofJudge): Mechanism {
    return {
      ...mechanism,
      createAcceptor: (login) => {
        const inner = mechanism.createAcceptor(login);
        const tokens: Buffer[] = [];
        const answers: Buffer[] = [];
        const judge = (step: Step): Step => {
          if ('token' in step && step.token !== undefined) answers.push(Buffer.from(step.token));
          if (step.kind === 'accepted') this.#accept(step.context.identity.account, isProof, tokens, answers);
          return step;
        };
        const acceptor: Acceptor = {
          step: (token) => {
            tokens.push(Buffer.from(token));
            const step = inner.step(token);
            return step instanceof Promise ? step.then(judge) : judge(step);
          },
        };
        return acceptor;
      },
    };
  }

  /** Whether a mechanism has let the user in once more than carriers did; that login is counted. */
  use(user: string): boolean {
    const left = this.right.get(user.toUpperCase()) ?? 0;
    if (left > 0) this.right.set(user.toUpperCase(), left - 1);
    return left > 0;
  }

  #accept(user: string, isProof: ProofJudge, tokens: readonly Buffer[], answers: readonly Buffer[]): void {
    if (!isProof(tokens, answers, user)) throw new OracleError(`${user} is in without a right proof`);
    this.proven++;
    this.right.set(user.toUpperCase(), (this.right.get(user.toUpperCase()) ?? 0) + 1);
  }
}

/** A response of NTLMv2 to a challenge of this very login. */
export const provesNtlm: ProofJudge = (tokens, answers, user) => {
  const challenges = challengesIn(Buffer.concat(answers));
  return tokens
    .flatMap(authenticatesIn)
    .filter((found) => found.user.toUpperCase() === user.toUpperCase())
    .some((found) => challenges.some((challenge) => isRightProof(found, challenge)));
};

/** Tickets and authenticators that were made with the right keys, each of which logs in once. */
export class KerberosProofs {
  readonly #genuine = new Map<string, { readonly ciphers: readonly Buffer[]; used: boolean }>();

  /** Notes an AP-REQ by the ciphertexts in it. */
  add(...ciphers: readonly Buffer[]): void {
    this.#genuine.set(ciphers.map((cipher) => cipher.toString('hex')).join(), { ciphers, used: false });
  }

  readonly proves: ProofJudge = (tokens) => {
    const said = Buffer.concat(tokens);
    for (const proof of this.#genuine.values()) {
      if (proof.used || !proof.ciphers.every((cipher) => said.includes(cipher))) continue;
      proof.used = true;
      return true;
    }
    return false;
  };
}
