/** The family of an error code: one number means another thing in each. */
export type CodeKind =
  | 'ntstatus'
  | 'win32'
  | 'hresult'
  | 'errno'
  | 'macos'
  | 'kerberos'
  | 'http'
  | 'curl'
  | 'xfreerdp'
  | 'mstsc'
  | 'reason'
  | 'text';

/** An error code, or a text, that a client shows. */
export interface Code {
  readonly kind: CodeKind;
  /** Such as `STATUS_LOGON_FAILURE`; the text itself for a text. */
  readonly name: string;
  /** Undefined: it has a name alone. NTSTATUS and HRESULT: 32 bits, unsigned; errno: positive. */
  readonly number: number | undefined;
  /** Its description, in one sentence. */
  readonly meaning: string;
  /** The document with the description. */
  readonly source: string;
}

/** The name of each family for people. */
export const kindNames: Readonly<Record<CodeKind, string>> = {
  ntstatus: 'NTSTATUS',
  win32: 'Windows error',
  hresult: 'HRESULT',
  errno: 'Linux errno',
  macos: 'macOS error',
  kerberos: 'Kerberos error',
  http: 'HTTP status',
  curl: 'exit code of curl',
  xfreerdp: 'exit code of xfreerdp',
  mstsc: 'error code of Remote Desktop Connection',
  reason: 'reason of this server',
  text: 'text of a client',
};

/** ERROR_TABLE_BASE_krb5 of MIT’s library: its codes are the protocol’s, counted from here. */
export const KRB5_BASE = -1765328384;

/** FACILITY_WIN32 with severity 1 ([MS-ERREF] 2.1.2). */
const HRESULT_WIN32 = 0x80070000;

/** The code in every form in which people meet it, the name first. */
export function formsOf({ kind, name, number }: Code): string[] {
  if (number === undefined) return [name];
  switch (kind) {
    case 'ntstatus':
      return [
        name.startsWith('STATUS_') ? `NT_${name}` : name,
        hexadecimal(number),
        String(number | 0),
        String(number),
      ];
    case 'hresult':
      return [name, hexadecimal(number), String(number | 0), String(number)];
    case 'win32': {
      const hresult = HRESULT_WIN32 + number;
      return [name, `error ${number}`, hexadecimal(hresult), String(hresult | 0)];
    }
    case 'errno':
      return [name, `mount error(${number})`, `-${number}`];
    case 'kerberos':
      return number < 128
        ? [name, String(number), `0x${number.toString(16)}`, mitNameOf(name), String(KRB5_BASE + number)]
        : [name, String(KRB5_BASE + number)];
    case 'http':
      return [`HTTP ${number}`];
    case 'curl':
      return [`curl: (${number})`, name];
    case 'xfreerdp':
      return [`exit code ${number}`, name];
    case 'mstsc':
      return [`error code 0x${number.toString(16)}`];
    case 'macos':
      return [name, String(number)];
    case 'reason':
    case 'text':
      return [name];
  }
}

/** MIT’s library has the codes of the protocol under other prefixes. */
function mitNameOf(name: string): string {
  return name.replace(/^(KDC_|KRB_)/, 'KRB5$1').replace('KRB5KDC_ERR_KEY_EXPIRED', 'KRB5KDC_ERR_KEY_EXP');
}

/** The number of a Win32 error in an HRESULT; undefined: it has none. */
export function win32Of(hresult: number): number | undefined {
  return hresult >>> 16 === HRESULT_WIN32 >>> 16 ? hresult & 0xffff : undefined;
}

/** `0x` and eight digits. */
export function hexadecimal(value: number): string {
  return `0x${(value >>> 0).toString(16).padStart(8, '0')}`;
}
