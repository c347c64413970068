/** The middle of some numbers; of an even count, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

/** Times as a line: `min 3.91 s, median 4.02 s (4.02 3.91 4.10)`. */
export function describeTimes(seconds: readonly number[]): string {
  const all = seconds.map((time) => time.toFixed(2)).join(" ");
  return `min ${Math.min(...seconds).toFixed(2)} s, ` +
    `median ${median(seconds).toFixed(2)} s (${all})`;
}
