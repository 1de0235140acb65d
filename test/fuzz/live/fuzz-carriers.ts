import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { encodeTsRequest } from '../../../src/credssp/ts-request.js';
import { encodeConnectionRequest } from '../../../src/credssp/rdp/connection-request.js';
import { AuthLevel, AuthType, encodePdu, PfcFlags } from '../../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../../src/rpc/srvsvc/srvsvc.js';
import { bindOf } from '../../rpc/support/rpc-client.js';
import { NtlmClient, type NtlmClientOptions } from '../../support/ntlm-client.js';
import { LoginJudge, provesNtlm } from '../acceptors/judged-mechanism.js';
import { Dice } from '../engine/dice.js';
import { mutateBytes } from '../engine/mutate-bytes.js';
import { mutateText } from '../engine/mutate-text.js';
import { FuzzedServer, wordsOf } from './fuzzed-server.js';
import { randomNtlm } from './random-ntlm.js';

const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

/** Milliseconds in which TLS begins, or does not. */
const HANDSHAKE = 400;

/** Conversations with one server. */
const CONVERSATIONS = 60;

const challengeStart = Buffer.from('4e544c4d5353500002000000', 'hex');

export interface CarrierCrash {
  readonly carrier: CarrierName;
  readonly seed: number;
  readonly what: string;
}

export interface CarrierCounts {
  conversations: number;
  proven: number;
  readonly crashes: CarrierCrash[];
}

export const carrierNames = ['http', 'rpc', 'credssp', 'smb'] as const;
export type CarrierName = (typeof carrierNames)[number];

/** A connection whose answers are kept. */
interface Line {
  readonly socket: Socket;
  received: Buffer;
}

/** Talks to every carrier of live servers, rightly and not, until the time is over. */
export async function fuzzCarriers(seed: number, milliseconds: number): Promise<CarrierCounts> {
  const counts: CarrierCounts = { conversations: 0, proven: 0, crashes: [] };
  const end = performance.now() + milliseconds;
  for (let next = seed; performance.now() < end; next += CONVERSATIONS) {
    await fuzzOneServer(next, counts, () => performance.now() >= end);
  }
  return counts;
}

/** Conversations with one server, each with the seed behind that of the one before. */
export async function fuzzOneServer(
  seed: number,
  counts: CarrierCounts,
  isOver: () => boolean,
): Promise<void> {
  const judge = new LoginJudge();
  const fuzzed = await FuzzedServer.start(
    {
      http: {},
      rpc: {},
      credssp: {},
      proxyProtocol: ['127.0.0.1'],
      mechanisms: ({ ntlm }) => [judge.judged(ntlm, provesNtlm)],
    },
    undefined,
    { use: (_said, user) => judge.use(user) },
  );
  try {
    for (let next = seed; next < seed + CONVERSATIONS && !isOver(); next++) {
      const carrier = carrierNames[next % carrierNames.length]!;
      try {
        await converse(fuzzed, carrier, new Dice(next));
      } catch (error) {
        fuzzed.faults.push(`the client: ${wordsOf(error)}`);
      }
      await fuzzed.judge();
      counts.conversations++;
      for (const what of fuzzed.faults.splice(0)) counts.crashes.push({ carrier, seed: next, what });
    }
    await fuzzed.judgeMemory();
  } finally {
    await fuzzed[Symbol.asyncDispose]();
    counts.proven += judge.proven;
    for (const what of fuzzed.faults) counts.crashes.push({ carrier: 'smb', seed, what });
  }
}

async function converse(fuzzed: FuzzedServer, carrier: CarrierName, dice: Dice): Promise<void> {
  const address = fuzzed.server.addresses[carrier];
  const line = await open(address?.port ?? 0);
  const talk = { http: talkHttp, rpc: talkRpc, credssp: talkCredSsp, smb: talkProxy }[carrier];
  try {
    await talk(line, dice, () => fuzzed.wire.settle(4));
  } finally {
    line.socket.destroy();
  }
}

type Settle = () => Promise<void>;

