/**
 * Key usage numbers (RFC 4120 7.5.1, RFC 4121 section 2, RFC 6806 11, [MS-PAC] 2.8): each message has keys of its own.
 */
export const keyUsage = {
  /** PA-ENC-TIMESTAMP of an AS-REQ, under the client's key. */
  asReqTimestamp: 1,
  /** EncTicketPart, under the service's key. */
  ticket: 2,
  /** EncASRepPart, under the client's key. */
  asRepEncPart: 3,
  /** enc-authorization-data of a TGS-REQ, under the session key of the ticket-granting ticket. */
  tgsReqAuthorizationData: 4,
  /** The same, under the authenticator's subkey. */
  tgsReqAuthorizationDataSubkey: 5,
  /** The authenticator's checksum of a TGS-REQ's body. */
  tgsReqChecksum: 6,
  /** The authenticator in PA-TGS-REQ. */
  tgsReqAuthenticator: 7,
  /** EncTGSRepPart, under the session key of the ticket-granting ticket. */
  tgsRepEncPart: 8,
  /** The same, under the authenticator's subkey. */
  tgsRepEncPartSubkey: 9,
  /** The authenticator's checksum of an AP-REQ, where an application has it keyed. */
  apReqChecksum: 10,
  /** The authenticator of an AP-REQ, under the ticket's session key. */
  apReqAuthenticator: 11,
  /** EncAPRepPart, under the ticket's session key. */
  apRepEncPart: 12,
  /** EncKrbPrivPart. */
  krbPriv: 13,
  /** EncKrbCredPart. */
  krbCred: 14,
  /** The checksum of a KRB-SAFE. */
  krbSafe: 15,
  /** Signatures of a PAC: KERB_NON_KERB_CKSUM_SALT. */
  pacSignature: 17,
  /** Wrap tokens of the acceptor, with confidentiality or without. */
  acceptorSeal: 22,
  /** MIC tokens of the acceptor. */
  acceptorSign: 23,
  /** Wrap tokens of the initiator, with confidentiality or without. */
  initiatorSeal: 24,
  /** MIC tokens of the initiator. */
  initiatorSign: 25,
  /** The checksum of an AS-REQ in the encrypted-pa-data of its reply (RFC 6806 11). */
  asReqChecksum: 56,
} as const;
