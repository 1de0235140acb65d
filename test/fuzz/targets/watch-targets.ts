import type { Carrier, ConnectionInfo } from '../../../src/facts/recorder.js';
import { printable } from '../../../src/text/printable.js';
import { captureOf } from '../../../src/watch/attempt-capture.js';
import { conversationOf } from '../../../src/watch/conversation.js';
import { type Cut, MOST_MESSAGES } from '../../../src/watch/cut.js';
import { cutHttp } from '../../../src/watch/cut-http.js';
import { cutRpc } from '../../../src/watch/cut-rpc.js';
import { cutSmb } from '../../../src/watch/cut-smb.js';
import { cutTls } from '../../../src/watch/cut-tls.js';
import { Keeper } from '../../../src/watch/keeper.js';
import { BYTES_PER_CONNECTION } from '../../../src/watch/kept-connection.js';
import { readCaptureFile } from '../../../src/capture/capture-file.js';
import { Dice } from '../engine/dice.js';
import { type FuzzTarget, OracleError } from '../engine/fuzz-target.js';
import { target } from './login-targets.js';

/** Repetitions of an input in a long connection. */
const MOST_TIMES = 5000;

/** Milliseconds of three conversations and a capture, each of which rests between its pieces. */
const LONGEST_LOOK = 200;

type Side = 'client' | 'server';

const sides: readonly Side[] = ['client', 'server'];

/** The most steps of a conversation, as src/watch/conversation.ts has it. */
const MOST_STEPS = 500;

/** The live page: streams of a client and of what answers it, cut into messages. */
export function watchTargets(): FuzzTarget[] {
  const cutters: readonly (readonly [Carrier, (all: Buffer, from: Side) => Cut[], readonly Buffer[]])[] = [
    ['smb', cutSmb, smb],
    ['rpc', cutRpc, rpc],
    ['http', cutHttp, http],
    ['credssp', cutTls, tls],
  ];
  return cutters.flatMap(([carrier, cut, seeds]) => [
    {
      ...target(
        `watch: cut ${carrier}`,
        'bytes',
        (bytes) => sides.map((from) => cutWhole(bytes, from, cut)),
        seeds,
      ),
      expects: () => false,
    },
    {
      ...target(`watch: a conversation of ${carrier}`, 'bytes', (bytes) => converse(carrier, bytes), seeds),
      expects: () => false,
      longest: LONGEST_LOOK,
    },
  ]);
}

/** Every byte is in one message, and words of a message are printable once they are shown. */
function cutWhole(bytes: Buffer, from: Side, cut: (all: Buffer, from: Side) => Cut[]): unknown {
  const cuts = cut(bytes, from);
  if (cuts.length > MOST_MESSAGES) throw new OracleError(`${cuts.length} messages`);
  let end = 0;
  for (const { start, end: next, detail } of cuts) {
    if (start !== end || next <= start) throw new OracleError('messages have a gap, or overlap');
    end = next;
    detail?.();
  }
  if (end < bytes.length) throw new OracleError('bytes are in no message');
  return cuts.map(({ title }) => title).slice(0, 8);
}

const info: Omit<ConnectionInfo, 'carrier'> = {
  id: 1,
  remote: { address: '127.0.0.1', port: 1 },
  local: { address: '127.0.0.1', port: 2 },
};

