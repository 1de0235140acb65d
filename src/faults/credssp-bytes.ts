import { NtStatus } from '../constants/nt-status.js';
import { decodeTsRequest, encodeConnectionConfirm, encodeTsRequest } from '../credssp/index.js';
import type { FrameOutcome } from '../session/exchange/outcome.js';
import type { FaultAction } from './action.js';

/** An answer of CredSSP, or of RDP's negotiation, as an action changes it. */
export function alterCredSsp(action: FaultAction, outcome: FrameOutcome): FrameOutcome {
  switch (action.do) {
    case 'public-key':
      return framed(outcome, outcome.remake?.(action.value));
    case 'error-code': {
      const { status } = action;
      const errorCode = typeof status === 'number' ? status : NtStatus[status];
      return framed(outcome, encodeTsRequest({ version: OWN_VERSION, errorCode }));
    }
    case 'credssp-version':
      return framed(outcome, encodeTsRequest({ ...decodeTsRequest(outcome.frame), version: action.version }));
    case 'rdp-failure':
      return {
        ...framed(outcome, encodeConnectionConfirm({ failureCode: action.code })),
        delivery: { end: 'close' },
      };
    case 'rdp-protocol':
      return framed(outcome, encodeConnectionConfirm({ selectedProtocol: action.protocol }));
    default:
      return outcome;
  }
}

function framed(outcome: FrameOutcome, frame: Buffer | undefined): FrameOutcome {
  return frame === undefined ? outcome : { kind: 'frame', frame };
}

/** The version of a server that follows the specification ([MS-CSSP] 2.2.1). */
const OWN_VERSION = 6;
