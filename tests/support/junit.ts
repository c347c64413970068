/** How many tests ended how. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Adds up the test suites of a JUnit report.
 *
 * @param xml The report, as `deno test --junit-path` writes it.
 * @throws {SyntaxError} If it is not such a report.
 */
export function readJunit(xml: string): TestCounts {
  const suites = [...xml.matchAll(/<testsuite\b[^>]*>/g)].map(([tag]) => tag);
  const sum = (name: string): number =>
    suites.reduce((total, tag) => {
      const value = new RegExp(`\\b${name}="(\\d+)"`).exec(tag)?.[1];
      if (value === undefined) {
        throw new SyntaxError(`A test suite of the report has no "${name}"`);
      }
      return total + Number(value);
    }, 0);
  const skipped = sum("disabled");
  const failed = sum("failures") + sum("errors");
  return { passed: sum("tests") - skipped - failed, failed, skipped };
}
