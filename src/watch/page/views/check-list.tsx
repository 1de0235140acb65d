import type { JSX } from 'preact';
import type { AttemptRecord } from '../../../diagnosis/attempt-record.js';
import { Foreign } from './foreign.js';
import { Icon } from './icons.js';

const outcomes = {
  passed: { icon: 'accepted', words: 'passed' },
  failed: { icon: 'refused', words: 'failed' },
  'not-reached': { icon: 'unfinished', words: 'not reached' },
} as const;

/** Every check in its order, with the section of its rule. */
export function CheckList({ checks }: Pick<AttemptRecord, 'checks'>): JSX.Element | null {
  if (checks.length === 0) return null;
  const counts = (['passed', 'failed', 'not-reached'] as const)
    .map((outcome) => ({ outcome, count: checks.filter((check) => check.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcomes[outcome].words}`);
  return (
    <section class="part">
      <h3>
        Checks <span class="dim">{counts.join(', ')}</span>
      </h3>
      <ol class="checks">
        {checks.map(({ check, outcome, section, detail }) => (
          <li class={outcome}>
            <Icon name={outcomes[outcome].icon} />
            <span class="check-name">
              {check} <span class="unseen">{outcomes[outcome].words}</span>
            </span>
            <span class="check-detail">{detail !== undefined && <Foreign text={detail} whole />}</span>
            <span class="section">{section}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
