import type { Catalogue } from './catalogue.js';
import type { PostureRow } from './posture.js';

/** The demands of an audit on those who came. */
export interface Demands {
  /** Findings that nobody may have. */
  readonly failOn: readonly string[];
  /** Clients that must have shown how they log in; undefined: one if there are findings to look for. */
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
 * Why an audit fails; empty when it does not. Where nobody came, or nobody came far enough to be judged, nothing is
 * known to be well.
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

/** Its proof was seen, or it is known to have none: SMB1 alone, or none of our mechanisms. */
function showsHowItLogsIn({ proved, reasons }: PostureRow): boolean {
  return proved > 0 || reasons.has('smb1-only') || reasons.has('no-common-mechanism');
}
