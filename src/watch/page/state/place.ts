import { type Filter, noFilter } from './filter.js';

/** The lists of the page. */
export const views = ['attempts', 'clients', 'events'] as const;
export type View = (typeof views)[number];

/** The part of the page that is shown, as its address has it behind `#`. */
export interface Place {
  readonly view: View;
  /** The attempt's number, or the client's address; empty: none is open. */
  readonly open: string;
  readonly filter: Filter;
}

/** Reads `#/attempts/12?verdict=refused`. Anything else is the list of attempts. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [view = '', open = ''] = path.split('/', 2);
  const given = new URLSearchParams(query);
  const verdict = given.get('verdict') ?? '';
  return {
    view: views.find((one) => one === view) ?? 'attempts',
    open: decoded(open),
    filter: {
      text: given.get('text') ?? '',
      verdict: verdict === 'accepted' || verdict === 'refused' || verdict === 'unfinished' ? verdict : '',
      client: given.get('client') ?? '',
      account: given.get('account') ?? '',
      reason: given.get('reason') ?? '',
    },
  };
}

/** The place as its address has it. */
export function hashOf({ view, open, filter }: Place): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();
  return `#/${view}${open === '' ? '' : `/${encoded(open)}`}${query === '' ? '' : `?${query}`}`;
}

/** The list of attempts that one value of a filter lets through. */
export function attemptsWith(filter: Partial<Filter>): Place {
  return { view: 'attempts', open: '', filter: { ...noFilter, ...filter } };
}

/** A lone surrogate has no form in an address. */
function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
