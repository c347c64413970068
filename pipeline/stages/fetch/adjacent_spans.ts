import type { Span } from "../../../data/read_at.ts";

/**
 * Parts spans, in their order, into lists of which each can be read at once: a span
 * follows where the one before it ends.
 *
 * @param most How many bytes a list of more than one span has at most.
 */
export function* adjacentSpans<T extends Span>(
  spans: Iterable<T>,
  most: number,
): Generator<T[], void, void> {
  let list: T[] = [];
  let start = 0;
  let end = 0;
  for (const span of spans) {
    const next = span.start + span.size;
    if (list.length > 0 && (span.start !== end || next - start > most)) {
      yield list;
      list = [];
    }
    if (list.length === 0) start = span.start;
    list.push(span);
    end = next;
  }
  if (list.length > 0) yield list;
}
