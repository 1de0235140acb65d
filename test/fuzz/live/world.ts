import type { Writer } from '../../../src/bytes/index.js';
import {
  Command,
  decodeCreateResponse,
  encodeMessage,
  type FileId,
  frame,
  HeaderFlags,
} from '../../../src/smb2-codec/index.js';
import { bodies } from '../../support/bodies.js';
import type { ClientSession, RequestOptions } from '../../support/smb-client.js';
import { negotiateRequest } from '../../support/smb-client-login.js';
import type { Dice } from '../engine/dice.js';
import { mutateBytes } from '../engine/mutate-bytes.js';
import { mutateDer } from '../engine/mutate-der.js';
import { FuzzClient } from './fuzz-client.js';
import { FuzzLogin, type FuzzLoginOptions } from './fuzz-login.js';
import { randomRequest, wrongOptions } from './random-request.js';
import { randomNtlm } from './random-ntlm.js';
import type { WireLog } from './wire-log.js';

const NTLM = '1.3.6.1.4.1.311.2.2.10';
const KERBEROS = '1.2.840.48018.1.2.2';

/** A session with the connection that opened it, and what is open in it. */
interface Seat {
  readonly client: FuzzClient;
  readonly session: ClientSession;
  readonly trees: number[];
  readonly files: FileId[];
}

type Action = (world: World) => Promise<void>;

/** Several connections to one server, whose sessions, logins and frames get mixed up. */
export class World {
  readonly dice: Dice;
  readonly #port: number;
  readonly #wire: WireLog;
  readonly #clients: FuzzClient[] = [];
  readonly #seats: Seat[] = [];
  readonly #logins: FuzzLogin[] = [];
  steps = 0;

  constructor(dice: Dice, port: number, wire: WireLog) {
    this.dice = dice;
    this.#port = port;
    this.#wire = wire;
  }

  /** One round: a few connections, logins and requests in any order. */
  async play(steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      this.steps++;
      const free = this.#clients.filter(({ gone }) => !gone);
      if (free.length === 0 || (free.length < 3 && this.dice.oneIn(6))) await this.#connect();
      else await this.dice.pick(actions)(this);
    }
    for (const client of this.#clients) await client.settle();
  }

  close(): void {
    for (const { smb } of this.#clients) smb.close();
  }

  async #connect(): Promise<void> {
    const { dice } = this;
    const client = await FuzzClient.connect(this.#port, this.#wire);
    this.#clients.push(client);
    const all = [0x0202, 0x0210, 0x0300, 0x0302, 0x0311];
    const dialects = dice.oneIn(2) ? all : all.slice(0, 1 + dice.below(5));
    const request = negotiateRequest({
      dialects,
      ciphers: dice.pick([[2, 1], [1], [4, 3, 2, 1], []]),
      signingAlgorithms: dice.pick([[], [2, 1], [1], [0]]),
    });
    await client.negotiate(request);
  }

  get #client(): FuzzClient {
    const free = this.#clients.filter(({ gone }) => !gone);
    return this.dice.pick(free.length > 0 ? free : this.#clients);
  }

  get #seat(): Seat | undefined {
    return this.#seats.length === 0 ? undefined : this.dice.pick(this.#seats);
  }

