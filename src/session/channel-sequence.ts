import { channelSequence, Command, HeaderFlags } from '../smb2-codec/index.js';
import { isSmb3 } from './dialect.js';
import type { Request } from './request.js';

/**
 * Tells requests sent before a channel failed from those sent after it, so that none that was given up can overwrite
 * what its repetition wrote ([MS-SMB2] 3.3.1.10).
 */
export interface ChannelSequence {
  /** Open.ChannelSequence: 16 bits. */
  current: number;
  /** Open.OutstandingRequestCount: requests of the current sequence in progress. */
  outstanding: number;
  /** Open.OutstandingPreRequestCount: those of earlier ones. */
  outstandingBefore: number;
}

/** Commands that change something, and so are refused when they come from the past. */
const changing: ReadonlySet<number> = new Set([Command.WRITE, Command.SET_INFO, Command.IOCTL]);

/** How far a sequence number may be ahead of another; any further and it is behind. */
const HALF = 0x7fff;

/** The sequence of an open made by a request. */
export function channelSequenceOf({ header }: Request): ChannelSequence {
  return { current: channelSequence(header), outstanding: 0, outstandingBefore: 0 };
}

/**
 * Takes note that a request on an open begins ([MS-SMB2] 3.3.5.2.10).
 *
 * @returns what to call when it has been answered (3.3.4.1); undefined when it must fail with
 * STATUS_FILE_NOT_AVAILABLE
 */
export function begin(open: ChannelSequence, request: Request): (() => void) | undefined {
  const { connection, header } = request;
  if (!isSmb3(connection.negotiated.dialect)) return nothing;
  const sequence = channelSequence(header);
  const ahead = (sequence - open.current) & 0xffff;
  if (ahead > HALF) return refused(request);
  if (ahead > 0) {
    open.outstandingBefore += open.outstanding;
    open.outstanding = 0;
    open.current = sequence;
  }
  // A repetition waits until nothing of the past can still be at work.
  const repeats = (header.flags & HeaderFlags.REPLAY_OPERATION) !== 0;
  if (repeats && open.outstandingBefore > 0) return refused(request);
  open.outstanding += 1;
  return () => {
    if (open.current === sequence) open.outstanding -= 1;
    else open.outstandingBefore -= 1;
  };
}

function refused({ header }: Request): (() => void) | undefined {
  return changing.has(header.command) ? undefined : nothing;
}

function nothing(): void {}
