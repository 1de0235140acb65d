/** One key under which a service takes tickets. */
export interface ServiceKey {
  /** The principal that it was made for, such as `cifs/files.example.com@EXAMPLE.COM`. */
  readonly principal: string;
  /** The encryption type; always one that we have. */
  readonly etype: number;
  /** The key's version; 0: it is not known. */
  readonly kvno: number;
  /** As many bytes as the encryption type has: secret. */
  readonly key: Buffer;
}

/** The keys of a server, wherever they are from. */
export interface ServiceKeys {
  /** The keys as they are at present. It is called once for each login, and neither waits nor throws. */
  current(): readonly ServiceKey[];
  /** The place that the keys are from, in words: `keytab /etc/krb5.keytab`. Holds no secret. */
  readonly source: string;
}
