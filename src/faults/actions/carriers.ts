import { z } from 'zod';
import { NtStatus } from '../../constants/nt-status.js';
import type { ActionRow } from '../action.js';

/** Actions on messages of CredSSP, RDP, TLS, HTTP and RPC. */
export type CarrierAction =
  | TlsAlertAction
  | RdpFailureAction
  | RdpProtocolAction
  | PublicKeyAction
  | ErrorCodeAction
  | CredSspVersionAction
  | HttpStatusAction
  | HttpSchemesAction
  | HttpFieldsAction
  | RpcFaultAction
  | BindNakAction
  | RpcVerifierAction;

/** A fatal alert of TLS instead of the handshake. */
export interface TlsAlertAction {
  readonly do: 'tls-alert';
  /** AlertDescription (RFC 8446 6); default 40, handshake_failure. */
  readonly alert?: number;
}

/** RDP's negotiation fails, and the connection ends. */
export interface RdpFailureAction {
  readonly do: 'rdp-failure';
  /** FailureCode of RDP_NEG_FAILURE ([MS-RDPBCGR] 2.2.1.2.2), such as 5: HYBRID_REQUIRED_BY_SERVER. */
  readonly code: number;
}

/** The server says that another protocol was chosen; it still takes TLS and CredSSP alone. */
export interface RdpProtocolAction {
  readonly do: 'rdp-protocol';
  /** SelectedProtocol of RDP_NEG_RSP ([MS-RDPBCGR] 2.2.1.2.1), such as 1, TLS without CredSSP, or 0, neither. */
  readonly protocol: number;
}

/** The server's proof of its public key ([MS-CSSP] 3.1.5, step 4) is another, or missing. */
export interface PublicKeyAction {
  readonly do: 'public-key';
  /** `wrong`: the key of somebody else, properly sealed. `missing`: a TSRequest without pubKeyAuth. */
  readonly value: 'wrong' | 'missing';
}

/** A TSRequest with an error stands in place of the answer ([MS-CSSP] 2.2.1). */
export interface ErrorCodeAction {
  readonly do: 'error-code';
  /** Name of an NTSTATUS, such as `STATUS_LOGON_FAILURE`, or its 32 bits. */
  readonly status: keyof typeof NtStatus | number;
}

/** The answer says another version of CredSSP. */
export interface CredSspVersionAction {
  readonly do: 'credssp-version';
  /** Version of the TSRequest ([MS-CSSP] 2.2.1). */
  readonly version: number;
}

/** The response has another status; its fields and body stay. */
export interface HttpStatusAction {
  readonly do: 'http-status';
  /** 200 to 599. */
  readonly status: number;
}

/** The response offers other schemes; a token in it is lost. */
export interface HttpSchemesAction {
  readonly do: 'http-schemes';
  /** The challenges in their order, such as `Basic realm="files"`; none: the field is missing. */
  readonly schemes: readonly string[];
}

/** The response has other fields. */
export interface HttpFieldsAction {
  readonly do: 'http-fields';
  /** Values by the name of their field, in place of those that are there. */
  readonly set?: Readonly<Record<string, string>>;
  /** Names of fields that are left out. */
  readonly remove?: readonly string[];
}

/** A fault PDU stands in place of the answer (C706 12.6.4.7). */
export interface RpcFaultAction {
  readonly do: 'rpc-fault';
  /** Its status, such as 0x5 (access denied) or 0x1c010003 (nca_unk_if). */
  readonly status: number;
}

/** A bind_nak stands in place of the answer ([MS-RPCE] 2.2.2.9). */
export interface BindNakAction {
  readonly do: 'bind-nak';
  /** p_reject_reason_t, such as 8: the authentication type is not recognized. */
  readonly reason: number;
}

/** The authentication verifier of a response is wrong, or missing ([MS-RPCE] 2.2.2.11). */
export interface RpcVerifierAction {
  readonly do: 'rpc-verifier';
  /** `wrong`: one bit is another. `missing`: the response has no trailer. */
  readonly value: 'wrong' | 'missing';
}

const octet = z.int().min(0).max(255);
const u16 = z.int().min(0).max(0xffff);
const u32 = z.int().min(0).max(0xffff_ffff);

