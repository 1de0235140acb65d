import { NtStatus, ntStatusName } from '../constants/nt-status.js';
import type { Fact } from '../facts/fact.js';
import type { Vocabulary } from './vocabulary.js';
import { authorityInWords } from './authority-sentences.js';
import { recogniseProtocol, showFirstBytes } from './first-bytes.js';
import {
  cipherLabel,
  commandLabel,
  noSessionLabel,
  contextLabel,
  dialectLabel,
  signingLabel,
} from './names.js';
import { rdpFailureLabel, rdpProtocolLabel, rdpProtocolLabels, withoutQuery } from './carrier-names.js';
import { listed } from '../text/listed.js';
import { printable, quoted } from '../text/printable.js';

/** One fact in a few words, printable and without secrets: the comment of a packet, a line of a detailed report. */
export function describeFact(fact: Fact, vocabulary: Vocabulary): string {
  return printable(wordsOf(fact, vocabulary));
}

function wordsOf(fact: Fact, vocabulary: Vocabulary): string {
  switch (fact.kind) {
    case 'check':
      return `check ${fact.check} ${fact.outcome} (${fact.section})${fact.detail === undefined ? '' : `: ${fact.detail}`}`;
    case 'other-protocol':
      return `not the protocol of the port but ${recogniseProtocol(fact.firstBytes)}: ${showFirstBytes(fact.firstBytes)}`;
    case 'proxy-header-refused':
      return `PROXY header refused, ${fact.why}: ${fact.detail}`;
    case 'smb1-negotiate':
      return `SMB1 NEGOTIATE offering ${listed(fact.dialects.map((dialect) => quoted(dialect)))}`;
    case 'negotiate-request':
      return `NEGOTIATE offering ${listed(fact.dialects.map(dialectLabel))}; contexts ${listed(fact.contexts.types.map(contextLabel))}`;
    case 'negotiate-chosen':
      return [
        `dialect ${dialectLabel(fact.dialect)}`,
        ...(fact.cipher ? [cipherLabel(fact.cipher)] : []),
        ...(fact.signingAlgorithm === undefined ? [] : [signingLabel(fact.signingAlgorithm)]),
        `signing ${fact.signing}, encryption ${fact.encryption}`,
      ].join(', ');
    case 'negotiate-refused':
      return `NEGOTIATE refused with ${ntStatusName(fact.status)}: ${fact.detail} (${fact.section})`;
    case 'spnego-offer':
      return fact.bare
        ? `${listed(labels(fact.mechanisms, vocabulary))} without SPNEGO`
        : `SPNEGO offering ${listed(labels(fact.mechanisms, vocabulary))}`;
    case 'spnego-choice':
      return `mechanism ${fact.mechanism}${fact.clientsFirst ? '' : ', not the client’s first'}`;
    case 'spnego-mech-list-mic':
      return `mechListMIC ${fact.received}${fact.demanded ? ', demanded' : ''}`;
    case 'spnego-fragment':
      return `a piece of a token, ${fact.length} bytes`;
    case 'claim':
      return fact.user === undefined
        ? `the client names domain ${quoted(fact.domain)}, workstation ${quoted(fact.workstation)}`
        : `the client names user ${quoted(fact.user)}, domain ${quoted(fact.domain)}, workstation ${quoted(fact.workstation)}`;
    case 'account':
      return `account ${quoted(fact.name)} ${fact.found ? 'found' : 'not found'}`;
    case 'fault':
      return `fault ${fact.name} at ${fact.step}: ${fact.effect}`;
    case 'mechanism': {
      const words = vocabulary.wordsOf(fact.mechanism);
      return (words && vocabulary.said(() => words.describeFact(fact.fact))) ?? `a fact of ${fact.mechanism}`;
    }
    case 'authority':
      return authorityInWords(fact);
    case 'account-store-failed':
      return 'the account store failed';
    case 'login-memory-failed':
      return [
        'the memory of earlier logins failed',
        ...(fact.because === undefined ? [] : [fact.because]),
      ].join(': ');
    case 'request-refused':
      return `${commandLabel(fact.command)} refused with ${ntStatusName(fact.status)}: ${noSessionLabel(fact.sessionId)}`;
    case 'netbios-session-request':
      return 'NetBIOS session request';
    case 'file-failure':
      return `${commandLabel(fact.command)} ${quoted(fact.path, 120)} on share ${quoted(fact.share)} refused with ${ntStatusName(fact.status)}`;
    case 'first-request':
      return `first request ${commandLabel(fact.command)}, ${fact.protection === 'none' ? 'neither signed nor encrypted' : fact.protection}`;
    case 'tree-connect':
      return `TREE_CONNECT ${quoted(fact.path, 120)} ${fact.status === NtStatus.STATUS_SUCCESS ? 'granted' : `refused with ${ntStatusName(fact.status)}${fact.why === undefined ? '' : `: ${fact.why}`}`}`;
    case 'signature-invalid':
      return `${commandLabel(fact.command)} with a signature that does not verify`;
    case 'signature-missing':
      return `${commandLabel(fact.command)} unsigned, signing required by the ${fact.requiredBy}`;
    case 'encryption-missing':
      return `${commandLabel(fact.command)} in the clear, encryption required by the ${fact.scope}`;
    case 'rpc-bind':
      return `RPC bind of ${listed(fact.interfaces)}`;
    case 'rpc-call-anonymous':
      return `RPC call of ${fact.interface} without a login, opnum ${fact.opnum}`;
    case 'rpc-unauthenticated':
      return `RPC call of ${fact.interface} without a login refused, opnum ${fact.opnum}`;
    case 'rpc-request':
      return `first RPC request, opnum ${fact.opnum}, ${fact.protection === 'none' ? 'neither signed nor encrypted' : fact.protection}`;
    case 'rpc-request-refused':
      return `RPC request, opnum ${fact.opnum}, with a signature that ${fact.signature === 'missing' ? 'is missing' : 'does not verify'}`;
    case 'rpc-closed':
      return 'the RPC connection was closed';
    case 'tls-established':
      return `${fact.protocol} with ${fact.cipher}${fact.serverName === undefined ? '' : ` for ${quoted(fact.serverName)}`}`;
    case 'tls-failed':
      return `TLS failed: ${fact.detail} (${fact.code})`;
    case 'rdp-negotiation-request':
      return [
        fact.requestedProtocols === undefined
          ? 'RDP connection request without RDP_NEG_REQ'
          : `RDP connection request for ${listed(rdpProtocolLabels(fact.requestedProtocols))}`,
        ...(fact.cookie === undefined ? [] : [`cookie ${quoted(fact.cookie)}`]),
        ...(fact.routingToken === undefined ? [] : [`routing token ${quoted(fact.routingToken, 60)}`]),
      ].join(', ');
    case 'rdp-negotiation-answer':
      if (fact.selectedProtocol === undefined && fact.failureCode === undefined)
        return 'RDP connection refused without an answer';
      return fact.failureCode === undefined
        ? `RDP protocol ${rdpProtocolLabel(fact.selectedProtocol ?? 0)} selected`
        : `RDP connection refused with ${rdpFailureLabel(fact.failureCode)}`;
    case 'credssp-request':
      return `TSRequest of version ${fact.version} with ${listed(fact.fields)}`;
    case 'credssp-credentials':
      return [
        `credentials of type ${fact.type} ${fact.matches ? 'of' : 'of another than'} the user that logged in`,
        ...(fact.password === undefined ? [] : [`password ${fact.password}`]),
      ].join(', ');
    case 'credssp-fault':
      return `${fact.reason}: ${fact.detail}`;
    case 'http-request':
      return `${fact.method} ${quoted(withoutQuery(fact.target), 120)} ${fact.scheme === undefined ? 'without Authorization' : `with ${quoted(fact.scheme)}`}`;
    case 'http-refused':
      return `answered ${fact.status}, ${fact.reason}: ${fact.detail}`;
    case 'http-answered':
      return `${fact.method} ${quoted(withoutQuery(fact.target), 120)} answered ${fact.status}`;
    case 'session-ended':
      return `session over: ${fact.why}`;
    case 'protocol-violation':
      return `violation ${fact.code} (${fact.section})${fact.detail === undefined ? '' : `: ${fact.detail}`}`;
    case 'limit-hit':
      return `limit ${fact.limit} = ${fact.value} reached`;
    case 'internal-error':
      return `internal error while ${fact.message}`;
  }
}

function labels(oids: readonly string[], vocabulary: Vocabulary): string[] {
  return oids.map((oid) => vocabulary.mechanismLabel(oid));
}
