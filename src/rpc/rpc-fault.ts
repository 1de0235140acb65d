import type { FaultStatus } from './pdu/index.js';

/** An operation ends with a fault in place of a response (C706 12.6.4.7). */
export class RpcFault extends Error {
  /** Status of the fault. */
  readonly status: FaultStatus;

  constructor(status: FaultStatus) {
    super(`fault 0x${status.toString(16)}`);
    this.status = status;
  }
}
