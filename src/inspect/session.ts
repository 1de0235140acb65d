import { nonceLength, open } from '../crypto/aead.js';
import { NtStatus } from '../constants/nt-status.js';
import { aeadOf, cipherKeyBits } from '../protection/encryption.js';
import { SessionKeys } from '../protection/key-schedule.js';
import { PreauthHash } from '../protection/preauth-hash.js';
import { Signer } from '../protection/signing.js';
import { sessionIdText } from '../text/session-id-text.js';
import {
  Capabilities,
  Cipher,
  Command,
  decodeEncryptionCapabilities,
  decodeNegotiateResponse,
  decodeSigningCapabilities,
  decodeTransformHeader,
  Dialect,
  type Header,
  HeaderFlags,
  NegotiateContextType,
  type NegotiateResponse,
  SigningAlgorithm,
  TRANSFORM_HEADER_LENGTH,
  transformAad,
} from '../smb2-codec/index.js';
import { finish } from '../diagnosis/search.js';
import { searchSignatureMistakes } from '../diagnosis/signature-post-mortem.js';
import type { LoginInspector } from './login.js';
import { type Section, SectionBuilder } from './section.js';
import type { VerifiedLogin } from './verified-login.js';

interface Keys {
  readonly keys: SessionKeys;
  readonly signer: Signer;
  readonly login: VerifiedLogin;
  readonly preauth: PreauthHash | undefined;
}

/** Follows the sessions of a connection, so that signatures can be verified and messages decrypted with a secret. */
export class SessionInspector {
  /** DialectRevision, once NEGOTIATE was answered. */
  dialect: number | undefined;
  readonly #login: LoginInspector;
  #cipher = 0;
  #signingAlgorithm = 0;
  #connectionHash = new PreauthHash();
  readonly #hashes = new Map<bigint, PreauthHash>();
  /** The hash of the session in setup that has no SessionId yet. */
  #unnamed: PreauthHash | undefined;
  /** The end of the previous login: some clients continue its hash by mistake. */
  #loginBefore: { readonly preauth: PreauthHash; readonly response: Buffer } | undefined;
  /** A session whose setup has just succeeded. */
  #accepted: { readonly sessionId: bigint; readonly preauth: PreauthHash } | undefined;
  readonly #keys = new Map<bigint, Keys>();
  readonly #known: ReadonlyMap<bigint, VerifiedLogin>;

  /** @param known logins by SessionId that need not be verified */
  constructor(login: LoginInspector, known: ReadonlyMap<bigint, VerifiedLogin> = new Map()) {
    this.#login = login;
    this.#known = known;
  }

  /** Takes the messages in order, before the tokens in them are inspected. */
  observe(header: Header, message: Buffer): void {
    const response = (header.flags & HeaderFlags.SERVER_TO_REDIR) !== 0;
    if (header.command === Command.NEGOTIATE) this.#observeNegotiate(header, message, response);
    else if (header.command === Command.SESSION_SETUP) this.#observeSessionSetup(header, message, response);
  }

  /**
   * Takes the same messages once their tokens have been inspected, for the last token of a login may bring its key.
   * Reports whether the signature is right.
   */
  verify(found: SectionBuilder, header: Header, message: Buffer, encrypted: boolean): void {
    if (this.#accepted !== undefined) this.#establish(this.#accepted.sessionId, this.#accepted.preauth);
    this.#accepted = undefined;
    if ((header.flags & HeaderFlags.SIGNED) !== 0 && !encrypted) this.#verify(found, header, message);
  }

  #observeNegotiate(header: Header, message: Buffer, response: boolean): void {
    this.#connectionHash = (response ? this.#connectionHash : new PreauthHash()).after(message);
    if (!response || header.status !== NtStatus.STATUS_SUCCESS) return;
    const chosen = decodeNegotiateResponse(message);
    this.dialect = chosen.dialectRevision;
    const encrypts = (chosen.capabilities & Capabilities.ENCRYPTION) !== 0;
    const is311 = this.dialect === Dialect.SMB_3_1_1;
    this.#cipher = is311
      ? (firstOf(chosen, NegotiateContextType.ENCRYPTION_CAPABILITIES, decodeEncryptionCapabilities) ?? 0)
      : encrypts
        ? Cipher.AES_128_CCM
        : 0;
    this.#signingAlgorithm =
      this.dialect < Dialect.SMB_3_0
        ? SigningAlgorithm.HMAC_SHA256
        : (firstOf(chosen, NegotiateContextType.SIGNING_CAPABILITIES, decodeSigningCapabilities) ??
          SigningAlgorithm.AES_CMAC);
  }

