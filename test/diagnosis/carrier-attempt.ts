import assert from 'node:assert/strict';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { AttemptRecorder } from '../../src/diagnosis/collect-attempts.js';
import { gatherEvidence } from '../../src/diagnosis/facts-by-kind.js';
import type { AttemptEvent } from '../../src/diagnosis/recorded-attempt.js';
import { explain } from '../../src/diagnosis/records.js';
import { Vocabulary } from '../../src/diagnosis/vocabulary.js';
import type { Fact } from '../../src/facts/fact.js';
import type { IdentityRecord } from '../../src/facts/identity.js';
import type {
  Carrier,
  ConnectionEnd,
  CredSspLoginInfo,
  HttpLoginInfo,
  LoginInfo,
  LoginVerdict,
  RpcLoginInfo,
} from '../../src/facts/recorder.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';
import { FixedRuntime } from '../support/fixed-runtime.js';

export const alice: IdentityRecord = {
  kind: 'user',
  account: 'alice',
  domain: 'LAB',
  sid: 'S-1-5-21-1-2-3-1000',
};

export const vocabulary = new Vocabulary(defaultMechanismWords);

/** The reports of a listener about one connection, in its order. */
export interface Reported {
  readonly connection?: readonly Fact[];
  readonly login?: LoginInfo;
  readonly facts?: readonly Fact[];
  readonly verdict?: LoginVerdict;
  readonly afterwards?: readonly Fact[];
  /** Default: the client closes. */
  readonly end?: ConnectionEnd;
}

/** The events of one connection of a carrier. */
export function eventsOver(
  carrier: Carrier,
  { connection = [], login, facts = [], verdict, afterwards = [], end }: Reported,
): AttemptEvent[] {
  const events: AttemptEvent[] = [];
  const recorder = new AttemptRecorder(new FixedRuntime(), (event) => events.push(event));
  const recorded = recorder.connectionOpened({
    carrier,
    id: 1,
    remote: { address: '192.0.2.1', port: 50000 },
    local: { address: '192.0.2.2', port: 3389 },
  });
  for (const fact of connection) recorded.report(fact);
  if (login !== undefined) {
    const began = recorded.loginBegan(login);
    for (const fact of facts) began.report(fact);
    if (verdict !== undefined) began.finished(verdict);
    for (const fact of afterwards) began.report(fact);
  }
  recorded.closed(end ?? { by: 'client', how: 'closed' });
  recorder.flush();
  return events;
}

/** The one completed record of such a connection. */
export function recordOver(carrier: Carrier, reported: Reported): AttemptRecord {
  const [event, ...more] = eventsOver(carrier, reported).filter(({ type }) => type === 'attempt-completed');
  assert.deepEqual(more, []);
  assert.ok(event);
  return explain(event.attempt, gatherEvidence(event.attempt, vocabulary));
}

export const tls: Fact = {
  kind: 'tls-established',
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  serverName: 'files.lab.test',
};

/** RDP’s request for some protocols. */
export function rdpRequest(requestedProtocols?: number): Fact {
  return {
    kind: 'rdp-negotiation-request',
    cookie: 'alice',
    ...(requestedProtocols !== undefined && { requestedProtocols }),
  };
}

export const rdpHybrid: Fact = { kind: 'rdp-negotiation-answer', selectedProtocol: 2 };
export const rdpRefused: Fact = { kind: 'rdp-negotiation-answer', failureCode: 5 };

export const claim: Fact = { kind: 'claim', user: 'alice', domain: 'LAB', workstation: 'DESK' };

export const credssp: CredSspLoginInfo = { carrier: 'credssp', version: 6, rdp: true };

export const http: HttpLoginInfo = {
  carrier: 'http',
  scheme: 'NTLM',
  proxy: false,
  method: 'GET',
  target: '/reports?token=secret',
  userAgent: 'curl/7.88.1',
};

export const rpc: RpcLoginInfo = { carrier: 'rpc', interface: 'lsarpc' };

/** A request of HTTP. */
export function httpRequest(scheme?: string): Fact {
  return {
    kind: 'http-request',
    method: 'GET',
    target: '/reports?token=secret',
    version: '1.1',
    host: 'files.lab.test',
    userAgent: 'curl/7.88.1',
    ...(scheme !== undefined && { scheme }),
  };
}

export const overTls: LoginVerdict = { outcome: 'accepted', identity: alice, channel: 'tls' };
export const inTheClear: LoginVerdict = { outcome: 'accepted', identity: alice, channel: 'clear' };

export function rejected(reason: string, detail?: string, status?: number): LoginVerdict {
  return {
    outcome: 'rejected',
    reason,
    ...(detail !== undefined && { detail }),
    ...(status !== undefined && { status }),
  };
}
