import { BYTES, type Observations } from './observations.js';

/** One thing that the two servers answer differently. */
export interface Difference {
  readonly path: string;
  readonly smbd: string;
  readonly ours: string;
}

/** Differences that are meant, and why. */
export interface Explanation {
  /** Paths; a part that is `*` stands for any. */
  readonly paths: readonly string[];
  readonly why: string;
}

/** The differences of the answers: the status alone where it differs, and bytes only where nothing else does. */
export function compare(smbd: Observations, ours: Observations): Difference[] {
  const paths = [...new Set([...smbd.keys(), ...ours.keys()])];
  const all = paths
    .map((path) => ({ path, smbd: smbd.get(path) ?? 'nothing', ours: ours.get(path) ?? 'nothing' }))
    .filter((difference) => difference.smbd !== difference.ours);
  const answerOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
  const differing = new Set(all.map(({ path }) => path));
  const otherwise = new Set(
    all.filter(({ path }) => !path.endsWith(`/${BYTES}`)).map(({ path }) => answerOf(path)),
  );
  return all.filter(({ path }) => {
    const answer = answerOf(path);
    if (path === `${answer}/status`) return true;
    if (differing.has(`${answer}/status`)) return false;
    return path !== `${answer}/${BYTES}` || !otherwise.has(answer);
  });
}

/** The differences without an explanation, and the paths of explanations without a difference. */
export function judge(
  differences: readonly Difference[],
  explanations: readonly Explanation[],
): { readonly unexplained: Difference[]; readonly idle: string[] } {
  const patterns = explanations.flatMap(({ paths }) => paths);
  return {
    unexplained: differences.filter(({ path }) => !patterns.some((pattern) => matches(pattern, path))),
    idle: patterns.filter((pattern) => !differences.some(({ path }) => matches(pattern, path))),
  };
}

export function matches(pattern: string, path: string): boolean {
  const [wanted, found] = [pattern.split('/'), path.split('/')];
  return wanted.length === found.length && wanted.every((part, i) => part === '*' || part === found[i]);
}
