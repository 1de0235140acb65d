import type { SharedCounts, SharedSessions } from './shared-state.js';

/** The process counts its connections itself, and nobody else has any. */
export const countedHere: SharedCounts = {
  entered: () => {},
  left: () => {},
  holds: () => {},
  attend: () => {},
};

/** The sessions of a process that is alone. */
export const sessionsHere: SharedSessions = {
  placeBits: 0,
  place: 0,
  isElsewhere: () => false,
  endElsewhere: () => undefined,
  attend: () => {},
};
