import { commandLabel } from '../diagnosis/names.js';
import type { Fact } from '../facts/fact.js';

/** Names a message whose bytes are encrypted, or do not say it themselves. */
export interface Hint {
  /** The side whose message it names. */
  readonly from: 'client' | 'server';
  readonly title: string;
  readonly detail?: string;
}

/** The name that a fact gives a message; undefined: it gives none. */
export function hintOf(fact: Fact): Hint | undefined {
  switch (fact.kind) {
    case 'http-request':
      return {
        from: 'client',
        title: `HTTP ${fact.method.slice(0, 20)}`,
        detail: fact.scheme === undefined ? 'no Authorization' : `Authorization: ${fact.scheme.slice(0, 40)}`,
      };
    case 'http-refused':
    case 'http-answered':
      return { from: 'server', title: `HTTP ${fact.status}` };
    case 'credssp-request':
      return {
        from: 'client',
        title: 'TSRequest',
        detail: `version ${fact.version}: ${fact.fields.join(', ')}`,
      };
    case 'credssp-credentials':
      return { from: 'client', title: 'TSRequest', detail: 'credentials' };
    case 'tree-connect':
      return { from: 'client', title: 'TREE_CONNECT request' };
    case 'first-request':
    case 'file-failure':
    case 'request-refused':
    case 'signature-invalid':
    case 'signature-missing':
    case 'encryption-missing':
      return { from: 'client', title: `${commandLabel(fact.command)} request` };
    default:
      return undefined;
  }
}

/** Whether a fact says that something failed; undefined: it does not. */
export function failureOf(fact: Fact): 'check' | 'other' | undefined {
  switch (fact.kind) {
    case 'check':
      return fact.outcome === 'failed' ? 'check' : undefined;
    case 'rdp-negotiation-answer':
      return fact.selectedProtocol === undefined ? 'other' : undefined;
    case 'other-protocol':
    case 'proxy-header-refused':
    case 'negotiate-refused':
    case 'http-refused':
    case 'tls-failed':
    case 'credssp-fault':
    case 'protocol-violation':
    case 'request-refused':
    case 'limit-hit':
    case 'internal-error':
    case 'account-store-failed':
    case 'login-memory-failed':
      return 'other';
    default:
      return undefined;
  }
}
