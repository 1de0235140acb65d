/** The exit code of the process, for its caller. */
export const ExitCode = {
  OK: 0,
  /** The command did its work and the answer is no, or the command failed. */
  FAILED: 1,
  /** Arguments or configuration cannot be used. */
  USAGE: 2,
  /** The address cannot be bound. */
  BIND: 3,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
