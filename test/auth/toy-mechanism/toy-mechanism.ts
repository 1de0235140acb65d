import { createHash } from 'node:crypto';
import {
  type Acceptor,
  commonRejections,
  type LoginContext,
  type Mechanism,
  type SecurityContext,
  type Step,
  userIdentity,
} from 'smb2-auth-server/auth';
import { toyRejections, toyWords } from './toy-words.js';

/** Under the number that IANA keeps for examples; the second is another name for the same. */
export const TOY = '1.3.6.1.4.1.32473.1';
export const OLD_TOY = '1.3.6.1.4.1.32473.2';

/** The facts of the toy. */
export type ToyFact =
  | { readonly kind: 'riddle' }
  | { readonly kind: 'word'; readonly length: number; readonly spelling: 'lower' | 'mixed' };

/** The tokens: a client may ask for a riddle first, and says who it is and the word; the server has the last word. */
export const toyTokens = {
  ask: Buffer.from('TOY?'),
  riddle: Buffer.from('TOY!what is it?'),
  word: (user: string, realm: string, host: string, word: string): Buffer =>
    Buffer.from(['TOY', user, realm, host, word].join(' ')),
  last: Buffer.from('TOY.welcome'),
} as const;

/** The words of the accounts. */
export const toyAccounts: Readonly<Record<string, string>> = { alice: 'sesame', bob: 'abc' };

/** 16 bytes that both sides know. */
export function toyKey(word: string): Buffer {
  return createHash('sha256').update(word).digest().subarray(0, 16);
}

export function toyMic(side: 'client' | 'server', mechTypes: Buffer): Buffer {
  return createHash('sha256').update(side).update(mechTypes).digest().subarray(0, 16);
}

export interface ToyMechanism extends Mechanism {
  /** The contexts of its acceptors' logins, in order. */
  readonly logins: LoginContext[];
  /** Every token that one of them was given. */
  readonly received: Buffer[];
}

/** A mechanism as somebody else would write it: this folder is all there is of it. */
export function toyMechanism(change: Partial<Mechanism> = {}): ToyMechanism {
  const logins: LoginContext[] = [];
  const received: Buffer[] = [];
  return {
    name: 'TOY',
    oids: [TOY, OLD_TOY],
    createAcceptor: (login) => {
      logins.push(login);
      return new ToyAcceptor(login, received);
    },
    isBareToken: (token) => token.subarray(0, 3).equals(Buffer.from('TOY')),
    words: toyWords,
    ...change,
    logins,
    received,
  };
}

class ToyAcceptor implements Acceptor {
  readonly #login: LoginContext;
  readonly #received: Buffer[];
  #over = false;

  constructor(login: LoginContext, received: Buffer[]) {
    this.#login = login;
    this.#received = received;
  }

  async step(token: Buffer): Promise<Step> {
    this.#received.push(Buffer.from(token));
    if (this.#over) return refuse('out-of-sequence');
    if (token.equals(toyTokens.ask)) {
      this.#report({ kind: 'riddle' });
      return { kind: 'continue', token: toyTokens.riddle };
    }
    this.#over = true;
    const [toy, user, domain = '', workstation = '', word = ''] = token.toString().split(' ');
    if (toy !== 'TOY' || user === undefined) {
      this.#check('toy-form', false, `${token.length} bytes that are no word`);
      return refuse('toy-odd');
    }
    this.#check('toy-form', true);
    this.#login.report({ kind: 'claim', user, domain, workstation });
    this.#report({
      kind: 'word',
      length: word.length,
      spelling: word === word.toLowerCase() ? 'lower' : 'mixed',
    });
    const wanted = toyAccounts[user];
    this.#login.report({ kind: 'account', name: user, found: wanted !== undefined });
    this.#check('toy-account', wanted !== undefined);
    if (wanted === undefined) return refuse('unknown-account');
    if (word !== wanted) {
      this.#check('toy-word', false, `${word.length} letters, and another word`, { letters: word.length });
      return refuse('toy-word-wrong');
    }
    this.#check('toy-word', true);
    return { kind: 'accepted', context: contextOf(user, word), token: toyTokens.last };
  }

  #report(fact: ToyFact): void {
    this.#login.report({ kind: 'mechanism', mechanism: 'TOY', fact });
  }

  #check(check: string, passed: boolean, detail?: string, data?: Readonly<Record<string, number>>): void {
    this.#login.report({
      kind: 'check',
      check,
      outcome: passed ? 'passed' : 'failed',
      section: 'RFC 2324 2.3',
      ...(detail !== undefined && { detail }),
      ...(data !== undefined && { data }),
    });
  }
}

function refuse(reason: keyof typeof toyRejections | 'unknown-account' | 'out-of-sequence'): Step {
  return { kind: 'rejected', reason, status: { ...commonRejections, ...toyRejections }[reason].status };
}

function contextOf(account: string, word: string): SecurityContext {
  const identity = userIdentity({ account, domain: 'TOYS', sid: 'S-1-5-21-1-2-3-1000' });
  return {
    mechanism: 'TOY',
    identity,
    sessionKey: toyKey(word),
    expectsMechListMic: false,
    mechListMic: (mechTypes) => toyMic('server', mechTypes),
    verifyMechListMic: (mechTypes, mic) => mic.equals(toyMic('client', mechTypes)),
    messageSecurity: () => {
      throw new Error('the toy protects no messages');
    },
  };
}