/** A name, or a value, that a field of HTTP can have (RFC 9110 5). */
const fieldName = z.string().regex(/^[!#$%&'*+\-.^`|~\w]{1,100}$/, 'expected the name of a field');
const fieldValue = z.string().regex(/^[\x20-\x7e]{0,8000}$/, 'expected printable ASCII');

/** The rows of {@link CarrierAction}. */
export const carrierActions = {
  'tls-alert': {
    layers: ['tls'],
    schema: z.strictObject({
      do: z.literal('tls-alert'),
      alert: octet.optional().meta({
        description: 'AlertDescription (RFC 8446 6); default 40, handshake_failure.',
      }),
    }),
    text: 'A fatal alert of TLS instead of the handshake; then the server ends its side.',
    words: ({ alert = HANDSHAKE_FAILURE }: TlsAlertAction) => `TLS alert ${alert}`,
  },
  'rdp-failure': {
    layers: ['rdp'],
    schema: z.strictObject({
      do: z.literal('rdp-failure'),
      code: u32.meta({
        description: 'FailureCode of RDP_NEG_FAILURE, such as 5: HYBRID_REQUIRED_BY_SERVER.',
      }),
    }),
    text: 'RDP’s negotiation fails, and the connection ends.',
  },
  'rdp-protocol': {
    layers: ['rdp'],
    schema: z.strictObject({
      do: z.literal('rdp-protocol'),
      protocol: u32.meta({
        description:
          'SelectedProtocol of RDP_NEG_RSP: 0 none, 1 TLS alone, 2 CredSSP, 8 CredSSP with its result.',
      }),
    }),
    text: 'The server says that another protocol was chosen. It still takes TLS with CredSSP alone.',
  },
  'public-key': {
    layers: ['credssp'],
    steps: ['credssp-public-key'],
    schema: z.strictObject({
      do: z.literal('public-key'),
      value: z.enum(['wrong', 'missing']).meta({
        description: '`wrong`: of another key, properly sealed; `missing`: a TSRequest without pubKeyAuth.',
      }),
    }),
    text: 'The server’s proof of its public key is another, or missing. The login counts as refused.',
  },
  'error-code': {
    layers: ['credssp'],
    schema: z.strictObject({
      do: z.literal('error-code'),
      status: z
        .union([z.enum(Object.keys(NtStatus) as [keyof typeof NtStatus]), u32])
        .meta({ description: 'The name of an NTSTATUS that the server knows, or the 32 bits of any.' }),
    }),
    text: 'A TSRequest with this errorCode stands in place of the answer.',
  },
  'credssp-version': {
    layers: ['credssp'],
    schema: z.strictObject({
      do: z.literal('credssp-version'),
      version: z.int().min(0).max(0x7fff_ffff).meta({ description: 'Version of the TSRequest.' }),
    }),
    text: 'The answer says another version of CredSSP.',
  },
  'http-status': {
    layers: ['http'],
    schema: z.strictObject({
      do: z.literal('http-status'),
      status: z.int().min(200).max(599).meta({ description: 'The status of the response, 200 to 599.' }),
    }),
    text: 'The response has another status; its fields and its body stay.',
  },
  'http-schemes': {
    layers: ['http'],
    schema: z.strictObject({
      do: z.literal('http-schemes'),
      schemes: z.array(fieldValue).max(100).meta({
        description:
          'The challenges in their order, such as `Basic realm="files"`; none: the field is missing.',
      }),
    }),
    text: 'The response offers other schemes in WWW-Authenticate, or Proxy-Authenticate; a token in it is lost.',
    words: ({ schemes }: HttpSchemesAction) =>
      `schemes ${schemes.length === 0 ? 'none' : schemes.join(', ')}`,
  },
  'http-fields': {
    layers: ['http'],
    schema: z.strictObject({
      do: z.literal('http-fields'),
      set: z
        .record(fieldName, fieldValue)
        .optional()
        .meta({ description: 'Values by the name of their field, in place of those that are there.' }),
      remove: z.array(fieldName).optional().meta({ description: 'Names of fields that are left out.' }),
    }),
    text: 'The response has other fields.',
    words: ({ set = {}, remove = [] }: HttpFieldsAction) =>
      ['fields', ...Object.keys(set), ...remove.map((name) => `without ${name}`)].join(' '),
  },
  'rpc-fault': {
    layers: ['rpc'],
    schema: z.strictObject({
      do: z.literal('rpc-fault'),
      status: u32.meta({ description: 'Its status, such as 5 (access denied) or 0x1c010003 (nca_unk_if).' }),
    }),
    text: 'A fault PDU stands in place of the answer.',
    words: ({ status }: RpcFaultAction) => `rpc-fault 0x${status.toString(16).padStart(8, '0')}`,
  },
  'bind-nak': {
    layers: ['rpc'],
    steps: ['rpc-bind'],
    schema: z.strictObject({
      do: z.literal('bind-nak'),
      reason: u16.meta({ description: 'p_reject_reason_t, such as 8: authentication type not recognized.' }),
    }),
    text: 'A bind_nak stands in place of the answer.',
  },
  'rpc-verifier': {
    layers: ['rpc'],
    steps: ['rpc-response'],
    schema: z.strictObject({
      do: z.literal('rpc-verifier'),
      value: z.enum(['wrong', 'missing']).meta({
        description: '`wrong`: one bit is another; `missing`: the response has no trailer.',
      }),
    }),
    text: 'The authentication verifier of a response is wrong, or missing. A response without one stays as it is.',
  },
} as const satisfies Readonly<Record<CarrierAction['do'], ActionRow>>;

/** RFC 8446 6.2. */
export const HANDSHAKE_FAILURE = 40;
