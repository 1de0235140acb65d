import type { ChannelLimits } from './channel-run.js';
import type { DomainOptions } from './options.js';

/** The limits of a domain, in milliseconds. */
export interface DomainLimits extends ChannelLimits {
  /** As in the options, in seconds. */
  readonly timeoutSeconds: number;
  /** From a login to its answer. */
  readonly login: number;
  /** From a question to its answer, where there is no other controller to ask. */
  readonly answerOfOnly: number;
}

const DEFAULT_TIMEOUT_SECONDS = 8;
const DEFAULT_IDLE_SECONDS = 600;

/** Milliseconds without a sign of life after which a channel in use is asked for one. */
const KEEP_ALIVE = 60_000;

/** The share of a login's time that one controller may take, so that a second one has its chance. */
const SHARE_OF_ONE = 3 / 8;

/**
 * The share that the only controller may take for an answer: it may have to ask a trusted domain far away, and a second
 * question would find it as slow. The rest is for a connection that was dead.
 */
const SHARE_OF_ONLY = 6 / 8;

/** Milliseconds of the most that one controller may take: a longer silence is no slowness. */
const MOST_OF_ONE = 10_000;

/** Milliseconds by which a login has its answer before the acceptor gives it up, which could not say why. */
const HEAD_START = 250;

/** The limits that the options give. */
export function limitsOf(options: Pick<DomainOptions, 'timeoutSeconds' | 'idleSeconds'>): DomainLimits {
  const { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, idleSeconds = DEFAULT_IDLE_SECONDS } = options;
  const login = timeoutSeconds * 1000 - Math.min(HEAD_START, timeoutSeconds * 50);
  const ofOne = Math.min(Math.round(login * SHARE_OF_ONE), MOST_OF_ONE);
  const idle = idleSeconds * 1000;
  return {
    timeoutSeconds,
    login,
    opening: ofOne,
    answer: ofOne,
    answerOfOnly: Math.min(Math.round(login * SHARE_OF_ONLY), 2 * MOST_OF_ONE),
    keepAlive: Math.min(KEEP_ALIVE, idle),
    idle,
  };
}
