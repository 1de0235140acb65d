import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { frame } from '../../../src/smb2-codec/index.js';
import { signatureOf } from '../../support/smb-client-keys.js';
import { Dice } from '../engine/dice.js';
import { mutateBytes } from '../engine/mutate-bytes.js';
import { mutateDer } from '../engine/mutate-der.js';
import { FuzzedServer, wordsOf } from './fuzzed-server.js';
import { type RecordedFrame, type RecordedSession, type Recipe, recordSession } from './recorded-session.js';

/** Turns of the event loop without a byte after which the next frame goes out. */
const QUIET_TURNS = 3;

const SESSION_SETUP = 1;
const SIGNED = 8;

export const recipes: readonly Recipe[] = [
  { dialects: [0x0202, 0x0210], ciphers: [] },
  { dialects: [0x0300, 0x0302], ciphers: [] },
  { dialects: [0x0311], ciphers: [2, 1] },
  { dialects: [0x0311], ciphers: [4], options: { policy: { encryption: 'required' } } },
];

export interface RecordingCrash {
  readonly recipe: number;
  readonly seed: number;
  readonly what: string;
}

export interface RecordingCounts {
  replays: number;
  frames: number;
  proven: number;
  readonly crashes: RecordingCrash[];
}

/** Plays changed recordings to fresh servers until the time is over. */
export async function fuzzRecordings(seed: number, milliseconds: number): Promise<RecordingCounts> {
  const counts: RecordingCounts = { replays: 0, frames: 0, proven: 0, crashes: [] };
  const end = performance.now() + milliseconds;
  const recorded = await recordAll();
  for (let next = seed; performance.now() < end || counts.replays < recorded.length; next++) {
    await replayChanged(recorded, next % recorded.length, next, counts);
  }
  return counts;
}

export function recordAll(): Promise<RecordedSession[]> {
  return recipes.reduce<Promise<RecordedSession[]>>(
    async (before, recipe) => [...(await before), await recordSession(recipe)],
    Promise.resolve([]),
  );
}

/** One changed recording. */
export async function replayChanged(
  recorded: readonly RecordedSession[],
  recipe: number,
  seed: number,
  counts: RecordingCounts,
): Promise<void> {
  const dice = new Dice(seed);
  const session = recorded[recipe]!;
  const frames = changeFrames(dice, session, dice.pick(recorded));
  const { faults, proven } = await replay(frames, session, recipes[recipe]!);
  counts.replays++;
  counts.frames += frames.length;
  counts.proven += proven;
  for (const what of faults) counts.crashes.push({ recipe, seed, what });
}

/** Sends frames to a fresh server, each once it is quiet. */
export async function replay(
  frames: readonly RecordedFrame[],
  { sessions, ciphers }: RecordedSession,
  { options = {} }: Recipe,
): Promise<{ readonly faults: readonly string[]; readonly proven: number }> {
  const fuzzed = await FuzzedServer.start(options);
  for (const [id, session] of sessions) fuzzed.wire.sessions.set(id, session);
  for (const [id, cipher] of ciphers) fuzzed.wire.ciphers.set(id, cipher);
  const sockets = new Map<number, Socket>();
  try {
    for (const { connection, bytes } of frames) {
      const socket = sockets.get(connection) ?? (await open(fuzzed.port));
      sockets.set(connection, socket);
      const { port } = socket.address() as { readonly port: number };
      const before = fuzzed.wire.of(port)?.responses.length ?? 0;
      if (!socket.destroyed) socket.write(bytes);
      await fuzzed.wire.settle(QUIET_TURNS, () => (fuzzed.wire.of(port)?.responses.length ?? 0) > before);
    }
  } catch (error) {
    fuzzed.faults.push(`the client: ${wordsOf(error)}`);
  } finally {
    for (const socket of sockets.values()) socket.destroy();
    await fuzzed.judge();
    await fuzzed[Symbol.asyncDispose]();
  }
  return { faults: fuzzed.faults, proven: fuzzed.oracle.proven };
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {});
  socket.resume();
  await once(socket, 'connect');
  return socket;
}

/** A few changes of order, number and contents. */
export function changeFrames(
  dice: Dice,
  session: RecordedSession,
  other: RecordedSession,
): readonly RecordedFrame[] {
  let frames = session.frames;
  for (let count = 1 + dice.length(4); count > 0; count--) frames = changeOnce(dice, frames, session, other);
  return frames.slice(0, 120);
}

function changeOnce(
  dice: Dice,
  frames: readonly RecordedFrame[],
  session: RecordedSession,
  other: RecordedSession,
): readonly RecordedFrame[] {
  if (frames.length === 0) return session.frames;
  const at = dice.below(frames.length);
  const chosen = frames[at]!;
  const elsewhere = dice.below(frames.length + 1);
  const put = (bytes: Buffer): readonly RecordedFrame[] => frames.with(at, { ...chosen, bytes });
  switch (dice.below(11)) {
    case 0:
      return frames.toSpliced(at, 1);
    case 1:
      return frames.toSpliced(elsewhere, 0, chosen);
    case 2:
      return frames.toSpliced(at, 1).toSpliced(elsewhere, 0, chosen);
    case 3:
      // On another connection.
      return frames.with(at, { ...chosen, connection: dice.below(4) });
    case 4:
      return frames.toSpliced(at, 0, { ...dice.pick(other.frames), connection: chosen.connection });
    case 5: {
      const cut = dice.below(chosen.bytes.length);
      const pieces = [chosen.bytes.subarray(0, cut), chosen.bytes.subarray(cut)];
      return frames.toSpliced(at, 1, ...pieces.map((bytes) => ({ ...chosen, bytes })));
    }
    case 6:
      return frames.slice(0, at);
    case 7:
      return put(mutateBytes(dice, chosen.bytes, dice.pick(other.frames).bytes));
    default:
      return put(changeMessage(dice, chosen.bytes, session, dice.pick(other.frames).bytes));
  }
}

/** Changes the message in a frame, or the token in it, and signs it anew where its session is known. */
function changeMessage(dice: Dice, bytes: Buffer, { sessions }: RecordedSession, other: Buffer): Buffer {
  const message = Buffer.from(bytes.subarray(4));
  const isSetup = message.length > 88 && message.readUInt16LE(12) === SESSION_SETUP;
  const changed =
    isSetup && dice.below(3) > 0
      ? withToken(dice, message, other)
      : mutateBytes(dice, message, other.subarray(4));
  if (changed.length < 64 || changed.readUInt32BE(0) !== 0xfe534d42)
    return frame(changed.subarray(0, 0xffffff));
  const session = sessions.get(changed.readBigUInt64LE(40));
  if (session !== undefined && (changed.readUInt32LE(16) & SIGNED) !== 0 && dice.below(4) > 0) {
    const again = Buffer.from(changed);
    signatureOf(session.keys.signingAlgorithm, session.keys.signing, again).copy(again, 48);
    return frame(again.subarray(0, 0xffffff));
  }
  return frame(changed.subarray(0, 0xffffff));
}

/** SESSION_SETUP with another token, whose length is right. */
function withToken(dice: Dice, message: Buffer, other: Buffer): Buffer {
  const offset = message.readUInt16LE(64 + 12);
  const length = message.readUInt16LE(64 + 14);
  const token = mutateDer(dice, message.subarray(offset, offset + length), other.subarray(92)).subarray(
    0,
    0xffff,
  );
  const changed = Buffer.concat([message.subarray(0, offset), token]);
  changed.writeUInt16LE(token.length, 64 + 14);
  return changed;
}
