import { sidFromText, Writer } from '../../bytes/index.js';
import { encryptionTypeOf, type EncryptionType, keyUsage } from '../encryption/index.js';
import { type ClientInfo, encodeClientInfo } from './client-info.js';
import { encodeLogonInfo, type LogonInfo } from './logon-info.js';
import {
  decodePacBuffers,
  encodePacBuffers,
  firstOfType,
  type PacBuffer,
  PacBufferType,
} from './pac-buffers.js';
import { encodePacSignature } from './pac-signature.js';
import { encodeUpnDnsInfo, type UpnDnsInfo } from './upn-dns-info.js';

/** The elements of a PAC but for its signatures; an absent one is left out. */
export interface PacContent {
  readonly logonInfo?: LogonInfo | undefined;
  readonly clientInfo: ClientInfo;
  readonly upnDnsInfo?: UpnDnsInfo | undefined;
  /** Bits of PacAttributes. */
  readonly attributes?: number | undefined;
  /** Text of a SID. */
  readonly requestorSid?: string | undefined;
}

/** A key that signs PACs. */
export interface PacKey {
  /** One of the encryption types of Kerberos: 17, 18, 19, 20 or 23. */
  readonly etype: number;
  /** Secret. */
  readonly key: Buffer;
}

/** The keys that sign, and over what they do. */
export interface PacSigners {
  /** The key that the ticket is encrypted with. */
  readonly server: PacKey;
  /** The key of the ticket-granting service. */
  readonly kdc: PacKey;
  /**
   * The ticket's EncTicketPart in DER with one zero octet in place of the PAC ([MS-PAC] 2.8.2). With it there are a
   * ticket signature and an extended KDC signature, as tickets for services have them and ticket-granting tickets not.
   */
  readonly ticketWithoutPac?: Buffer | undefined;
}

/**
 * Encodes and signs a PAC ([MS-PAC] 2.8.1).
 *
 * @throws RangeError for an unknown encryption type, a key of the wrong length, or a value out of range
 */
export function encodePac(content: PacContent, signers: PacSigners): Buffer {
  const server = signerOf(signers.server);
  const kdc = signerOf(signers.kdc);
  const { ticketWithoutPac } = signers;
  const signatures: Element[] = [
    { type: PacBufferType.SERVER_CHECKSUM, data: server.placeholder },
    { type: PacBufferType.KDC_CHECKSUM, data: kdc.placeholder },
  ];
  if (ticketWithoutPac !== undefined) {
    const ticketSignature = encodePacSignature(kdc.encryption.checksumType, kdc.sign(ticketWithoutPac));
    signatures.push({ type: PacBufferType.TICKET_CHECKSUM, data: ticketSignature });
    signatures.push({ type: PacBufferType.EXTENDED_KDC_CHECKSUM, data: kdc.placeholder });
  }
  const pac = encodePacBuffers([...elementsOf(content), ...signatures]);
  // The order is prescribed: the extended signature is covered by the server's, which the KDC's is made over.
  if (ticketWithoutPac !== undefined) place(pac, PacBufferType.EXTENDED_KDC_CHECKSUM, kdc.sign(pac));
  const serverSignature = server.sign(pac);
  place(pac, PacBufferType.SERVER_CHECKSUM, serverSignature);
  place(pac, PacBufferType.KDC_CHECKSUM, kdc.sign(serverSignature));
  return pac;
}

type Element = Omit<PacBuffer, 'offset'>;

interface Signer {
  readonly encryption: EncryptionType;
  readonly sign: (message: Buffer) => Buffer;
  /** A PAC_SIGNATURE_DATA whose signature is zero. */
  readonly placeholder: Buffer;
}

function signerOf({ etype, key }: PacKey): Signer {
  const encryption = encryptionTypeOf(etype);
  if (encryption === undefined) throw new RangeError(`no encryption type ${etype}`);
  return {
    encryption,
    sign: (message) => encryption.checksum(key, keyUsage.pacSignature, message),
    placeholder: encodePacSignature(encryption.checksumType, Buffer.alloc(encryption.checksumLength)),
  };
}

function elementsOf({ logonInfo, clientInfo, upnDnsInfo, attributes, requestorSid }: PacContent): Element[] {
  const elements: Element[] = [];
  if (logonInfo !== undefined)
    elements.push({ type: PacBufferType.LOGON_INFO, data: encodeLogonInfo(logonInfo) });
  elements.push({ type: PacBufferType.CLIENT_INFO, data: encodeClientInfo(clientInfo) });
  if (upnDnsInfo !== undefined)
    elements.push({ type: PacBufferType.UPN_DNS_INFO, data: encodeUpnDnsInfo(upnDnsInfo) });
  if (attributes !== undefined) {
    // [MS-PAC] 2.14: the length counts the bits that have a meaning.
    elements.push({ type: PacBufferType.ATTRIBUTES, data: new Writer(8).u32(2).u32(attributes).finish() });
  }
  if (requestorSid !== undefined)
    elements.push({ type: PacBufferType.REQUESTOR_SID, data: sidFromText(requestorSid) });
  return elements;
}

function place(pac: Buffer, type: number, signature: Buffer): void {
  const element = firstOfType(decodePacBuffers(pac), type);
  if (element !== undefined) signature.copy(element.data, 4);
}
