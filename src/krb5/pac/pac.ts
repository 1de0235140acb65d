import { guidToText, Reader, readSid } from '../../bytes/index.js';
import { type ClientInfo, decodeClientInfo } from './client-info.js';
import { decodeLogonInfo, type LogonInfo } from './logon-info.js';
import { decodePacBuffers, firstOfType, type PacBuffer, PacBufferType } from './pac-buffers.js';
import { decodePacSignature, type PacSignature } from './pac-signature.js';
import { decodeUpnDnsInfo, type UpnDnsInfo } from './upn-dns-info.js';

/** A PAC with those of its elements that say who the client is ([MS-PAC] 2.3). Nothing of it is verified yet. */
export interface Pac {
  /** The PAC as received; a view. */
  readonly bytes: Buffer;
  /** All elements, in the order of their headers. */
  readonly buffers: readonly PacBuffer[];
  /** Absent from MIT's small PAC. */
  readonly logonInfo: LogonInfo | undefined;
  readonly clientInfo: ClientInfo | undefined;
  readonly upnDnsInfo: UpnDnsInfo | undefined;
  /** Bits of {@link PacAttributes}. */
  readonly attributes: number | undefined;
  /** Text of the SID of the account that asked for the ticket. */
  readonly requestorSid: string | undefined;
  /** Text of the GUID of the account that asked for the ticket. */
  readonly requestorGuid: string | undefined;
  /** Made with the service's key: the only one that a service can verify. */
  readonly serverSignature: PacSignature | undefined;
  /** Made with the KDC's key over the server's signature. */
  readonly kdcSignature: PacSignature | undefined;
  /** Made with the KDC's key over the ticket without its PAC. */
  readonly ticketSignature: PacSignature | undefined;
  /** Made with the KDC's key over the whole PAC. */
  readonly extendedKdcSignature: PacSignature | undefined;
}

/** Bits of PAC_ATTRIBUTES_INFO ([MS-PAC] 2.14). */
export const PacAttributes = { WAS_REQUESTED: 0x1, WAS_GIVEN_IMPLICITLY: 0x2 } as const;

/**
 * Decodes a PAC. Each type of element counts once: further ones of the same type are ignored ([MS-PAC] 2.4), and so are
 * types that are not understood.
 *
 * @throws CodecError for anything that is no PAC, and when an element that is understood is malformed
 */
export function decodePac(bytes: Buffer): Pac {
  const buffers = decodePacBuffers(bytes);
  const decodeFirst = <T>(type: number, decode: (data: Buffer) => T): T | undefined => {
    const buffer = firstOfType(buffers, type);
    return buffer === undefined ? undefined : decode(buffer.data);
  };
  return {
    bytes,
    buffers,
    logonInfo: decodeFirst(PacBufferType.LOGON_INFO, decodeLogonInfo),
    clientInfo: decodeFirst(PacBufferType.CLIENT_INFO, decodeClientInfo),
    upnDnsInfo: decodeFirst(PacBufferType.UPN_DNS_INFO, decodeUpnDnsInfo),
    attributes: decodeFirst(PacBufferType.ATTRIBUTES, decodeAttributes),
    requestorSid: decodeFirst(PacBufferType.REQUESTOR_SID, decodeRequestorSid),
    requestorGuid: decodeFirst(PacBufferType.REQUESTOR_GUID, decodeRequestorGuid),
    serverSignature: decodeFirst(PacBufferType.SERVER_CHECKSUM, decodePacSignature),
    kdcSignature: decodeFirst(PacBufferType.KDC_CHECKSUM, decodePacSignature),
    ticketSignature: decodeFirst(PacBufferType.TICKET_CHECKSUM, decodePacSignature),
    extendedKdcSignature: decodeFirst(PacBufferType.EXTENDED_KDC_CHECKSUM, decodePacSignature),
  };
}

/** The first 32 bits; others have no meaning yet ([MS-PAC] 2.14). */
function decodeAttributes(data: Buffer): number {
  const r = new Reader(data, 'PAC_ATTRIBUTES_INFO');
  const bits = r.u32('FlagsLength');
  if (Math.ceil(bits / 32) * 4 !== r.remaining) r.fail('malformed', 'FlagsLength', `${bits}`);
  return bits === 0 ? 0 : r.u32('Flags');
}

/** [MS-PAC] 2.15 */
function decodeRequestorSid(data: Buffer): string {
  const r = new Reader(data, 'PAC_REQUESTOR_SID');
  const sid = readSid(r, 'UserSid');
  if (r.remaining > 0) r.fail('malformed', 'UserSid', `${r.remaining} bytes follow`);
  return sid;
}

/** [MS-PAC] 2.16 */
function decodeRequestorGuid(data: Buffer): string {
  const r = new Reader(data, 'PAC_REQUESTOR_GUID');
  const guid = r.bytes(16, 'Guid');
  if (r.remaining > 0) r.fail('malformed', 'Guid', `${r.remaining} bytes follow`);
  return guidToText(guid);
}