  /** A login of which the first leg is sent. */
  async beginLogin(): Promise<void> {
    const client = this.#client;
    if (client.smb.negotiation === undefined) return;
    const login = new FuzzLogin(client, this.#loginOptions(client));
    this.#logins.push(login);
    await login.first();
  }

  async endLogin(): Promise<void> {
    const open = this.#logins.filter(({ challenged, client }) => challenged && !client.gone);
    if (open.length === 0) return this.beginLogin();
    const login = this.dice.pick(open);
    this.#seated(login, await login.second());
  }

  /** A login that nothing disturbs, so that there are sessions to mix up. */
  async wholeLogin(): Promise<void> {
    const client = this.#client;
    if (client.smb.negotiation === undefined) return;
    const usual = { user: 'alice', password: 'secret', domain: '' };
    const login = new FuzzLogin(client, {
      ...plain,
      ntlm: this.dice.oneIn(3) ? { ...usual, user: 'bob', password: 'hunter2' } : usual,
    });
    await login.first();
    const session = await login.second();
    this.#seated(login, session);
    if (session !== undefined) await this.#connectTree(this.#seats.at(-1));
  }

  /** A token of one login as a leg of another, or the same one twice. */
  async repeatToken(): Promise<void> {
    if (this.#logins.length === 0) return this.beginLogin();
    const from = this.dice.pick(this.#logins);
    const to = this.dice.pick(this.#logins.filter(({ client }) => !client.gone).concat(from));
    if (to.client.gone) return;
    this.#seated(to, await to.send(from.latest));
  }

  /** A frame that some connection sent, on some connection. */
  async repeatFrame(): Promise<void> {
    const { frames } = this.dice.pick(this.#clients);
    const client = this.#client;
    if (frames.length === 0) return;
    const bytes = this.dice.pick(frames);
    client.raw(this.dice.oneIn(2) ? bytes : this.#mutatedFrame(bytes));
    await client.settle();
  }

  /** A request in a session, right, or wrong in body, header, signature or session. */
  async request(): Promise<void> {
    const seat = this.#seat;
    if (seat === undefined) return this.wholeLogin();
    const client = this.dice.below(5) === 0 ? this.#client : seat.client;
    if (client.gone || client.smb.negotiation === undefined || !canSpeak(client, seat)) return;
    const [command, body] = randomRequest(this.dice, seat.files);
    client.send(command, this.#mutatedBody(body), this.#requestOptions(seat));
    const answer = await client.answerTo(command);
    if (answer === undefined || answer.readUInt32LE(8) !== 0) return;
    if (command === Command.TREE_CONNECT) seat.trees.push(answer.readUInt32LE(36));
    if (command === Command.CREATE) seat.files.push(decodeCreateResponse(answer).fileId);
  }

  async compound(): Promise<void> {
    const seat = this.#seat;
    if (seat === undefined || seat.client.gone || !canSpeak(seat.client, seat)) return this.wholeLogin();
    const parts = Array.from({ length: 2 + this.dice.below(4) }, (_, index) => {
      const [command, body] = randomRequest(
        this.dice,
        (this.dice.oneIn(6) ? (this.#seat ?? seat) : seat).files,
      );
      const options = this.#requestOptions(seat);
      const related = index > 0 && this.dice.below(3) > 0 ? { flags: HeaderFlags.RELATED_OPERATIONS } : {};
      return {
        command,
        body: this.#mutatedBody(body),
        options: { ...options, header: { ...related, ...options.header } },
      };
    });
    seat.client.smb.sendCompound(parts);
    await seat.client.settle();
  }

  /** A message in a transform: its own, changed inside, changed outside, or of another session. */
  async sealed(): Promise<void> {
    const seat = this.#seat;
    if (seat === undefined) return this.wholeLogin();
    const client = this.dice.oneIn(5) ? this.#client : seat.client;
    const cipher = client.smb.negotiation?.cipher ?? 0;
    // A session of another connection has keys of another length, or none.
    if (client.gone || cipher === 0 || seat.session.keys.clientToServer.length !== (cipher >= 3 ? 32 : 16))
      return;
    const [command, body] = randomRequest(this.dice, seat.files);
    const whole = client.smb.message(command, body, { ...this.#requestOptions(seat), encrypt: true });
    const message = this.dice.oneIn(2) ? whole : mutateBytes(this.dice, whole, this.#someFrame());
    const change = this.dice.oneIn(4)
      ? (header: Buffer): void =>
          void Buffer.concat([mutateBytes(this.dice, header, header), header], 52).copy(header, 20, 20)
      : undefined;
    client.sealed(message, seat.session, change);
    await client.settle();
  }

  async noise(): Promise<void> {
    const client = this.#client;
    const { dice } = this;
    const command = dice.pick(Object.values(Command));
    const message = encodeMessage(
      { command, sessionId: this.#seat?.session.id ?? 0n, messageId: BigInt(dice.below(200)) },
      (w) => w.bytes(dice.bytes(dice.length(200))),
    );
    const changed = mutateBytes(dice, message, this.#someFrame());
    client.raw(dice.oneIn(4) ? changed : frame(changed.subarray(0, 0xffffff)));
    await client.settle();
  }

  async leave(): Promise<void> {
    if (!this.dice.oneIn(4)) return;
    const client = this.#client;
    if (this.dice.oneIn(2)) client.smb.close();
    else client.smb.socket.end();
    await client.settle();
  }

  #seated(login: FuzzLogin, session: ClientSession | undefined): void {
    if (session === undefined) return;
    this.#wire.sessions.set(session.id, session);
    this.#wire.ciphers.set(session.id, login.client.smb.settled.cipher);
    this.#seats.push({ client: login.client, session, trees: [], files: [] });
  }

  async #connectTree(seat: Seat | undefined): Promise<void> {
    if (seat === undefined) return;
    const share = this.dice.pick(['disk', 'disk', 'IPC$']);
    seat.client.send(Command.TREE_CONNECT, bodies.treeConnect(share), { session: seat.session });
    const answer = await seat.client.answerTo(Command.TREE_CONNECT);
    if (answer !== undefined && answer.readUInt32LE(8) === 0) seat.trees.push(answer.readUInt32LE(36));
  }

  #loginOptions(client: FuzzClient): FuzzLoginOptions {
    const { dice } = this;
    const seat = this.#seat;
    const joins = seat !== undefined && dice.oneIn(3);
    const renews = seat !== undefined && seat.client === client && dice.oneIn(4);
    const edits = dice.oneIn(3);
    const raw = dice.oneIn(3);
    return {
      ntlm: randomNtlm(dice),
      raw,
      mechTypes: dice.pick([[NTLM], [NTLM], [KERBEROS, NTLM], [NTLM, KERBEROS], [NTLM, NTLM]]),
      bind: joins && !renews ? seat.session : undefined,
      reauthenticate: renews ? seat.session : undefined,
      previousSessionId: dice.oneIn(4) ? (this.#seat?.session.id ?? BigInt(dice.below(9))) : 0n,
      flags: dice.oneIn(10) ? dice.below(256) : 0,
      securityMode: dice.pick([1, 1, 1, 2, 3, 0]),
      edit: (token) => {
        if (!edits || dice.oneIn(2)) return token;
        return dice.oneIn(2)
          ? mutateDer(dice, token, this.#someToken())
          : mutateBytes(dice, token, this.#someToken());
      },
      request: () => (dice.oneIn(8) ? wrongOptions(this.dice, this.#knownIds) : {}),
    };
  }

  get #knownIds(): readonly bigint[] {
    return [
      0n,
      1n,
      2n ** 64n - 1n,
      ...this.#seats.map(({ session }) => session.id),
      ...this.#logins.map(({ sessionId }) => sessionId),
    ];
  }

  #someToken(): Buffer {
    return this.#logins.length === 0 ? Buffer.alloc(0) : this.dice.pick(this.#logins).latest;
  }

  #someFrame(): Buffer {
    const { frames } = this.dice.pick(this.#clients);
    return frames.length === 0 ? Buffer.alloc(4) : this.dice.pick(frames);
  }

  #mutatedFrame(bytes: Buffer): Buffer {
    const changed = mutateBytes(this.dice, bytes.subarray(4), this.#someFrame());
    return this.dice.oneIn(6)
      ? mutateBytes(this.dice, bytes, this.#someFrame())
      : frame(changed.subarray(0, 0xffffff));
  }

  #mutatedBody(body: (w: Writer) => void): (w: Writer) => void {
    if (this.dice.below(3) > 0) return body;
    const bytes = encodeMessage({ command: 0 }, body).subarray(64);
    const changed = mutateBytes(this.dice, bytes, this.#someFrame());
    return (w) => void w.bytes(changed);
  }

  #requestOptions(seat: Seat): RequestOptions {
    const { dice } = this;
    const treeId = seat.trees.length > 0 && dice.below(8) > 0 ? dice.pick(seat.trees) : dice.below(4);
    const usual: RequestOptions = { session: seat.session, treeId };
    return dice.below(4) > 0 ? usual : { ...usual, ...wrongOptions(this.dice, this.#knownIds) };
  }
}

/** Whether a connection has the cipher that a session which encrypts was opened with. */
function canSpeak({ smb }: FuzzClient, { session }: Seat): boolean {
  const { cipher } = smb.settled;
  return !session.encrypt || (cipher > 0 && session.keys.clientToServer.length === (cipher >= 3 ? 32 : 16));
}

const plain: Omit<FuzzLoginOptions, 'ntlm'> = {
  raw: false,
  mechTypes: [NTLM],
  previousSessionId: 0n,
  flags: 0,
  securityMode: 1,
  edit: (token) => token,
  request: () => ({}),
};

const actions: readonly Action[] = [
  (world) => world.wholeLogin(),
  (world) => world.beginLogin(),
  (world) => world.beginLogin(),
  (world) => world.endLogin(),
  (world) => world.endLogin(),
  (world) => world.endLogin(),
  (world) => world.repeatToken(),
  (world) => world.repeatFrame(),
  (world) => world.request(),
  (world) => world.request(),
  (world) => world.request(),
  (world) => world.compound(),
  (world) => world.sealed(),
  (world) => world.noise(),
  (world) => world.leave(),
];
