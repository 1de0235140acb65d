import { printable } from '../text/printable.js';
import type { Told } from './answer.js';

const style =
  'body{font:1rem/1.5 sans-serif;margin:2rem auto;max-width:44rem;padding:0 1rem;color:#222;background:#fff}th{text-align:left;vertical-align:top;padding-right:2rem;font-weight:normal;color:#555}td{overflow-wrap:anywhere}';

/** The policy of pages: nothing is loaded, run, or framed, and the one style is known by its hash. */
export const pageSecurity =
  "default-src 'none'; style-src 'sha256-3Vr2WX51fOk4cEuQSXuuWPJJ5sxkwUMddSYlqN487Hk='; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** A page with one row for each value. */
export function pageOf(status: number, told: Told): string {
  const title = status < 400 ? 'Logged in' : `${status}: not logged in`;
  const rows = rowsOf(told).map(
    ([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body>
<h1>${title}</h1>
<table>
${rows.join('\n')}
</table>
</body>
</html>
`;
}

/** Values by the path of their names. */
function rowsOf(told: Told, path: readonly string[] = []): (readonly [string, string])[] {
  return Object.entries(told).flatMap(([name, value]) => {
    const place = [...path, name];
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return [[place.join(' '), value.map(String).join(', ')] as const];
    if (typeof value === 'object') return rowsOf(value as Told, place);
    return [[place.join(' '), typeof value === 'string' ? value : JSON.stringify(value)] as const];
  });
}

/** Text inside an element, whatever a client called itself. */
function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
