import { upperCaseUtf16 } from '../bytes/index.js';
import { NtStatus } from '../nt-status.js';
import { ShareError } from './share-error.js';

/** A search pattern of QUERY_DIRECTORY. */
export interface NamePattern {
  /** The one name that can match, when the pattern has no wildcard. */
  readonly literal: string | undefined;
  matches(name: string): boolean;
}

const MAXIMUM_LENGTH = 255;
const wildcard = /[*?<>"]/;
const illegal = /[\\/:|\x00-\x1f]/;

/** Compiles a pattern; empty means `*`. STATUS_OBJECT_NAME_INVALID for one that no name could match. */
export function compilePattern(pattern: string): NamePattern {
  if (pattern.length > MAXIMUM_LENGTH || illegal.test(pattern)) {
    throw new ShareError(NtStatus.STATUS_OBJECT_NAME_INVALID);
  }
  // [MS-FSA] 2.1.4.4 Part 1.
  if (pattern === '' || pattern === '*' || pattern === '*.*') {
    return { literal: undefined, matches: () => true };
  }
  const expression = upperCaseUtf16(pattern);
  if (!wildcard.test(pattern)) {
    return { literal: pattern, matches: (name) => upperCaseUtf16(name) === expression };
  }
  return { literal: undefined, matches: (name) => matchesExpression(upperCaseUtf16(name), expression) };
}

/**
 * [MS-FSA] 2.1.4.4 Part 2. Keeps the set of positions in the expression that the name read so far can have reached,
 * so the work is at most the product of the two lengths, whatever the pattern.
 */
function matchesExpression(name: string, expression: string): boolean {
  let reached = new Uint8Array(expression.length + 1);
  let next = new Uint8Array(expression.length + 1);
  const lastDot = name.lastIndexOf('.');
  reached[0] = 1;
  for (let n = 0; n < name.length; n++) {
    const unit = name.charAt(n);
    next.fill(0);
    for (let e = 0; e < expression.length; e++) {
      if (reached[e] === 0) continue;
      switch (expression.charAt(e)) {
        case '*':
          next[e] = 1;
          reached[e + 1] = 1;
          break;
        case '<': // DOS_STAR: everything but the final dot
          if (n !== lastDot) next[e] = 1;
          reached[e + 1] = 1;
          break;
        case '>': // DOS_QM: one unit, or nothing before a dot
          if (unit === '.') reached[e + 1] = 1;
          else next[e + 1] = 1;
          break;
        case '"': // DOS_DOT
          if (unit === '.') next[e + 1] = 1;
          break;
        case '?':
          next[e + 1] = 1;
          break;
        default:
          if (expression.charAt(e) === unit) next[e + 1] = 1;
      }
    }
    [reached, next] = [next, reached];
  }
  for (let e = 0; e < expression.length; e++) {
    if (reached[e] === 1 && '*<>"'.includes(expression.charAt(e))) reached[e + 1] = 1;
  }
  return reached[expression.length] === 1;
}
