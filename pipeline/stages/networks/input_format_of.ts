import type { InputFormat } from "./input_format.ts";
import type { PictureFormat } from "./picture_format.ts";

/** Of how a network takes pictures, what those that are stored for it depend on. */
export function inputFormatOf(
  { size, resize, preprocess }: PictureFormat,
): InputFormat {
  return resize === "torch" ? { size, resize, preprocess } : { size, resize };
}
