/** The checks of the strict client, each by the weakness of a client that lacks it. */
export const weaknesses = [
  /** Takes an answer whose signature is wrong. */
  'wrong-signatures',
  /** Takes an answer without a signature in a session that signs. */
  'unsigned-answers',
  /** Takes the end of a login whose signature is wrong. */
  'wrong-login-signature',
  /** Takes the end of a login without a signature. */
  'unsigned-login',
  /** Lets itself be made guest or anonymous. */
  'guest',
  /** Takes an answer in the clear in a session that encrypts. */
  'plaintext-answers',
  /** Takes a cipher or a signing algorithm that it did not offer. */
  'unoffered-algorithm',
  /** Takes NEGOTIATE contexts that are missing or twice there. */
  'contexts',
  /** Does not validate the negotiation before 3.1.1. */
  'unvalidated-negotiation',
  /** Takes a login of NTLM with less than 128 bits. */
  'weak-ntlm',
  /** Takes a login for complete before it is. */
  'early-completion',
  /** Takes a SPNEGO negotiation whose MIC is wrong. */
  'wrong-mech-list-mic',
  /** Takes a compression that it did not offer. */
  'compression',
  /** Takes a mechanism that it did not offer. */
  'other-mechanism',
  /** Takes an answer to another request. */
  'message-id',
  /** Does not know STATUS_PENDING. */
  'pending',
  /** Does not know notifications. */
  'notifications',
  /** Does not authenticate anew when its session has expired. */
  'expiry',
  /** Expects a whole message in one read. */
  'pieces',
  /** Takes a second STATUS_PENDING for an error. */
  'second-pending',
  /** Takes answers in the order in which it asked. */
  'order',
  /** Crashes at an oplock break. */
  'oplock-break',
  /** Waits too short. */
  'haste',
  /** Wants two credits at least. */
  'one-credit',
  /** Takes a grant of 65535 credits for an error. */
  'many-credits',
  /** Wants large transfers. */
  'small-server',
  /** Cannot do without the mechanisms of NEGOTIATE. */
  'missing-hint',
  /** Looks at the first mechanism alone. */
  'first-mechanism',
  /** Takes a hash algorithm that it did not offer. */
  'unoffered-hash',
  /** Takes a dialect that it did not offer. */
  'unoffered-dialect',
  /** Validates the negotiation, and does not look at the answer. */
  'validated-values',
  /** Answers with NTLMv1 where the server has nothing better. */
  'ntlmv1',
  /** Wants the time in a CHALLENGE. */
  'timestamp',
  /** Wants a mechListMIC. */
  'mech-list-mic',
  /** Does not encrypt a session though it is told to. */
  'unencrypted-session',
  /** Crashes at bytes that are no message. */
  'garbled-answer',
  /** Connects anew for ever. */
  'endless-retry',
  /** Says that all went well when the server refused. */
  'refusals',
  /** Waits for ever. */
  'patience',
  /** Tries again and again with a password that was refused. */
  'repeated-password',
  /** Says that all went well when the connection broke. */
  'broken-connection',
] as const;

export type Weakness = (typeof weaknesses)[number];
