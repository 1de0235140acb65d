import assert from 'node:assert/strict';
import type { Acceptor, Mechanism, Step } from '../../../src/auth/mechanism.js';
import {
  createSpnegoAcceptor,
  decodeNegTokenInit,
  decodeNegTokenResp,
  encodeNegTokenInit,
  encodeNegTokenResp,
  type NegTokenResp,
} from '../../../src/auth/spnego/index.js';
import type { Fact } from '../../../src/facts/fact.js';
import { fakeMechanism } from '../../support/fake-mechanism.js';

export const NTLM = '1.3.6.1.4.1.311.2.2.10';
export const KERBEROS = '1.2.840.113554.1.2.2';
export const MS_KERBEROS = '1.2.840.48018.1.2.2';
export const NEGOEX = '1.3.6.1.4.1.311.2.2.30';

/** A client's first token and the MechTypeList its MIC is made over. */
export function offer(mechTypes: readonly string[], mechToken?: Buffer): { token: Buffer; list: Buffer } {
  const token = encodeNegTokenInit({ mechTypes, mechToken });
  return { token, list: decodeNegTokenInit(token).mechTypeList };
}

/** An acceptor, and every fact it reported. */
export function acceptorOf(mechanisms: readonly Mechanism[] = [fakeMechanism()]): {
  acceptor: Acceptor;
  facts: Fact[];
} {
  const facts: Fact[] = [];
  return { acceptor: createSpnegoAcceptor({ mechanisms, report: (fact) => facts.push(fact) }), facts };
}

/** A client's later token. */
export function answer(resp: NegTokenResp): Buffer {
  return encodeNegTokenResp(resp);
}

/** The token of a step, decoded, without undefined fields: a test writes down only the fields that are there. */
export function said(step: Step): Record<string, unknown> {
  if (step.token === undefined) return {};
  const resp = decodeNegTokenResp(step.token);
  const { supportedMech, ...rest } = resp;
  const all = { ...rest, supportedMech: supportedMech?.oid };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Asserts that a step refuses the login for that reason. */
export function rejected(step: Step, reason: string): void {
  assert.equal(step.kind === 'rejected' && step.reason, reason);
}

/** A bare NTLM message, as far as its signature goes. */
export function ntlmssp(rest: string): Buffer {
  return Buffer.from(`NTLMSSP\0${rest}`, 'latin1');
}
