/**
 * The files of each fold, from the parts of several ports.
 *
 * @param network Whose files they are, for the message.
 * @throws {RangeError} If the ports differ in their number of parts.
 */
export function pairParts<Port extends string>(
  network: string,
  ports: Readonly<Record<Port, readonly string[]>>,
): Record<Port, string>[] {
  const lists = Object.entries(ports) as [Port, readonly string[]][];
  const counts = new Set(lists.map(([, parts]) => parts.length));
  if (counts.size > 1) {
    throw new RangeError(
      `Cannot judge "${network}" fold by fold: it has ${
        lists.map(([port, { length }]) => `${length} parts of ${port}`).join(
          ", ",
        )
      }: supply one part a fold of each`,
    );
  }
  const [count = 0] = counts;
  return Array.from(
    { length: count },
    (_, fold) =>
      Object.fromEntries(
        lists.map(([port, parts]) => [port, parts[fold]!]),
      ) as Record<Port, string>,
  );
}
