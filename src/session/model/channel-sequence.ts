import { channelSequence, type Header, HeaderFlags } from '../../smb2-codec/index.js';
import { isSmb3 } from '../../protection/dialect.js';

/**
 * Tells apart the requests sent before and after a channel failed, so that an abandoned request cannot overwrite the
 * data of its repetition ([MS-SMB2] 3.3.1.10).
 */
export interface ChannelSequence {
  /** Open.ChannelSequence: 16 bits. */
  current: number;
  /** Open.OutstandingRequestCount: requests of the current sequence in progress. */
  outstanding: number;
  /** Open.OutstandingPreRequestCount: those of earlier ones. */
  outstandingBefore: number;
}

/** Serial-number arithmetic: a difference above half of 16 bits means "older". */
const HALF = 0x7fff;

/** The sequence of an open made by a request. */
export function channelSequenceOf(header: Header): ChannelSequence {
  return { current: channelSequence(header), outstanding: 0, outstandingBefore: 0 };
}

/**
 * Records that a request on an open begins ([MS-SMB2] 3.3.5.2.10).
 *
 * @param changes whether the request changes something; then it is refused if it is of an earlier sequence
 * @returns a function to call when it has been answered (3.3.4.1); undefined: it must fail with
 * STATUS_FILE_NOT_AVAILABLE
 */
export function enterSequence(
  open: ChannelSequence,
  header: Header,
  dialect: number,
  changes: boolean,
): (() => void) | undefined {
  if (!isSmb3(dialect)) return leaveNothing;
  const sequence = channelSequence(header);
  const ahead = (sequence - open.current) & 0xffff;
  if (ahead > HALF) return staleUnlessReadOnly(changes);
  if (ahead > 0) {
    open.outstandingBefore += open.outstanding;
    open.outstanding = 0;
    open.current = sequence;
  }
  // A replayed request is refused while requests of an earlier channel sequence are still being processed.
  const repeats = (header.flags & HeaderFlags.REPLAY_OPERATION) !== 0;
  if (repeats && open.outstandingBefore > 0) return staleUnlessReadOnly(changes);
  open.outstanding += 1;
  return () => {
    if (open.current === sequence) open.outstanding -= 1;
    else open.outstandingBefore -= 1;
  };
}

function staleUnlessReadOnly(changes: boolean): (() => void) | undefined {
  return changes ? undefined : leaveNothing;
}

function leaveNothing(): void {}
