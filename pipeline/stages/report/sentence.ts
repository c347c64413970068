/** A text with a capital at its start and a period at its end, unless it has a mark. */
export function sentence(text: string): string {
  const start = capitalised(text.trim());
  return start === "" || /[.!?:]$/.test(start) ? start : `${start}.`;
}

/** A text with a capital at its start. */
export function capitalised(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}
