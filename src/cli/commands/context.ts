import type { ExitCode } from '../exit-code.js';
import type { Hooks } from '../hooks.js';

/** What a command gets from the run it belongs to. */
export interface CommandContext {
  readonly hooks: Hooks;
  /** Says how the command ended; {@link ExitCode.OK} when it does not. */
  readonly finish: (code: ExitCode) => void;
}