  /** The hash of a session goes on with every message but the final response ([MS-SMB2] 3.3.5.5.3). */
  #observeSessionSetup(header: Header, message: Buffer, response: boolean): void {
    const { sessionId, status } = header;
    if (!response) {
      const before = sessionId === 0n ? this.#hashOfLogin() : this.#hashes.get(sessionId);
      const after = before?.after(message);
      if (sessionId === 0n) this.#unnamed = after;
      else if (after !== undefined) this.#hashes.set(sessionId, after);
      return;
    }
    const before = this.#hashes.get(sessionId) ?? this.#unnamed;
    if (before === undefined) return;
    this.#unnamed = undefined;
    const more = status === NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
    if (!more) this.#loginBefore = { preauth: before, response: message };
    this.#hashes.set(sessionId, more ? before.after(message) : before);
    if (status === NtStatus.STATUS_SUCCESS) this.#accepted = { sessionId, preauth: before };
  }

  #hashOfLogin(): PreauthHash {
    const { preauth, response } = this.#loginBefore ?? {};
    return preauth && response ? this.#connectionHash.following(preauth, response) : this.#connectionHash;
  }

  #establish(sessionId: bigint, hash: PreauthHash): void {
    const verified = this.#known.get(sessionId) ?? this.#login.verified;
    if (verified === undefined || this.dialect === undefined || this.#keys.has(sessionId)) return;
    const preauth = this.dialect === Dialect.SMB_3_1_1 ? hash : undefined;
    const keys = new SessionKeys(verified.sessionKey, {
      dialect: this.dialect,
      preauthHash: preauth?.value,
      cipherKeyBits: cipherKeyBits(this.#cipher),
    });
    const signer = new Signer(this.#signingAlgorithm, keys.signingKey);
    this.#keys.set(sessionId, { keys, signer, login: verified, preauth });
  }

  #verify(found: SectionBuilder, { sessionId }: Header, message: Buffer): void {
    const session = this.#keys.get(sessionId);
    if (session === undefined || this.dialect === undefined) return;
    const { signer, keys, login, preauth } = session;
    // The verifier modifies the message while it computes.
    if (signer.verify(Buffer.from(message))) {
      found.field('Verification', 'the signature is right');
      return;
    }
    const search = searchSignatureMistakes(
      {
        message,
        dialect: this.dialect,
        signingAlgorithm: signer.algorithm,
        sessionKey: keys.sessionKey,
        signingKey: keys.signingKey,
        preauthHashes: preauth?.history ?? [],
        preauthHashesCarriedOn: preauth?.carriedOn ?? [],
      },
      login.mistakenKeys,
    );
    const { finding } = finish(search);
    found.refused(
      `the signature does not verify. ${finding?.words ?? 'No known mistake explains it.'}`,
      '[MS-SMB2] 3.3.5.2.4',
    );
  }

  /** An encrypted message, with what is inside where its session's keys are known. */
  decrypt(transformed: Buffer): { readonly section: Section; readonly message: Buffer | undefined } {
    const found = new SectionBuilder('SMB2 TRANSFORM_HEADER');
    let message: Buffer | undefined;
    found.attempt('[MS-SMB2] 2.2.41', () => {
      const { nonce, originalMessageSize, sessionId, signature } = decodeTransformHeader(transformed);
      found
        .field('SessionId', `0x${sessionIdText(sessionId)}`)
        .field('Nonce', nonce)
        .field('OriginalMessageSize', originalMessageSize);
      const session = this.#keys.get(sessionId);
      const algorithm = aeadOf(this.#cipher);
      if (session === undefined || algorithm === undefined) {
        found.field('Contents', 'encrypted; --password or --keytab, and the whole login, show them');
        return;
      }
      const sealed = { ciphertext: transformed.subarray(TRANSFORM_HEADER_LENGTH), tag: signature };
      for (const key of [session.keys.decryptionKey, session.keys.encryptionKey]) {
        if (key === undefined) continue;
        message ??= open(
          algorithm,
          key,
          nonce.subarray(0, nonceLength(algorithm)),
          transformAad(transformed),
          sealed,
        );
      }
      if (message === undefined) found.refused('the tag does not verify', '[MS-SMB2] 3.3.5.2.1.1');
    });
    return { section: found.build(), message };
  }
}

function firstOf(
  { negotiateContexts }: NegotiateResponse,
  type: number,
  decode: (data: Buffer) => readonly number[],
): number | undefined {
  const context = negotiateContexts.find((candidate) => candidate.type === type);
  return context && decode(context.data)[0];
}
