import { Reader, Writer } from '../bytes/index.js';

/** VALIDATE_NEGOTIATE_INFO Request: the client's NEGOTIATE once more ([MS-SMB2] 2.2.31.4). */
export interface ValidateNegotiateInfoRequest {
  readonly capabilities: number;
  /** 16 bytes. */
  readonly guid: Buffer;
  readonly securityMode: number;
  readonly dialects: readonly number[];
}

/** VALIDATE_NEGOTIATE_INFO Response ([MS-SMB2] 2.2.32.6). */
export interface ValidateNegotiateInfoResponse {
  readonly capabilities: number;
  /** 16 bytes. */
  readonly guid: Buffer;
  readonly securityMode: number;
  readonly dialect: number;
}

/** @throws CodecError if the dialects do not fit the data */
export function decodeValidateNegotiateInfoRequest(data: Buffer): ValidateNegotiateInfoRequest {
  const r = new Reader(data, 'VALIDATE_NEGOTIATE_INFO Request');
  const capabilities = r.u32('Capabilities');
  const guid = r.bytes(16, 'Guid');
  const securityMode = r.u16('SecurityMode');
  const count = r.u16('DialectCount');
  const dialects: number[] = [];
  for (let i = 0; i < count; i++) dialects.push(r.u16('Dialects'));
  return { capabilities, guid, securityMode, dialects };
}

export function encodeValidateNegotiateInfoRequest(value: ValidateNegotiateInfoRequest): Buffer {
  const w = new Writer(64).u32(value.capabilities).bytes(value.guid);
  w.u16(value.securityMode).u16(value.dialects.length);
  for (const dialect of value.dialects) w.u16(dialect);
  return w.finish();
}

/** @throws CodecError if the data is too short or malformed */
export function decodeValidateNegotiateInfoResponse(data: Buffer): ValidateNegotiateInfoResponse {
  const r = new Reader(data, 'VALIDATE_NEGOTIATE_INFO Response');
  return {
    capabilities: r.u32('Capabilities'),
    guid: r.bytes(16, 'Guid'),
    securityMode: r.u16('SecurityMode'),
    dialect: r.u16('Dialect'),
  };
}

export function encodeValidateNegotiateInfoResponse(value: ValidateNegotiateInfoResponse): Buffer {
  const w = new Writer(24).u32(value.capabilities).bytes(value.guid);
  return w.u16(value.securityMode).u16(value.dialect).finish();
}
