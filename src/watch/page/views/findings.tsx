import type { JSX } from 'preact';
import type { PostureFinding } from '../../messages.js';

const levels = ['error', 'warning', 'note'] as const;

const levelWords = { error: 'serious', warning: 'warning', note: 'note' } as const;

/** The worst level among findings. */
export function levelOf(findings: readonly PostureFinding[]): (typeof levels)[number] | 'none' {
  return levels.find((level) => findings.some((finding) => finding.level === level)) ?? 'none';
}

/** The code of a finding; its level is told by a sign and in words as well. */
export function FindingBadge({ finding }: { readonly finding: PostureFinding }): JSX.Element {
  const { level, code, title } = finding;
  return (
    <span class={`finding finding-${level}`} title={title}>
      <span class="unseen">{levelWords[level]}: </span>
      {code}
    </span>
  );
}

/** Findings with the worst in front. */
export function worstFirst<Finding extends PostureFinding>(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level));
}
