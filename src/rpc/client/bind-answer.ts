import { MAX_FRAG } from '../answers.js';
import { ContextResult, PfcFlags, type BindAck, type ReceivedPdu } from '../pdu/index.js';
import { PduProtection, repeats } from '../pdu-protection.js';
import { NDR, sameSyntax } from '../syntax.js';
import type { ClientSecurity } from './client-security.js';

/** MustRecvFragSize: what every implementation has to take (C706 12.6.3.1). */
const MIN_FRAG = 1432;

/** The outcome of a bind_ack. */
export type BindOutcome =
  | {
      readonly kind: 'bound';
      /** Largest PDU the server takes, in bytes. */
      readonly maxFrag: number;
      /** Protects the calls; undefined: none was asked for. */
      readonly protection: PduProtection | undefined;
    }
  /** `reason`: a value of `ProviderReason`. */
  | { readonly kind: 'refused'; readonly reason: number }
  | { readonly kind: 'malformed' | 'forged'; readonly detail: string };

/** Judges the answer to a bind with one presentation context, and with a security context where one was begun. */
export function judgeBindAck(pdu: ReceivedPdu, ack: BindAck, security?: ClientSecurity): BindOutcome {
  const [answer, ...more] = ack.results;
  if (answer === undefined || more.length > 0) {
    return { kind: 'malformed', detail: `a bind_ack with ${ack.results.length} results for one context` };
  }
  if (answer.result !== ContextResult.ACCEPTANCE) return { kind: 'refused', reason: answer.reason };
  if (!sameSyntax(answer.transferSyntax, NDR)) {
    return { kind: 'malformed', detail: 'a bind_ack accepts a transfer syntax that was not offered' };
  }
  if (ack.maxRecvFrag < MIN_FRAG) {
    return { kind: 'malformed', detail: `a bind_ack with fragments of ${ack.maxRecvFrag} bytes` };
  }
  const maxFrag = Math.min(ack.maxRecvFrag, MAX_FRAG);
  if (security === undefined) {
    if (pdu.security) return { kind: 'malformed', detail: 'a bind_ack with a token that nobody asked for' };
    return { kind: 'bound', maxFrag, protection: undefined };
  }
  const { terms } = security;
  if (pdu.security === undefined || !repeats(pdu.security, terms)) {
    return { kind: 'forged', detail: 'a bind_ack without the security that was asked for' };
  }
  const messages = security.complete(pdu.security.token);
  if (!messages) return { kind: 'forged', detail: 'the token of a bind_ack does not complete the security' };
  // Signed where both sides say so ([MS-RPCE] 3.3.1.5.2.2).
  const signsHeaders = (pdu.flags & PfcFlags.SUPPORT_HEADER_SIGN) !== 0;
  return { kind: 'bound', maxFrag, protection: new PduProtection(terms, messages, signsHeaders) };
}
