import { isDeepStrictEqual } from 'node:util';
import { decodeHeader, FrameSplitter, protocolId, ProtocolId } from '../../../src/smb2-codec/index.js';
import { OracleError } from '../engine/fuzz-target.js';

const LONGEST_FRAME = 0x20000;

/** Frames are the same whichever the pieces in which they come. */
export function splitInPieces(bytes: Buffer): unknown {
  const whole = framesOf(bytes, bytes.length);
  const pieces = framesOf(bytes, 1 + ((bytes[3] ?? 0) % 23));
  if (!isDeepStrictEqual(whole, pieces)) throw new OracleError('other frames where they come in pieces');
  return whole;
}

function framesOf(bytes: Buffer, size: number): unknown {
  const splitter = new FrameSplitter(LONGEST_FRAME);
  const frames: string[] = [];
  try {
    for (let at = 0; at < bytes.length; at += Math.max(1, size)) {
      for (const { payload } of splitter.push(Buffer.from(bytes.subarray(at, at + Math.max(1, size))))) {
        frames.push(payload.toString('hex'));
      }
    }
  } catch (error) {
    return { frames: [], error: (error as Error).name };
  }
  return { frames, held: splitter.heldLength };
}

/** The outermost form of a payload. */
export function openFrameOf(bytes: Buffer): unknown {
  return protocolId(bytes) === ProtocolId.SMB2 ? decodeHeader(bytes) : protocolId(bytes);
}
