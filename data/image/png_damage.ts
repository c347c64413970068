/** The error for a PNG file whose content contradicts itself. */
export function pngDamage(name: string, reason: string): SyntaxError {
  return new SyntaxError(
    `Cannot read "${name}": the PNG file is damaged, ${reason}: supply the original file`,
  );
}
