import type { JSX } from 'preact';

interface TableHeadProps {
  /** The words of each column, and its class. */
  readonly heads: readonly (readonly [words: string, kind: string])[];
}

/** The first row of a table. Roles are said, because a narrow screen shows rows as blocks. */
export function TableHead({ heads }: TableHeadProps): JSX.Element {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {heads.map(([words, kind]) => (
          <th role="columnheader" scope="col" class={kind}>
            {words}
          </th>
        ))}
      </tr>
    </thead>
  );
}
