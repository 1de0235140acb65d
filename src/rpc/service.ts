import { isThenable } from '../values/realm.js';
import type { Identity } from '../auth/mechanism.js';
import { NdrReader, NdrWriter } from '../ndr/index.js';
import type { ContextHandles } from './context-handles.js';
import type { FaultStatus } from './pdu/index.js';
import type { SyntaxId } from './syntax.js';

/** The caller as a call knows it. */
export interface CallContext {
  /** The user that logged in at bind, or else to the pipe ([MS-RPCE] 3.3.3.4.3). */
  readonly caller: Identity;
  /** Keep state for the client from one call to the next. */
  readonly handles: ContextHandles;
  /** The carrier of the connection: some operations answer over one of them only. */
  readonly transport: 'pipe' | 'tcp';
  /** Numbers of the stub are big-endian. */
  readonly bigEndian: boolean;
  /** Whether the association has ended: a long call gives up, because its answer reaches nobody. */
  readonly ended: () => boolean;
}

/** An interface with its operations. */
export interface RpcService {
  readonly syntax: SyntaxId;
  /**
   * Carries out one call.
   * @param stub NDR of the `in` parameters
   * @returns NDR of the `out` parameters and the return value, or the status of a fault, at once or later; undefined
   *   when there is no such operation
   * @throws CodecError when the stub is not what the operation takes
   */
  call(
    opnum: number,
    stub: Buffer,
    context: CallContext,
  ): Buffer | FaultStatus | undefined | Promise<Buffer | FaultStatus>;
}

/** The end of an operation: nothing after a reply, or the status of a fault, which is then sent in its place. */
export type Ending = FaultStatus | void;

/** One operation: reads what it takes, writes what it returns; a promise when it has to ask somebody for it. */
export interface Operation {
  /** Name in the specification, for errors. */
  readonly name: string;
  run(request: NdrReader, reply: NdrWriter, context: CallContext): Ending | Promise<Ending>;
}

/** @param operations by opnum */
export function createService(syntax: SyntaxId, operations: ReadonlyMap<number, Operation>): RpcService {
  return {
    syntax,
    call: (opnum, stub, context) => {
      const operation = operations.get(opnum);
      if (!operation) return undefined;
      const reply = new NdrWriter();
      const ending = operation.run(new NdrReader(stub, operation.name, context.bigEndian), reply, context);
      const answer = (fault: Ending): Buffer | FaultStatus => fault ?? reply.finish();
      return isThenable(ending) ? ending.then(answer) : answer(ending);
    },
  };
}
