import type { Identity } from '../auth/mechanism.js';
import { NdrReader, NdrWriter } from '../ndr/index.js';
import type { ContextHandles } from './context-handles.js';
import type { FaultStatus } from './pdu/index.js';
import type { SyntaxId } from './syntax.js';

/** The caller as a call knows it. */
export interface CallContext {
  /** The user that logged in at bind, or else to the pipe ([MS-RPCE] 3.3.3.4.3). */
  readonly caller: Identity;
  /** What the server keeps for the client between two calls. */
  readonly handles: ContextHandles;
}

/** An interface with its operations. */
export interface RpcService {
  readonly syntax: SyntaxId;
  /**
   * Carries out one call.
   * @param stub NDR of the `in` parameters
   * @returns NDR of the `out` parameters and the return value, or the status of a fault; undefined when there is no such
   * operation
   * @throws CodecError when the stub is not what the operation takes
   */
  call(opnum: number, stub: Buffer, context: CallContext): Buffer | FaultStatus | undefined;
}

/** One operation: reads what it takes, writes what it returns. */
export interface Operation {
  /** Name in the specification, for errors. */
  readonly name: string;
  /** @returns the status of a fault, which is then sent in place of the reply */
  run(request: NdrReader, reply: NdrWriter, context: CallContext): FaultStatus | void;
}

/** @param operations by opnum */
export function createService(syntax: SyntaxId, operations: ReadonlyMap<number, Operation>): RpcService {
  return {
    syntax,
    call: (opnum, stub, context) => {
      const operation = operations.get(opnum);
      if (!operation) return undefined;
      const reply = new NdrWriter();
      const fault = operation.run(new NdrReader(stub, operation.name), reply, context);
      return fault ?? reply.finish();
    },
  };
}
