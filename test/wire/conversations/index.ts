import type { Conversation } from '../conversation.js';
import { logIns } from './logins.js';
import { negotiations } from './negotiate.js';
import { refusals } from './refusals.js';
import { beginnings } from './smb1.js';

/** Every conversation whose answers are recorded. */
export const conversations: readonly Conversation[] = [
  ...negotiations,
  ...beginnings,
  ...logIns,
  ...refusals,
];
