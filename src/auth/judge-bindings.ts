import { equalInConstantTime } from '../crypto/constant-time.js';
import { md5 } from '../crypto/md5.js';
import { hashChannelBindings } from './channel-bindings.js';
import type { Channel } from './extended-protection.js';

/** The bindings of a login beside those of its channel, in words and as data. */
export interface JudgedBindings {
  readonly outcome: 'passed' | 'failed';
  /** Undefined: they are right. */
  readonly detail?: string;
  readonly data: {
    /** `mistaken`: those of this channel, made in a wrong way; `another`: none that is known. */
    readonly sent: 'right' | 'absent' | 'zero' | 'mistaken' | 'another';
    readonly mode: Channel['mode'];
    /** The mistake as a noun phrase; absent: none was made, or none is known. */
    readonly mistake?: string;
  };
}

/**
 * Judges the bindings of a login that has a channel.
 *
 * @param sent the hash that the client proved with; zero says that it has no channel, undefined that its message has no
 * room for one
 * @param isAware whether a client that sends zero has declared that it binds to every channel there is: its own
 * connection is then no channel, so that somebody stands in between ([MS-KILE] 3.2.5.8)
 */
export function judgeBindings(channel: Channel, sent: Buffer | undefined, isAware = false): JudgedBindings {
  const { mode } = channel;
  if (sent === undefined || sent.every((byte) => byte === 0)) {
    const kind = sent === undefined ? 'absent' : 'zero';
    // "If the AUTHENTICATE_MESSAGE does not contain a nonzero MsvAvChannelBindings" ([MS-NLMP] 3.2.5.1.2): absent and
    // zero are judged alike, and refused where the application requires bindings.
    const outcome = mode === 'when-sent' && !isAware ? 'passed' : 'failed';
    const declared = isAware ? ', and declares that it binds to every channel there is' : '';
    return { outcome, detail: `${words[kind]}${declared}`, data: { sent: kind, mode } };
  }
  if (equalInConstantTime(sent, channel.hash)) return { outcome: 'passed', data: { sent: 'right', mode } };
  const mistake = mistakeIn(channel, sent);
  if (mistake === undefined)
    return { outcome: 'failed', detail: words.another, data: { sent: 'another', mode } };
  const detail = `the bindings are made of ${mistake}`;
  return { outcome: 'failed', detail, data: { sent: 'mistaken', mode, mistake } };
}

const words = {
  absent: 'the client sends none',
  zero: 'the client sends zero: it has no channel, or does not know of it',
  another: 'the bindings are those of another channel',
} as const;

function mistakeIn({ bindings, mistakes }: Channel, sent: Buffer): string | undefined {
  const known = mistakes.find((each) => equalInConstantTime(sent, hashChannelBindings(each.bindings)));
  if (known !== undefined) return known.name;
  // The application data is hashed inside a structure, with three empty fields in front (RFC 2744 3.11).
  return bindings !== undefined && equalInConstantTime(sent, md5(bindings))
    ? 'the application data alone, without the structure around it'
    : undefined;
}
