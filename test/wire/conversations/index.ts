import type { Conversation } from '../conversation.js';
import { bindings } from './bindings.js';
import { compounds } from './compounds.js';
import { credits } from './credits.js';
import { events } from './events.js';
import { files } from './files.js';
import { information } from './information.js';
import { logIns } from './logins.js';
import { negotiations } from './negotiate.js';
import { pipes } from './pipes.js';
import { protections } from './protection.js';
import { refusals } from './refusals.js';
import { sessions } from './sessions.js';
import { beginnings } from './smb1.js';
import { trees } from './trees.js';

/** Every conversation whose answers are recorded. */
export const conversations: readonly Conversation[] = [
  ...negotiations,
  ...beginnings,
  ...logIns,
  ...refusals,
  ...sessions,
  ...bindings,
  ...protections,
  ...trees,
  ...credits,
  ...compounds,
  ...files,
  ...information,
  ...events,
  ...pipes,
];
