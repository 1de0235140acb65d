import type { ExitCode } from '../exit-code.js';
import type { Hooks } from '../hooks.js';

/** The surroundings that a command gets from its run. */
export interface CommandContext {
  readonly hooks: Hooks;
  /** Says how the command ended; {@link ExitCode.OK} when it does not. */
  readonly finish: (code: ExitCode) => void;
}
