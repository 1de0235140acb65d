import { kerberosName } from '../auth/kerberos/facts.js';
import { kerberosWords } from '../auth/kerberos/words.js';
import { ntlmName } from '../auth/ntlm/message-fields.js';
import { ntlmOid } from '../auth/ntlm-token.js';
import { ntlmWords } from '../auth/ntlm/words.js';
import type { SpeakingMechanism } from '../diagnosis/vocabulary.js';
import { kerberosOids } from '../krb5/gss/context-token.js';

/** The mechanisms of a server that is given none, as far as words are made of their logins. */
export const defaultMechanismWords: readonly SpeakingMechanism[] = [
  { name: ntlmName, oids: [ntlmOid], words: ntlmWords },
  { name: kerberosName, oids: kerberosOids, words: kerberosWords },
];
