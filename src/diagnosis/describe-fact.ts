import { NtStatus, ntStatusName } from '../constants/nt-status.js';
import type { Fact } from '../facts/fact.js';
import { recogniseProtocol, showFirstBytes } from './first-bytes.js';
import {
  cipherLabel,
  commandLabel,
  noSessionLabel,
  contextLabel,
  dialectLabel,
  mechanismLabel,
  ntlmFlagNames,
  signingLabel,
} from './names.js';
import { listed } from '../text/listed.js';
import { printable, quoted } from '../text/printable.js';

/** One fact in a few words, printable and without secrets: the comment of a packet, a line of a detailed report. */
export function describeFact(fact: Fact): string {
  return printable(wordsOf(fact));
}

function wordsOf(fact: Fact): string {
  switch (fact.kind) {
    case 'check':
      return `check ${fact.check} ${fact.outcome} (${fact.section})${fact.detail === undefined ? '' : `: ${fact.detail}`}`;
    case 'not-smb':
      return `not SMB but ${recogniseProtocol(fact.firstBytes)}: ${showFirstBytes(fact.firstBytes)}`;
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
      return fact.raw
        ? 'NTLMSSP without SPNEGO'
        : `SPNEGO offering ${listed(fact.mechanisms.map(mechanismLabel))}`;
    case 'spnego-choice':
      return `mechanism ${fact.mechanism}${fact.clientsFirst ? '' : ', not the client’s first'}`;
    case 'spnego-mech-list-mic':
      return `mechListMIC ${fact.received}${fact.demanded ? ', demanded' : ''}`;
    case 'spnego-fragment':
      return `a piece of a token, ${fact.length} bytes`;
    case 'ntlm-negotiate':
      return `NTLM NEGOTIATE asking ${listed(ntlmFlagNames(fact.flags))}`;
    case 'ntlm-challenge':
      return `NTLM CHALLENGE granting ${listed(ntlmFlagNames(fact.flags))}`;
    case 'ntlm-authenticate':
      return `NTLM AUTHENTICATE of ${quoted(fact.user)}, domain ${quoted(fact.domain)}, workstation ${quoted(fact.workstation)}, response ${fact.response}`;
    case 'ntlm-account':
      return `account ${quoted(fact.name)} ${fact.found ? 'found' : 'not found'}`;
    case 'ntlm-proof':
      return `proof right${fact.domainForm === undefined ? '' : `, domain ${fact.domainForm}`}`;
    case 'ntlm-proof-failed':
      return 'proof wrong';
    case 'account-store-failed':
      return 'the account store failed';
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
    case 'rpc-request':
      return `first RPC request, opnum ${fact.opnum}, ${fact.protection === 'none' ? 'neither signed nor encrypted' : fact.protection}`;
    case 'rpc-request-refused':
      return `RPC request, opnum ${fact.opnum}, with a signature that ${fact.signature === 'missing' ? 'is missing' : 'does not verify'}`;
    case 'rpc-closed':
      return 'the RPC connection was closed';
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
