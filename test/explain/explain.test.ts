import assert from 'node:assert/strict';
import { explainer } from './support.js';

/** The codes of a text in their order, as `family number`, or `family name` without a number. */
function codesIn(text: string): string[] {
  return explainer.explain(text).answers.map(({ code }) => `${code.kind} ${code.number ?? code.name}`);
}

/** The first causes of the first code. */
function causesIn(text: string, count = 1): string[] {
  return (explainer.explain(text).answers[0]?.causes ?? []).slice(0, count).map(({ id }) => id);
}

describe('explain', () => {
  for (const [pasted, code, cause] of [
    ['0x80070035', 'win32 53', 'not-reached'],
    ['-2147024843', 'win32 53', 'not-reached'],
    ['System error 53 has occurred.', 'win32 53', 'not-reached'],
    ['[WinError 53] The network path was not found', 'win32 53', 'not-reached'],
    ['The network path was not found.', 'win32 53', 'not-reached'],
    ['1326', 'win32 1326', 'wrong-password'],
    ['ERROR_LOGON_FAILURE', 'win32 1326', 'wrong-password'],
    ['WERR_LOGON_FAILURE', 'win32 1326', 'wrong-password'],
    ['The user name or password is incorrect (0x8007052e)', 'win32 1326', 'wrong-password'],
    ['1219', 'win32 1219', 'other-credentials'],
    ['error 64', 'win32 64', 'session-expired'],
    ['-13', 'errno 13', 'wrong-password'],
    ['errno 13', 'errno 13', 'wrong-password'],
    ['errno=-13', 'errno 13', 'wrong-password'],
    ['EACCES', 'errno 13', 'wrong-password'],
    ['mount error(13): Permission denied', 'errno 13', 'wrong-password'],
    ['mount error(13)', 'errno 13', 'wrong-password'],
    ['CIFS: VFS: \\\\10.0.0.1 Send error in SessSetup = -13', 'errno 13', 'wrong-password'],
    ['[ 12.34] CIFS: VFS: cifs_mount failed w/return code = -112', 'errno 112', 'not-reached'],
    ['mount error(126): Required key not available', 'errno 126', 'no-ticket'],
    ['NT_STATUS_LOGON_FAILURE', 'ntstatus 3221225581', 'wrong-password'],
    ['STATUS_LOGON_FAILURE', 'ntstatus 3221225581', 'wrong-password'],
    ['nt_status_logon_failure', 'ntstatus 3221225581', 'wrong-password'],
    ['0xC000006D', 'ntstatus 3221225581', 'wrong-password'],
    ['3221225581', 'ntstatus 3221225581', 'wrong-password'],
    ['-1073741715', 'ntstatus 3221225581', 'wrong-password'],
    ['session setup failed: NT_STATUS_LOGON_FAILURE', 'ntstatus 3221225581', 'wrong-password'],
    [
      'CIFS: Status code returned 0xc000006d NT_STATUS_LOGON_FAILURE',
      'ntstatus 3221225581',
      'wrong-password',
    ],
    ['Sub Status: 0xC0000064', 'ntstatus 3221225572', 'unknown-account'],
    ['tree connect failed: NT_STATUS_BAD_NETWORK_NAME', 'ntstatus 3221225676', 'share-not-found'],
    ['Connection to nas failed (Error NT_STATUS_CONNECTION_REFUSED)', 'ntstatus 3221226038', 'not-reached'],
    ['KDC_ERR_PREAUTH_FAILED', 'kerberos 24', 'KDC_ERR_PREAUTH_FAILED'],
    ['KRB5KDC_ERR_PREAUTH_FAILED', 'kerberos 24', 'KDC_ERR_PREAUTH_FAILED'],
    ['-1765328360', 'kerberos 24', 'KDC_ERR_PREAUTH_FAILED'],
    ['Failure Code: 0x18', 'kerberos 24', 'KDC_ERR_PREAUTH_FAILED'],
    ['KRB_AP_ERR_SKEW', 'kerberos 37', 'kerberos-clock-skew'],
    ['KRB5KRB_AP_ERR_TKT_EXPIRED', 'kerberos 32', 'ticket-expired'],
    ['Clock skew too great while getting initial credentials', 'kerberos 37', 'kerberos-clock-skew'],
    ['klist: No credentials cache found (filename: /tmp/krb5cc_0)', 'kerberos 195', 'no-ticket'],
    ['SEC_E_LOGON_DENIED', 'hresult 2148074252', 'wrong-password'],
    ['0x8009030c', 'hresult 2148074252', 'wrong-password'],
    ['0x80090322', 'hresult 2148074274', 'KDC_ERR_S_PRINCIPAL_UNKNOWN'],
    ['error code 0x904', 'mstsc 2308', 'tls-failed'],
    ['0xd07', 'mstsc 3335', 'account-locked'],
    ['exit code 134', 'xfreerdp 134', 'wrong-password'],
    ['ERRCONNECT_ACCOUNT_DISABLED', 'xfreerdp 151', 'account-disabled'],
    ['HTTP/1.1 401 Unauthorized', 'http 401', 'wrong-password'],
    ['HTTP 407', 'http 407', 'wrong-password'],
    ['curl: (60) SSL certificate problem: self-signed certificate', 'curl 60', 'left-after-tls'],
    ['curl: (7) Failed to connect to localhost port 1', 'curl 7', 'not-reached'],
    ['-6600', 'macos -6600', 'wrong-password'],
    ['The operation failed (error -5998)', 'macos -5998', 'share-not-found'],
    ['wrong-password', 'reason wrong-password', 'wrong-password'],
    ['guest', 'reason guest', 'guest'],
    [
      'You can’t connect to the file share because it’s not secure. This share requires the obsolete SMB1 protocol',
      'text this share requires the obsolete smb1 protocol',
      'smb1-only',
    ],
    [
      'kinit: Client ‘bob@X.TEST’ not found in Kerberos database while getting initial credentials',
      'text client not found in kerberos database',
      'KDC_ERR_C_PRINCIPAL_UNKNOWN',
    ],
    [
      "kinit: Cannot contact any KDC for realm 'X.TEST' while getting initial credentials",
      'text cannot contact any kdc for realm',
      'no-kdc',
    ],
  ] as const) {
    it(`${pasted}: ${code}, most likely ${cause}`, () => {
      assert.deepEqual([codesIn(pasted)[0], ...causesIn(pasted)], [code, cause]);
    });
  }

  for (const [number, codes] of [
    ['13', ['errno 13', 'kerberos 13', 'win32 13']],
    ['24', ['kerberos 24', 'win32 24', 'errno 24']],
    ['401', ['http 401', 'win32 401']],
    ['60', ['macos 60', 'curl 60', 'kerberos 60', 'win32 60', 'errno 60']],
  ] as const) {
    it(`a bare ${number} has every meaning, those first that something here leads to`, () => {
      assert.deepEqual(codesIn(number), codes);
      assert.deepEqual(explainer.explain(number).ambiguous, [number]);
    });
  }

  it('a number whose text says its family has that meaning alone', () => {
    assert.deepEqual(codesIn('mount error(13)'), ['errno 13']);
    assert.deepEqual(codesIn('exit status 60'), ['curl 60']);
    assert.deepEqual(codesIn('System error 5 has occurred.'), ['win32 5']);
  });

  it('times, ports, dates and addresses beside a code are no codes', () => {
    const text = '2026-11-29 18:02:13.37 [5] 192.168.1.64:445 smbd-13: NT_STATUS_ACCESS_DENIED';
    assert.deepEqual(codesIn(text), ['ntstatus 3221225506']);
  });

  it('words beside a code that lead to a cause bring it to the front', () => {
    const causes = causesIn('0x80070035, security policies block unauthenticated guest access', 2);
    assert.deepEqual(causes, ['guest-refused-by-client', 'not-reached']);
  });

  for (const [unknown, nearest] of [
    ['NT_STATUS_LOGON_FAILUR', ['STATUS_LOGON_FAILURE']],
    ['wrong-pasword', ['wrong-password']],
    ['KDC_ERR_PREAUTH_FIALED', ['KDC_ERR_PREAUTH_FAILED']],
    ['0xc00000bf1', []],
    ['hello', []],
  ] as const) {
    it(`${unknown} is no code; nearest: ${nearest.join(', ') || 'none'}`, () => {
      const { answers, unknown: told } = explainer.explain(unknown);
      assert.deepEqual(answers, []);
      assert.deepEqual(
        told.map(({ text, nearest: codes }) => ({ text, nearest: codes.map(({ name }) => name) })),
        [{ text: unknown, nearest: [...nearest] }],
      );
    });
  }

  it('a status with a wrong digit is told those that differ by one', () => {
    const [unknown] = explainer.explain('0xc000fe6d').unknown;
    assert.deepEqual(unknown, { text: '0xc000fe6d', nearest: [] });
    const [near] = explainer.explain('0xc00f006d').unknown;
    assert.deepEqual(
      near?.nearest.map(({ name }) => name),
      ['STATUS_LOGON_FAILURE'],
    );
  });

  it('a text without a code has no answer', () => {
    const { answers, unknown } = explainer.explain('my scanner does not work any more');
    assert.deepEqual([answers, unknown], [[], []]);
  });
});
