import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { ConfigurationError } from '../../config/index.js';
import { renderHtml } from '../../scorecard/report/render-html.js';
import { renderJunit } from '../../scorecard/report/render-junit.js';
import type { Scorecard } from '../../scorecard/report/scorecard.js';
import { printableJson } from '../../text/printable.js';
import { systemErrorText } from '../../values/system-error.js';
import type { OriginOf } from '../flags.js';
import { checkReplaceable, replaceFile } from '../serve/replace-file.js';

/** The forms of a report, by the extension of its file. */
const renderers: Readonly<Record<string, (scorecard: Scorecard) => string>> = {
  '.json': (scorecard) => `${printableJson(scorecard)}\n`,
  '.xml': renderJunit,
  '.html': renderHtml,
};

/** A file that gets a report. */
export interface ReportFile {
  readonly path: string;
  readonly render: (scorecard: Scorecard) => string;
}

/**
 * Checks before the first case that the reports can be written.
 *
 * @throws ConfigurationError
 */
export function readReportFiles(paths: readonly string[], originOf: OriginOf): ReportFile[] {
  return paths.map((path) => {
    const render = renderers[extname(path).toLowerCase()];
    if (render === undefined) {
      const message = `expected a name that ends with one of ${Object.keys(renderers).join(', ')}`;
      throw new ConfigurationError([{ path: originOf('report'), message }]);
    }
    try {
      accessSync(dirname(path), constants.W_OK);
      checkReplaceable(path);
    } catch (error) {
      throw new ConfigurationError([{ path: originOf('report'), message: unwritable(error) }]);
    }
    return { path, render };
  });
}

/** @throws ConfigurationError when one cannot be written; the others are */
export function writeReports(files: readonly ReportFile[], scorecard: Scorecard, originOf: OriginOf): void {
  const problems = files.flatMap(({ path, render }) => {
    try {
      replaceFile(path, (temporary) => writeFileSync(temporary, render(scorecard), { flag: 'wx' }));
      return [];
    } catch (error) {
      return [{ path: originOf('report'), message: unwritable(error) }];
    }
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function unwritable(error: unknown): string {
  return `cannot be written (${systemErrorText(error)})`;
}
