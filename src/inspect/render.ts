import type { Colours } from '../diagnosis/output/paragraph.js';
import { printable } from '../text/printable.js';
import type { Section } from './section.js';

/** Sections for people: titles, fields, and the problems marked. */
export function renderSections(sections: readonly Section[], colours: Colours): string {
  return sections.flatMap((section) => linesOf(section, colours, '')).join('\n');
}

function linesOf(section: Section, colours: Colours, indent: string): string[] {
  const width = section.fields.reduce((widest, { name }) => Math.max(widest, name.length), 0);
  return [
    `${indent}${colours.good(printable(section.title))}`,
    ...section.fields.map(
      ({ name, value }) => `${indent}  ${colours.dim(name.padEnd(width))}  ${printable(value)}`,
    ),
    ...section.problems.map(({ level, text, section: rule }) => {
      const mark = level === 'refused' ? colours.bad('✗ refused:') : colours.doubtful('! weak:');
      return `${indent}  ${mark} ${printable(text)} ${colours.dim(`(${rule})`)}`;
    }),
    ...section.sections.flatMap((inner) => linesOf(inner, colours, `${indent}  `)),
  ];
}
