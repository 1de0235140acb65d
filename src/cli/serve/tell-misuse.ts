import { AccountError } from '../../auth/account-definition.js';
import { ConfigurationError } from '../../config/index.js';
import { printable } from '../../text/printable.js';
import { ExitCode } from '../exit-code.js';

/**
 * Says on stderr what is wrong with a configuration.
 *
 * @throws the error itself when it is another one
 */
export function tellMisuse(error: unknown): ExitCode {
  if (!(error instanceof ConfigurationError || error instanceof AccountError)) throw error;
  process.stderr.write(`${error.message.split('\n').map(printable).join('\n')}\n`);
  return ExitCode.USAGE;
}
