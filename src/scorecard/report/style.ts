/** The style of the page, for light and dark. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2430; --paper: #fff; --line: #dfe3ea; --soft: #f5f7fa; --faint: #5c667a;
  --bad: #b42318; --bad-paper: #fdecea; --weak: #8a5a00; --weak-paper: #fff4d9; --good: #1b7042; --good-paper: #e6f4ec; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --paper: #14181f; --line: #2c3440; --soft: #1b212a; --faint: #98a3b5;
  --bad: #ff9a8f; --bad-paper: #43201d; --weak: #ffce73; --weak-paper: #3d3118; --good: #7bd6a0; --good-paper: #17352a; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2.5rem clamp(1rem, 4vw, 4rem); color: var(--ink); background: var(--paper); font: 15px/1.5 system-ui, sans-serif; }
main, header { max-width: 64rem; }
h1 { margin: 0; font-size: 1.75rem; letter-spacing: -0.015em; }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.2rem; }
header p { margin: 0.25rem 0; color: var(--faint); }
code, pre { font: 0.85rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 0.5rem 0 0; padding: 0.75rem; background: var(--soft); border-radius: 6px; white-space: pre-wrap; }
details { border-bottom: 1px solid var(--line); padding: 0.5rem 0; }
summary { cursor: pointer; }
details p { margin: 0.5rem 0; }
cite { color: var(--faint); font-style: normal; }
.because { color: var(--faint); overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; margin: 0.5rem 0; font-size: 0.9rem; }
dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; }
.badge { display: inline-block; min-width: 6.5em; padding: 0 0.5em; border-radius: 1em; font-size: 0.8rem; font-weight: 600; line-height: 1.6; text-align: center; color: var(--faint); background: var(--soft); }
.badge.secure { color: var(--good); background: var(--good-paper); }
.badge.insecure, .badge.crashed { color: var(--bad); background: var(--bad-paper); }
.badge.broken, .badge.hung { color: var(--weak); background: var(--weak-paper); }
`;
