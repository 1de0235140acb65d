import { NtStatus } from '../../src/constants/nt-status.js';
import type { ServerOptions } from '../../src/server/options.js';
import type {
  AnswerOutcome,
  Decide,
  DropOutcome,
  Outcome,
  Step,
} from '../../src/session/exchange/outcome.js';
import { failure } from '../../src/session/exchange/request.js';
import { Command } from '../../src/smb2-codec/index.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import { type Fixture, serve } from './support.js';

/**
 * Leaves everything as it is proposed but the answers to one command. The result of `change` need not be an outcome.
 */
export function changing(command: number, change: (proposed: AnswerOutcome, step: Step) => unknown): Decide {
  return (step, proposed) =>
    step.command === command && proposed.kind === 'answer' ? (change(proposed, step) as Outcome) : proposed;
}

/** The same answer with another status, as an error. */
export function answeredWith({ answers, ...outcome }: AnswerOutcome, status: number): AnswerOutcome {
  return {
    ...outcome,
    answers: answers.map((answer) => {
      const response = failure(status);
      response.sessionId = answer.request.sessionId;
      return { ...answer, response };
    }),
  };
}

/** The end of the connection. */
export const dropped: DropOutcome = { kind: 'drop', why: 'refused' };

/** Changes the answers that accept a login, from when `enabled` on, and no others. */
export class Acceptances {
  enabled = true;
  readonly decide: Decide;

  constructor(change: (proposed: AnswerOutcome) => unknown) {
    this.decide = changing(Command.SESSION_SETUP, (proposed) => {
      const accepts = proposed.answers[0]?.response.status === NtStatus.STATUS_SUCCESS;
      return this.enabled && accepts ? change(proposed) : proposed;
    });
  }
}

/** A server behind a decision. */
export interface DecidedFixture extends Fixture {
  /** SessionIds of the sessions that became valid. */
  readonly valid: bigint[];
}

export async function serveDecided(
  decide: Decide,
  options: Partial<ServerOptions> = {},
): Promise<DecidedFixture> {
  const valid: bigint[] = [];
  const tap = {
    connectionOpened: () => ({
      received: () => {},
      sent: () => {},
      sessionKey: (sessionId: bigint) => void valid.push(sessionId),
      closed: () => {},
    }),
  };
  return { ...(await serve({ tap, ...options }, new FixedRuntime(), decide)), valid };
}

/** A promise, and how to fulfil it. */
export function later<T = void>(): { readonly promise: Promise<T>; readonly fulfil: (value: T) => void } {
  let fulfil!: (value: T) => void;
  const promise = new Promise<T>((resolve) => (fulfil = resolve));
  return { promise, fulfil };
}
