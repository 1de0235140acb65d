import { ntlmName, ntlmOid } from '../auth/ntlm/message-fields.js';
import { ntlmWords } from '../auth/ntlm/words.js';
import type { SpeakingMechanism } from '../diagnosis/vocabulary.js';

/** The mechanisms of a server that is given none, as far as words are made of their logins. */
export const defaultMechanismWords: readonly SpeakingMechanism[] = [
  { name: ntlmName, oids: [ntlmOid], words: ntlmWords },
];
