import type { Carrier } from '../facts/recorder.js';
import { type Cut, cutBytes } from './cut.js';
import { cutHttp } from './cut-http.js';
import { cutRpc } from './cut-rpc.js';
import { cutSmb } from './cut-smb.js';
import { cutTls } from './cut-tls.js';
import type { Hint } from './hints.js';
import type { BytesEntry, KeptConnection, NoteEntry } from './kept-connection.js';

type Side = 'client' | 'server';

/** A message of a connection with what followed from it. */
export interface ReadStep {
  readonly time: number;
  readonly from: Side;
  title: string;
  detail: (() => string | undefined) | undefined;
  bytes: number;
  readonly notes: NoteEntry[];
  /** Whether its bytes do not say what it is, and no fact has yet. */
  isOpaque: boolean;
}

/** The messages of a connection in the order in which they were served, and where its attempts are in them. */
export interface ReadSteps {
  readonly steps: readonly ReadStep[];
  /** The number of steps in front of the first login, which all attempts share. */
  readonly common: number;
  /** The step that began each attempt’s login, by attempt, in order. */
  readonly began: ReadonlyMap<number, number>;
  /** The step after which it had its verdict, by attempt. */
  readonly decided: ReadonlyMap<number, number>;
}

/** Cuts both directions of a connection into messages, each with the words of the facts that it led to. */
export function readSteps(connection: KeptConnection): ReadSteps {
  return new StepReader(connection).read();
}

class StepReader {
  readonly #connection: KeptConnection;
  readonly #steps: ReadStep[] = [];
  readonly #began = new Map<number, number>();
  readonly #decided = new Map<number, number>();
  readonly #directions: Readonly<Record<Side, Direction>>;
  /** Messages of a client of SMB that have come and are not served yet. */
  readonly #waiting: ReadStep[] = [];
  /** Notes in front of the first message. */
  #early: NoteEntry[] = [];
  /** The latest message of the client. */
  #request: ReadStep | undefined;
  /** The message that the next notes are about; undefined: the latest one. */
  #noted: ReadStep | undefined;
  /** The name of the server’s next message. */
  #nextAnswer: Hint | undefined;
  #common: number | undefined;
  #isSecured = false;

  constructor(connection: KeptConnection) {
    this.#connection = connection;
    const directionOf = (from: Side): Direction => new Direction(connection, from);
    this.#directions = { client: directionOf('client'), server: directionOf('server') };
  }

