import type { CheckResult, ExerciseResult } from '../grade.ts';
import { formatTranscript } from '../transcript.ts';
import { describeFailure } from './json.ts';

/** The result as JUnit XML: one suite per criterion, one case per check. */
export function formatJunit(results: readonly ExerciseResult[]): string {
  const suites = results.flatMap((result) =>
    result.criteria.map(({ id, name, checks }) => {
      const failures = checks.filter((check) => check.failure).length;
      const attributes = `name="${escapeXml(`${id} ${name}`)}" tests="${checks.length}" failures="${failures}"`;
      return `  <testsuite ${attributes}>\n${checks.map((check) => formatCase(id, check)).join('')}  </testsuite>\n`;
    }),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function formatCase(criterion: string, check: CheckResult): string {
  const attributes = `classname="${escapeXml(criterion)}" name="${escapeXml(check.name)}"`;
  if (!check.failure) return `    <testcase ${attributes}/>\n`;
  const message = `message="${escapeXml(describeFailure(check))}" type="${escapeXml(check.failure.kind)}"`;
  const wire = escapeXml(formatTranscript(check.transcript).join('\n'));
  return `    <testcase ${attributes}>\n      <failure ${message}>${wire}</failure>\n    </testcase>\n`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

function escapeXml(text: string): string {
  return (
    text
      .replaceAll(/[&<>"\n]/g, (character) => ENTITIES[character] ?? '')
      // XML 1.0, section 2.2: most control characters and lone surrogates have no form at all.
      .replaceAll(/[^\t\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
  );
}