async function talkHttp(line: Line, dice: Dice, settle: Settle): Promise<void> {
  const ntlm = new NtlmClient(ntlmOf(dice));
  const request = (token: Buffer | undefined): Buffer => {
    const body = dice.oneIn(4) ? 'a=b' : '';
    const fields = [
      'Host: web.example',
      ...(token === undefined
        ? []
        : [`Authorization: ${dice.pick(['NTLM', 'Negotiate'])} ${token.toString('base64')}`]),
      ...(body === ''
        ? []
        : [dice.oneIn(3) ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`]),
    ];
    const text = `${dice.pick(['GET', 'POST', 'HEAD', 'CONNECT'])} /${dice.pick(['', 'a?b', '..'])} HTTP/1.1\r\n${fields.join('\r\n')}\r\n\r\n${body}`;
    const bytes = Buffer.from(text, 'latin1');
    return dice.below(3) > 0 ? bytes : mutateText(dice, bytes, bytes).subarray(0, 60_000);
  };
  await say(line, dice, request(ntlm.negotiateMessage), settle);
  for (let more = 1 + dice.below(4); more > 0; more--) {
    const [, text] =
      [...line.received.toString('latin1').matchAll(/Authenticate: (?:NTLM|Negotiate) ([\w+/=]+)/gi)].at(
        -1,
      ) ?? [];
    const answer = text === undefined ? undefined : answerTo(ntlm, Buffer.from(text, 'base64'));
    await say(line, dice, request(dice.oneIn(5) ? ntlm.negotiateMessage : answer), settle);
  }
}

async function talkRpc(line: Line, dice: Dice, settle: Settle): Promise<void> {
  const ntlm = new NtlmClient({ ...ntlmOf(dice), flags: 0xe2888235 });
  const level = dice.pick(Object.values(AuthLevel));
  const terms = { type: AuthType.NTLM, level, contextId: 1 };
  let callId = 1;
  const bind = encodePdu({
    flags: WHOLE,
    callId,
    body: bindOf(SRVSVC),
    security: { ...terms, token: ntlm.negotiateMessage },
  });
  await say(line, dice, changed(dice, bind), settle);
  const at = line.received.lastIndexOf(challengeStart);
  const token = at < 0 ? undefined : answerTo(ntlm, line.received.subarray(at));
  if (token !== undefined) {
    const auth3 = encodePdu({ flags: WHOLE, callId, body: { kind: 'auth3' }, security: { ...terms, token } });
    await say(line, dice, changed(dice, auth3), settle);
  }
  for (let more = dice.below(4); more > 0; more--) {
    const stub = dice.bytes(dice.length(100));
    const body = {
      kind: 'request',
      allocHint: stub.length,
      contextId: 0,
      opnum: dice.below(60),
      stub,
    } as const;
    await say(line, dice, changed(dice, encodePdu({ flags: WHOLE, callId: ++callId, body })), settle);
  }
}

async function talkCredSsp(line: Line, dice: Dice, settle: Settle): Promise<void> {
  const negotiation = { flags: 0, protocols: dice.pick([2, 2, 1, 8, 0]) };
  if (dice.oneIn(2))
    await say(
      line,
      dice,
      changed(dice, encodeConnectionRequest({ cookie: 'alice', negotiation } as never)),
      settle,
    );
  if (dice.oneIn(4)) {
    await say(line, dice, dice.bytes(dice.length(300)), settle);
    return;
  }
  line.socket.removeAllListeners('data');
  const tls = connectTls({ socket: line.socket, rejectUnauthorized: false });
  tls.on('error', () => {});
  const over = new AbortController();
  const secure = await Promise.race([
    once(tls, 'secureConnect', { signal: over.signal }).then(
      () => true,
      () => false,
    ),
    once(tls, 'close', { signal: over.signal }).then(
      () => false,
      () => false,
    ),
    // A server that was told something else before waits for it.
    pause(HANDSHAKE, false, { signal: over.signal }).catch(() => false),
  ]);
  over.abort();
  if (!secure) return;
  const inner: Line = listen(tls);
  const ntlm = new NtlmClient(ntlmOf(dice));
  await say(
    inner,
    dice,
    changed(dice, encodeTsRequest({ version: 6, negoTokens: ntlm.negotiateMessage })),
    settle,
  );
  const at = inner.received.lastIndexOf(challengeStart);
  const token = at < 0 ? dice.bytes(40) : (answerTo(ntlm, inner.received.subarray(at)) ?? dice.bytes(40));
  const request = {
    version: 6,
    negoTokens: token,
    clientNonce: dice.bytes(32),
    pubKeyAuth: dice.bytes(dice.length(80)),
  };
  await say(inner, dice, changed(dice, encodeTsRequest(request)), settle);
  tls.destroy();
}

/** SMB behind a balancer: the PROXY header, and bytes of any kind behind it. */
async function talkProxy(line: Line, dice: Dice, settle: Settle): Promise<void> {
  const header = dice.pick([
    Buffer.from('PROXY TCP4 192.0.2.1 192.0.2.2 1234 445\r\n'),
    Buffer.from('0d0a0d0a000d0a515549540a2111000cc0000201c000020204d201bd', 'hex'),
    Buffer.from('0d0a0d0a000d0a515549540a20000000', 'hex'),
  ]);
  const rest = Buffer.concat([Buffer.from('00000040fe534d4240000100', 'hex'), dice.bytes(56)]);
  await say(line, dice, Buffer.concat([changed(dice, header), changed(dice, rest)]), settle);
}

/** Every other client is right, so that there are logins. */
function ntlmOf(dice: Dice): NtlmClientOptions {
  return dice.oneIn(2) ? { user: 'alice', password: 'secret', domain: '' } : randomNtlm(dice);
}

function changed(dice: Dice, bytes: Buffer): Buffer {
  return dice.below(3) > 0 ? bytes : mutateBytes(dice, bytes, bytes);
}

function answerTo(ntlm: NtlmClient, challenge: Buffer): Buffer | undefined {
  try {
    return ntlm.authenticate(challenge);
  } catch {
    return undefined;
  }
}

/** Sends bytes, whole or in pieces. */
async function say({ socket }: Line, dice: Dice, bytes: Buffer, settle: Settle): Promise<void> {
  const cut = dice.oneIn(4) ? dice.below(bytes.length + 1) : bytes.length;
  for (const piece of [bytes.subarray(0, cut), bytes.subarray(cut)]) {
    if (piece.length === 0 || socket.destroyed || !socket.writable) continue;
    socket.write(piece);
    await settle();
  }
}

async function open(port: number): Promise<Line> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return listen(socket);
}

function listen(socket: Socket): Line {
  const line: Line = { socket, received: Buffer.alloc(0) };
  socket.on('data', (bytes: Buffer) => (line.received = Buffer.concat([line.received, bytes])));
  return line;
}
