import { AccountError } from '../auth/account-definition.js';
import { Refusal } from '../local-http/problem.js';
import { ConfigurationError } from '../values/configuration-error.js';

/** The refusal that an error stands for; undefined: the error is a bug. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof ConfigurationError) return new Refusal(422, error.problems);
  if (error instanceof AccountError) return new Refusal(422, error.message);
  return undefined;
}
