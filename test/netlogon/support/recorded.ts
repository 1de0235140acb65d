import { readVectors } from '../../support/vectors.js';

/** One step of a recorded exchange, as the channel was told of it or asked for it. */
export type RecordedStep =
  | { readonly kind: 'start' | 'open' | 'keepAlive' }
  | { readonly kind: 'connect'; readonly connection: Connection; readonly port: number }
  | { readonly kind: 'connected' | 'end'; readonly connection: Connection }
  | { readonly kind: 'send' | 'received'; readonly connection: Connection; readonly bytes: string }
  | { readonly kind: 'ask'; readonly id: number; readonly question: RecordedQuestion }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: 'validated' | 'refused' };

type Connection = 'mapper' | 'login' | 'sealed';

/** A logon question whose octets are hexadecimal. */
export interface RecordedQuestion {
  readonly user: string;
  readonly domain: string;
  readonly workstation: string;
  readonly challenge: string;
  readonly ntResponse: string;
  readonly lmResponse: string;
  readonly parameterControl: number;
}

/** An answer to another form of the logon call, in clear. */
export interface RecordedCall {
  readonly call: string;
  readonly level: 3 | 6;
  /** Session key of the channel. */
  readonly sessionKey: string;
  readonly user: string;
  readonly password: string;
  readonly question: RecordedQuestion;
  readonly stub: string;
  /** The answer for a wrong password. */
  readonly refusal: string;
}

/** An exchange with the Samba domain controller of the lab, with everything random in it. */
export interface Recording {
  readonly domain: string;
  readonly account: string;
  readonly machinePassword: string;
  readonly controller: string;
  readonly now: number;
  readonly random: readonly string[];
  readonly logons: readonly { readonly user: string; readonly password: string }[];
  readonly steps: readonly RecordedStep[];
  readonly otherCalls: readonly RecordedCall[];
}

export const recording = readVectors('netlogon-samba-4.17.json') as Recording;

/** The bytes that went over one connection in one direction, PDU by PDU. */
export function recordedPdus(kind: 'send' | 'received', connection: Connection): Buffer[] {
  return recording.steps.flatMap((step) =>
    step.kind === kind && step.connection === connection ? Buffer.from(step.bytes, 'hex') : [],
  );
}
