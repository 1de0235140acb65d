const KEY = 'smb2-auth-server watch token';

/** The token, alone or at the end of the printed address. */
const form = /^(?:.*#)?([0-9a-f]{64})$/;

/** The token that this tab was opened with; undefined: none. */
export function keptToken(): string | undefined {
  return window.sessionStorage.getItem(KEY) ?? undefined;
}

/**
 * Takes the token out of an address or of pasted text, and keeps it for this tab. It leaves the address of the page at
 * once: an address is shown, kept in the history, and copied.
 *
 * @returns undefined where there is none
 */
export function takeToken(text: string): string | undefined {
  const [, token] = form.exec(text.trim()) ?? [];
  if (token === undefined) return undefined;
  window.sessionStorage.setItem(KEY, token);
  if (form.test(window.location.hash)) window.history.replaceState(undefined, '', '#/attempts');
  return token;
}
