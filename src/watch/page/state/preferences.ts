/** The colours: those of the system, or one of both. */
export type Theme = 'system' | 'light' | 'dark';

const THEME = 'smb2-auth-server watch theme';
const KEYS = 'smb2-auth-server watch keys';

export function themeOf(): Theme {
  const kept = window.localStorage.getItem(THEME);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Shows the colours that were chosen, and remembers them. */
export function useColours(theme = themeOf()): void {
  window.localStorage.setItem(THEME, theme);
  document.documentElement.dataset['theme'] = theme;
}

/** Whether single letters are commands. Speech input may type them unasked: WCAG 2.1.4 wants a switch. */
export function keysAreOn(): boolean {
  return window.localStorage.getItem(KEYS) !== 'off';
}

export function setKeys(on: boolean): void {
  window.localStorage.setItem(KEYS, on ? 'on' : 'off');
}
