import type { Catalogue } from './catalogue.js';
import type { PostureRow } from './posture.js';
import type { AttemptReason } from '../diagnosis/reasons.js';

/** The conditions that an audit sets for clients. */
export interface Demands {
  /** Findings that no client may have. */
  readonly failOn: readonly string[];
  /** The least number of clients that must have shown how they log in; undefined: one if `failOn` has findings. */
  readonly expectClients: number | undefined;
}

/** One reason why an audit fails. */
export interface Failure {
  readonly client?: string;
  readonly finding?: string;
  /** For people; may quote what a client sent. */
  readonly text: string;
}

/**
 * The reasons why an audit fails; empty: it passes. An audit fails if no client came far enough to be judged, because
 * nothing is known then.
 *
 * @param omitted attempts of clients that the report had no room for
 */
export function judge(
  rows: readonly PostureRow[],
  omitted: number,
  catalogue: Catalogue,
  { failOn, expectClients = failOn.length > 0 ? 1 : 0 }: Demands,
): Failure[] {
  const failures: Failure[] = rows.flatMap(({ client, findings }) =>
    findings
      .filter((finding) => failOn.includes(finding))
      .map((finding) => ({
        client,
        finding,
        text: `${client}: ${finding}: ${catalogue.rule(finding).title}`,
      })),
  );
  const judged = rows.filter(showsHowItLogsIn).length;
  if (judged < expectClients) {
    const others =
      rows.length === judged ? '' : `; ${rows.length - judged} more came, and never as far as a login`;
    failures.push({
      text: `${judged} of ${expectClients} expected clients showed how they log in${others}`,
    });
  }
  if (omitted > 0 && failOn.length > 0) {
    failures.push({
      text: `${omitted} attempts came from clients there was no room for: nobody judged them`,
    });
  }
  return failures;
}

/**
 * Whether a client showed how it logs in: its proof was seen, or it cannot come to one with what it has.
 */
function showsHowItLogsIn({ proved, reasons }: PostureRow): boolean {
  return proved > 0 || cannotProve.some((reason) => reasons.has(reason));
}

/** The client has an old protocol alone, or none of the mechanisms or schemes that the server accepts. */
const cannotProve = [
  'smb1-only',
  'no-common-mechanism',
  'ntlm-refused',
  'credssp-version-too-low',
  'rdp-tls-only',
  'rdp-standard-security',
  'http-scheme-refused',
] as const satisfies readonly AttemptReason[];