/** The stream as both sides send it, in pieces, with logins and verdicts between them. */
async function converse(carrier: Carrier, input: Buffer): Promise<unknown> {
  const dice = new Dice(input.length * 31 + (input.at(-1) ?? 0));
  // A long connection is kept in parts.
  const times = dice.oneIn(6) ? Math.ceil(BYTES_PER_CONNECTION / (input.length + 1)) : 1;
  const bytes = Buffer.concat(Array.from({ length: Math.min(times, MOST_TIMES) }, () => input));
  const keeper = new Keeper({ now: () => 1_700_000_000_000 });
  const tap = keeper.connectionOpened({ ...info, carrier });
  keeper.addAttempt({ id: 1, verdict: 'refused', connection: { ...info, carrier } });
  const connection = keeper.attempt(1)?.connection;
  if (connection === undefined) throw new OracleError('no attempt');
  const hasLogins = dice.oneIn(2);
  const given: Record<Side, number> = { client: 0, server: 0 };
  let attempt = 0;
  let sent = 0;
  while (given.client + given.server < 2 * bytes.length) {
    const from =
      given.client < bytes.length && (given.server >= bytes.length || dice.oneIn(2)) ? 'client' : 'server';
    const piece = bytes.subarray(given[from], given[from] + 1 + dice.below(1 + (bytes.length >> 3)));
    given[from] += piece.length;
    sent += piece.length;
    if (from === 'client') tap.received(piece);
    else tap.sent(piece);
    if (dice.oneIn(3)) connection.addMark({ kind: 'served' });
    if (dice.oneIn(5)) connection.addNote(noteOf(dice, attempt));
    if (hasLogins && attempt < 20 && dice.oneIn(4)) connection.addMark({ kind: 'began', attempt: ++attempt });
    if (attempt > 0 && dice.oneIn(4)) connection.addMark({ kind: 'verdict', attempt });
  }
  if (keeper.held > BYTES_PER_CONNECTION || keeper.held !== connection.held)
    throw new OracleError(`${keeper.held} bytes are held`);
  for (const id of [1, attempt, attempt + 1]) await expectConversation(id, connection, sent, hasLogins);
  readCaptureFile(await captureOf(connection));
  return connection.entries.length;
}

function noteOf(dice: Dice, attempt: number) {
  return {
    kind: 'note',
    words: 'x'.repeat(dice.length(700)),
    ...(attempt > 0 && dice.oneIn(2) && { attempt }),
    ...(dice.oneIn(4) && { fails: dice.pick(['check', 'other'] as const) }),
    ...(dice.oneIn(3) && { hint: { from: dice.pick(sides), title: 'TSRequest', detail: 'version 6' } }),
    ...(dice.oneIn(4) && { secures: true }),
  } as const;
}

async function expectConversation(
  id: number,
  connection: NonNullable<ReturnType<Keeper['attempt']>>['connection'],
  sent: number,
  hasLogins: boolean,
): Promise<void> {
  const { steps, omittedBytes } = await conversationOf(id, { connection, verdict: 'refused' });
  const shown = steps.reduce((sum, { bytes }) => sum + bytes, 0);
  if (steps.length > MOST_STEPS) throw new OracleError(`${steps.length} steps`);
  if (shown + omittedBytes > sent || (!hasLogins && shown + omittedBytes < sent))
    throw new OracleError(`${shown} bytes and ${omittedBytes} left out of ${sent}`);
  if (steps.filter(({ broke }) => broke).length > 1) throw new OracleError('it broke twice');
  for (const { title, detail = '', bytes } of steps) {
    if (printable(title) !== title || printable(detail) !== detail)
      throw new OracleError('words are not printable');
    if (!(bytes >= 0)) throw new OracleError(`${bytes} bytes of a step`);
  }
}

const latin1 = (...all: readonly string[]): Buffer[] => all.map((each) => Buffer.from(each, 'latin1'));

const smb = [
  'ff534d4272000000001853c80000000000000000000000000000fffe000000000022000201',
  `fe534d4240000100000000000000010000000000000000000000000000000000${'00'.repeat(32)}2400`,
  `fd534d42${'00'.repeat(16)}${'00'.repeat(16)}1000000000000100`,
  `fe534d4240000000160000c001000100010000004800000001${'00'.repeat(39)}0900000000000000`,
].map((hex) => framed(Buffer.from(hex, 'hex')));

function framed(payload: Buffer): Buffer {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(payload.length);
  return Buffer.concat([prefix, payload, prefix, payload]);
}

const rpc = ['05000b03100000002c00000001000000', '05000e03100000001800080002000000ffffffff'].map((hex) =>
  Buffer.from(hex, 'hex'),
);

const http = latin1(
  'GET /a HTTP/1.1\r\nHost: x\r\nAuthorization: NTLM TlRMTVNTUAABAAAAl4II4gAAAAAAAAAAAAAAAAAAAAA=\r\n\r\nGET /b HTTP/1.1\r\n\r\n',
  'HTTP/1.1 401 x\r\nWWW-Authenticate: Negotiate oQ==\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
);

const tls = [
  '0300001300e00000000000010008000b000000160301000401000000',
  '1603030004020000001403030001011703030013' + '00'.repeat(19) + '17030300020102',
].map((hex) => Buffer.from(hex, 'hex'));
