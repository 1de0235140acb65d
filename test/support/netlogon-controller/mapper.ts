import { encodeTower } from '../../../src/rpc/epm/tower.js';
import type { ReceivedPdu } from '../../../src/rpc/pdu/index.js';
import { NDR } from '../../../src/rpc/syntax.js';
import { NdrWriter } from '../../../src/ndr/index.js';
import { bindAck } from './bind-ack.js';
import type { Conversation } from './conversation.js';
import { responseOf } from './fragments.js';
import { sendPlain } from './faulty-answer.js';
import type { Script, Step } from './script.js';

/** Netlogon ([MS-NRPC] 2.1). */
const netlogonSyntax = { uuid: '12345678-1234-abcd-ef00-01234567cffb', major: 1, minor: 0 } as const;

const EPT_MAP = 3;

interface MapperOptions {
  /** Port of Netlogon. */
  readonly port: number;
  readonly script: Script;
  readonly calls: Step[];
}

/** Answers a PDU as an endpoint mapper that knows Netlogon over TCP (C706 appendix O; ept_map). */
export async function answerMapper(
  pdu: ReceivedPdu,
  conversation: Conversation,
  { port, script, calls }: MapperOptions,
): Promise<void> {
  const { body, callId } = pdu;
  const step = body.kind === 'bind' ? 'mapper-bind' : 'map';
  calls.push(step);
  const fault = script.take(step);
  if (body.kind === 'bind') return sendPlain(conversation, [bindAck(pdu, conversation)], callId, fault);
  if (body.kind !== 'request' || body.opnum !== EPT_MAP) return conversation.destroy();
  const told = typeof fault === 'object' && 'port' in fault ? fault.port : port;
  const status = typeof fault === 'object' && 'status' in fault ? fault.status : 0;
  const { contextId } = body;
  const out = { callId, contextId, maximum: conversation.maximum, securityContext: 0 };
  return sendPlain(conversation, responseOf(mapped(told, status), out), callId, fault);
}

function mapped(port: number, status: number): Buffer {
  const w = new NdrWriter().bytes(Buffer.alloc(20));
  const count = status === 0 ? 1 : 0;
  w.u32(count).construct(() => {
    w.u32(1).u32(0).u32(count);
    if (count === 0) return;
    const address = Buffer.of(127, 0, 0, 1);
    const tower = encodeTower(netlogonSyntax, NDR, { protocol: 'ncacn_ip_tcp', port, address });
    w.pointer(() => w.u32(tower.length).u32(tower.length).bytes(tower));
  });
  return w.u32(status).finish();
}
