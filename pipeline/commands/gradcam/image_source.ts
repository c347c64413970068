import type { ImageFile } from "./find_images.ts";
import type { Preparation } from "./preparation.ts";
import { prepareImage } from "./prepare_image.ts";
import type { SampleSource } from "./sample.ts";

/** Reads pictures one after the other; one that is broken does not stop the others. */
export function imageSource(
  files: readonly ImageFile[],
  options: { readonly preparation: Preparation; readonly photo: boolean },
): SampleSource {
  const { size: [height, width], layout } = options.preparation;
  return {
    count: files.length,
    dims: layout === "NCHW" ? [3, height, width] : [height, width, 3],
    async *samples() {
      for (const file of files) {
        try {
          yield await prepareImage(file, options);
        } catch (error) {
          if (!(error instanceof Error)) throw error;
          yield { id: file.id, reason: error.message };
        }
      }
    },
    [Symbol.dispose]() {},
  };
}
