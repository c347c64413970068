/** The picture that the scripts in `tests/oracle/` make by the same name: all 256 levels, hard edges. */
export function noise(
  { width, height, channels }: {
    width: number;
    height: number;
    channels: number;
  },
): { width: number; height: number; data: Uint8Array<ArrayBuffer> } {
  let state = width * 7919 + height * 104729 + channels;
  const data = Uint8Array.from({ length: width * height * channels }, () => {
    state = Math.imul(state, 1664525) + 1013904223 >>> 0;
    return state >>> 24;
  });
  return { width, height, data };
}
