import { readFileSync } from 'node:fs';
import { type TableName, tableNames, type TableTexts } from '../../src/explain/code-tables.js';
import { Explainer } from '../../src/explain/explain.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';

/** The tables as the command line reads them. */
export const texts: TableTexts = Object.fromEntries(
  tableNames.map((name) => [name, readFileSync(`src/explain/codes/${name}.txt`, 'utf8')]),
) as Record<TableName, string>;

export const explainer = new Explainer(texts, defaultMechanismWords);
