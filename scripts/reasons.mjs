// Writes src/diagnosis/REASONS.md from the table of reasons; run after `npm run build`.
import { writeFile } from 'node:fs/promises';
import { renderReasons } from '../build/src/diagnosis/reasons/documentation.js';
import { defaultMechanismWords } from '../build/src/server/default-words.js';

await writeFile(
  new URL('../src/diagnosis/REASONS.md', import.meta.url),
  renderReasons(defaultMechanismWords),
);
