import { type Reader, type Writer } from '../../bytes/index.js';
import { readSyntax, writeSyntax, type SyntaxId } from '../syntax.js';

/** One element of p_context_elem: an interface and the ways in which the client can encode it (C706 12.6.3.1). */
export interface ContextElement {
  readonly contextId: number;
  readonly abstractSyntax: SyntaxId;
  readonly transferSyntaxes: readonly SyntaxId[];
}

/** Body of bind and alter_context (C706 12.6.4.1, 12.6.4.3). */
export interface Bind {
  /** Largest PDU the client sends, in bytes. */
  readonly maxXmitFrag: number;
  /** Largest PDU the client takes, in bytes. */
  readonly maxRecvFrag: number;
  /** 0: a new association group. */
  readonly assocGroupId: number;
  readonly contexts: readonly ContextElement[];
}

/** p_cont_def_result_t ([MS-RPCE] 2.2.2.4). */
export const ContextResult = { ACCEPTANCE: 0, PROVIDER_REJECTION: 2, NEGOTIATE_ACK: 3 } as const;

/** p_provider_reason_t (C706 12.6.3.1). */
export const ProviderReason = {
  NOT_SPECIFIED: 0,
  ABSTRACT_SYNTAX_NOT_SUPPORTED: 1,
  PROPOSED_TRANSFER_SYNTAXES_NOT_SUPPORTED: 2,
} as const;

/** The answer to one {@link ContextElement}, in the same place of the list. */
export interface ContextAnswer {
  /** A value of {@link ContextResult}. */
  readonly result: number;
  /** A value of {@link ProviderReason}, or the features granted with NEGOTIATE_ACK. */
  readonly reason: number;
  readonly transferSyntax: SyntaxId;
}

/** Body of bind_ack and alter_context_resp (C706 12.6.4.2, 12.6.4.4). */
export interface BindAck {
  /** Largest PDU the server sends, in bytes. */
  readonly maxXmitFrag: number;
  /** Largest PDU the server takes, in bytes. */
  readonly maxRecvFrag: number;
  readonly assocGroupId: number;
  /** Such as `\PIPE\srvsvc`; empty in alter_context_resp. */
  readonly secondaryAddress: string;
  readonly results: readonly ContextAnswer[];
}

/** provider_reject_reason ([MS-RPCE] 2.2.2.5). */
export const RejectReason = {
  NOT_SPECIFIED: 0,
  LOCAL_LIMIT_EXCEEDED: 2,
  PROTOCOL_VERSION_NOT_SUPPORTED: 4,
  AUTHENTICATION_TYPE_NOT_RECOGNIZED: 8,
  INVALID_CHECKSUM: 9,
} as const;

/** Body of bind_nak ([MS-RPCE] 2.2.2.9). The only version offered is 5.0. */
export interface BindNak {
  /** A value of {@link RejectReason}. */
  readonly reason: number;
}

export function readBind(r: Reader): Bind {
  const maxXmitFrag = r.u16('max_xmit_frag');
  const maxRecvFrag = r.u16('max_recv_frag');
  const assocGroupId = r.u32('assoc_group_id');
  const count = r.u8('n_context_elem');
  r.skip(3, 'reserved');
  if (count === 0) r.fail('malformed', 'n_context_elem', 'empty list');
  const contexts: ContextElement[] = [];
  for (let i = 0; i < count; i++) {
    const contextId = r.u16('p_cont_id');
    const transferCount = r.u8('n_transfer_syn');
    r.skip(1, 'reserved');
    const abstractSyntax = readSyntax(r, 'abstract_syntax');
    const transferSyntaxes: SyntaxId[] = [];
    for (let t = 0; t < transferCount; t++) transferSyntaxes.push(readSyntax(r, 'transfer_syntaxes'));
    contexts.push({ contextId, abstractSyntax, transferSyntaxes });
  }
  return { maxXmitFrag, maxRecvFrag, assocGroupId, contexts };
}

export function writeBind(w: Writer, value: Bind): void {
  w.u16(value.maxXmitFrag).u16(value.maxRecvFrag).u32(value.assocGroupId);
  w.u8(value.contexts.length).zero(3);
  for (const element of value.contexts) {
    w.u16(element.contextId).u8(element.transferSyntaxes.length).u8(0);
    writeSyntax(w, element.abstractSyntax);
    for (const syntax of element.transferSyntaxes) writeSyntax(w, syntax);
  }
}

export function readBindAck(r: Reader): BindAck {
  const maxXmitFrag = r.u16('max_xmit_frag');
  const maxRecvFrag = r.u16('max_recv_frag');
  const assocGroupId = r.u32('assoc_group_id');
  const addressLength = r.u16('sec_addr.length');
  const address = r.bytes(addressLength, 'sec_addr').toString('latin1');
  r.align(4, 'sec_addr');
  const count = r.u8('n_results');
  r.skip(3, 'reserved');
  const results: ContextAnswer[] = [];
  for (let i = 0; i < count; i++) {
    const result = r.u16('result');
    const reason = r.u16('reason');
    results.push({ result, reason, transferSyntax: readSyntax(r, 'transfer_syntax') });
  }
  const secondaryAddress = address.endsWith('\0') ? address.slice(0, -1) : address;
  return { maxXmitFrag, maxRecvFrag, assocGroupId, secondaryAddress, results };
}

export function writeBindAck(w: Writer, value: BindAck): void {
  w.u16(value.maxXmitFrag).u16(value.maxRecvFrag).u32(value.assocGroupId);
  const address = value.secondaryAddress === '' ? '' : `${value.secondaryAddress}\0`;
  w.u16(address.length).bytes(Buffer.from(address, 'latin1')).align(4);
  w.u8(value.results.length).zero(3);
  for (const answer of value.results) {
    w.u16(answer.result).u16(answer.reason);
    writeSyntax(w, answer.transferSyntax);
  }
}

export function readBindNak(r: Reader): BindNak {
  const reason = r.u16('provider_reject_reason');
  const count = r.u8('n_protocols');
  r.skip(count * 2, 'p_protocols');
  return { reason };
}

export function writeBindNak(w: Writer, value: BindNak): void {
  w.u16(value.reason).u8(1).u8(5).u8(0);
}
