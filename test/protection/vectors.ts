import { readVectors } from '../support/vectors.js';

/** One recorded login of 3.1.1, with everything that was computed from it. */
export interface RecordedLogin {
  readonly session_id: string;
  readonly cipher: string;
  readonly messages: Record<
    | 'negotiate_request'
    | 'negotiate_response'
    | 'session_setup_request_1'
    | 'session_setup_response_1'
    | 'session_setup_request_2'
    | 'session_setup_response_2',
    string
  >;
  readonly preauth_integrity: {
    readonly steps: readonly {
      readonly message: keyof RecordedLogin['messages'];
      readonly hash_after: string;
    }[];
    readonly context_for_kdf: string;
  };
  readonly keys: RecordedKeys;
  readonly signing?: readonly {
    readonly message: keyof RecordedLogin['messages'];
    readonly key_hex?: string;
    readonly signature: string;
  }[];
  readonly encryption?: readonly RecordedTransform[];
  readonly ntlm: Record<'challenge_message' | 'exported_session_key' | 'user' | 'password', string>;
}

/** Named from the client's side. */
export type RecordedKeys = Record<
  'session_key' | 'signing_key' | 'client_encryption_key' | 'client_decryption_key' | 'application_key',
  { readonly hex: string }
>;

export interface RecordedTransform {
  readonly name: string;
  readonly key: string;
  readonly nonce: string;
  readonly aad: string;
  readonly plaintext_smb2_message: string;
  readonly ciphertext: string;
  readonly signature_tag: string;
  readonly transformed_message: string;
}

interface Derived256 {
  readonly key_derivation: readonly Record<
    | 'full_session_key'
    | 'session_key'
    | 'context'
    | 'signing_key_L128'
    | 'application_key_L128'
    | 'client_encryption_key_L256'
    | 'client_decryption_key_L256',
    string
  >[];
  readonly encryption: readonly (Omit<RecordedTransform, 'name'> & { readonly cipher: string })[];
}

export interface SignedMessage {
  readonly name: string;
  readonly signing_key: string;
  readonly key: string;
  readonly algorithm: 'HMAC-SHA256' | 'AES-128-CMAC';
  readonly signed_message: string;
  readonly signature: string;
}

interface Vectors {
  readonly smb311_session_master_channel: RecordedLogin;
  readonly smb311_session_binding_second_channel: RecordedLogin;
  readonly smb311_encryption_aes128gcm: RecordedLogin;
  readonly smb311_encryption_aes128ccm: RecordedLogin;
  readonly smb30_encryption_aes128ccm: {
    readonly session_id: string;
    readonly keys: RecordedKeys;
    readonly encryption: readonly RecordedTransform[];
  };
  readonly smb30_key_derivation: {
    readonly master_channel: RecordedKeys;
    readonly second_channel: Pick<RecordedKeys, 'session_key' | 'signing_key'>;
  };
  readonly signing_captured: readonly {
    readonly dialect: string;
    readonly algorithm: 'HMAC-SHA256' | 'AES-128-CMAC';
    readonly session_key: string;
    readonly signing_key: string;
    readonly message: string;
    readonly signature: string;
  }[];
  readonly derived_signing_aes128gmac: { readonly vectors: readonly SignedMessage[] };
  readonly derived_signing_hmac_cmac: { readonly vectors: readonly SignedMessage[] };
  readonly derived_aes256: Derived256;
}

/** Known answers for keys, hashes, signatures and transforms; their origin stands in the file. */
export const vectors = readVectors('ms-smb2-crypto.json') as Vectors;

/** The recorded logins of 3.1.1 by name. */
export const recordedLogins = {
  'master channel': vectors.smb311_session_master_channel,
  'second channel': vectors.smb311_session_binding_second_channel,
  'AES-128-GCM': vectors.smb311_encryption_aes128gcm,
  'AES-128-CCM': vectors.smb311_encryption_aes128ccm,
} as const;

export function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