  read(): ReadSteps {
    for (const entry of this.#connection.entries) {
      switch (entry.kind) {
        case 'bytes':
          this.#addMessages(entry);
          break;
        case 'served':
          this.#add(this.#waiting.shift());
          break;
        case 'note':
          this.#note(entry);
          break;
        case 'gap':
          this.#common ??= this.#steps.length;
          break;
        case 'began':
          this.#common ??= this.#last;
          this.#began.set(entry.attempt, this.#last);
          break;
        case 'verdict':
          this.#decided.set(entry.attempt, this.#last);
      }
    }
    for (const step of this.#waiting) this.#add(step);
    const { length } = this.#steps;
    return { steps: this.#steps, common: this.#common ?? length, began: this.#began, decided: this.#decided };
  }

  get #last(): number {
    return Math.max(0, this.#steps.length - 1);
  }

  #addMessages(entry: BytesEntry): void {
    const { from } = entry;
    const isSmb = this.#connection.info.carrier === 'smb';
    for (const { title, detail, isOpaque = false, bytes, isComplete } of this.#directions[from].take(entry)) {
      const step = { time: entry.time, from, title, detail, bytes, notes: [], isOpaque };
      if (isSmb && from === 'client' && isComplete) this.#waiting.push(step);
      else this.#add(step);
    }
  }

  #add(step: ReadStep | undefined): void {
    if (step === undefined) return;
    const before = this.#steps.at(-1);
    // An alert that comes with the last message is no message of its own.
    const mayJoin = step.isOpaque || step.title === 'TLS alert';
    const isPiece = mayJoin && step.from === before?.from && before.isOpaque;
    if (isPiece && before.notes.length === 0 && this.#noted === undefined) {
      before.bytes += step.bytes;
      return;
    }
    this.#nameInTls(step);
    step.notes.push(...this.#early);
    this.#early = [];
    this.#steps.push(step);
    this.#noted = undefined;
    if (step.from === 'client') {
      this.#request = step;
      this.#nextAnswer = undefined;
    } else if (this.#nextAnswer !== undefined) this.#name(step, this.#nextAnswer);
  }

  /** Behind the handshake, a client’s records are its requests, and the records that follow them are answers. */
  #nameInTls(step: ReadStep): void {
    const { carrier } = this.#connection.info;
    if (!this.#isSecured || !step.isOpaque || carrier === 'smb' || step.title !== 'TLS') return;
    const isAnswer = step.from === 'server';
    if (isAnswer && (this.#request?.title ?? 'TLS') === 'TLS') return;
    step.title = carrier === 'credssp' ? 'TSRequest' : `HTTP ${isAnswer ? 'response' : 'request'}`;
    step.detail = () => 'in TLS';
  }

  #note(note: NoteEntry): void {
    if (note.hint !== undefined) this.#take(note.hint);
    const step = this.#noted ?? this.#steps.at(-1);
    if (step === undefined) this.#early.push(note);
    else step.notes.push(note);
    if (note.secures === true) this.#isSecured = true;
  }

  #take(hint: Hint): void {
    const step = this.#steps.at(-1);
    if (hint.from === 'server' && step?.from === 'client') this.#nextAnswer = hint;
    else if (step?.from === hint.from) this.#name(step, hint);
    else if (step?.title === 'TLS' && this.#request !== undefined) {
      // The server’s end of the handshake has passed the request that came with the client’s.
      this.#noted = this.#request;
      this.#name(this.#request, hint);
    }
  }

  /** The first fact about a message names it. */
  #name(step: ReadStep, { title, detail }: Hint): void {
    this.#nextAnswer = undefined;
    if (!step.isOpaque) return;
    step.isOpaque = false;
    step.title = title;
    if (detail !== undefined) step.detail = () => detail;
    else if (this.#connection.info.carrier === 'smb') step.detail = () => 'encrypted';
  }
}

/** The messages of one direction, each given out once its bytes have come. */
class Direction {
  readonly #cuts: readonly Cut[];
  readonly #length: number;
  #next = 0;
  #seen = 0;

  constructor({ entries, info }: KeptConnection, from: Side) {
    const all = Buffer.concat(
      entries.flatMap((entry) => (entry.kind === 'bytes' && entry.from === from ? [entry.bytes] : [])),
    );
    this.#length = all.length;
    this.#cuts = cutsOf(info.carrier, all, from);
  }

  *take({ bytes }: BytesEntry): Generator<Cut & { readonly bytes: number; readonly isComplete: boolean }> {
    this.#seen += bytes.length;
    for (let cut = this.#cuts[this.#next]; cut !== undefined; cut = this.#cuts[this.#next]) {
      const isComplete = cut.end <= this.#length;
      // A message that is never complete stands where it began.
      if (isComplete ? cut.end > this.#seen : cut.start >= this.#seen) return;
      this.#next += 1;
      yield { ...cut, isComplete, bytes: Math.min(cut.end, this.#length) - cut.start };
    }
  }
}

function cutsOf(carrier: Carrier, all: Buffer, from: Side): Cut[] {
  switch (carrier) {
    case 'smb':
      return cutSmb(all, from);
    case 'rpc':
      return cutRpc(all);
    case 'http':
      return cutHttp(all, from);
    case 'https':
    case 'credssp':
      return cutTls(all, from);
    default:
      return cutBytes(all, 1, () => undefined, 'bytes');
  }
}
