import {
  JPEG_DECODER_WASM,
  jpegDecoderUrl,
} from "../../data/image/jpeg_decoder_wasm.ts";
import type { InputPort, PackageGrant, Stage } from "../engine/stage.ts";
import { FIGURE_FILES } from "./figures/figure_files.ts";

/** What a study says of its figures. */
export interface FiguresParams {
  /** Made-up data are labelled as such on every figure. */
  readonly data: "released" | "replaced" | "generated";
  /** In the order to show them; their ids are those of the ports. */
  readonly architectures: readonly {
    readonly id: string;
    /** For people. */
    readonly name: string;
  }[];
  /** The run whose maps are shown, for their captions. */
  readonly run: string;
  /** The position of each diagnosis in the networks' scores. */
  readonly classes: Readonly<Record<string, number>>;
  /** How a map is made as large as the picture; see `models/maps/enlarge_map.ts`. */
  readonly border: "mirror" | "clamp";
  /** One image and its raters. */
  readonly figure2: {
    /** Its id, or `null` for the one of the rule; see `figures/choose_rated_image.ts`. */
    readonly image: string | null;
  };
  /** Images and the networks' maps. */
  readonly figure3: {
    /** Their ids, or `null` for those of the rule; see `figures/choose_explained.ts`. */
    readonly images: readonly string[] | null;
    /** How many the rule chooses at most, of one diagnosis each. */
    readonly examples: number;
  };
}

/**
 * The library is loaded on import, whatever is used; here it is only WebAssembly that
 * draws.
 */
const IMAGESCRIPT: PackageGrant = {
  ffi: {
    "x86_64-unknown-linux-gnu": "codecs/node/bin/x64-linux.node",
    "aarch64-unknown-linux-gnu": "codecs/node/bin/arm64-linux.node",
    "x86_64-apple-darwin": "codecs/node/bin/x64-darwin.node",
    "aarch64-apple-darwin": "codecs/node/bin/arm64-darwin.node",
    "x86_64-pc-windows-msvc": "codecs/node/bin/x64-win32.node",
  },
  env: ["IMAGESCRIPT_WASM_SIMD"],
};

const PARTS: InputPort = { partitioned: true };

/**
 * The stage that draws the dataset paper's figures of a study's own images: Figure 2
 * (one image and what its raters outlined), Figure 3 (images, outlines and maps) and
 * Appendix Figure 3 (confusion matrices).
 *
 * Inputs: `photographs`, tars by shard; `masks` and `runs`, outlines as `ingest` has
 * them; `images`; `confusion` of the stage `benchmark`; for one network of each
 * architecture `maps.<id>` of `gradcam`, `logits.<id>` and `ids.<id>` of `infer`, and
 * `split.<id>`, without which every image may be shown.
 *
 * Each output is a PNG file that carries its title, caption and alternative text.
 *
 * @param architectures Their ids.
 */
export function figuresStage(architectures: readonly string[]): Stage {
  const perArchitecture = architectures.flatMap((id): [string, InputPort][] => [
    [`maps.${id}`, PARTS],
    [`logits.${id}`, PARTS],
    [`ids.${id}`, PARTS],
    [`split.${id}`, { optional: true }],
  ]);
  return {
    id: "figures",
    revision: 1,
    entry: new URL("./figures_run.ts", import.meta.url),
    inputs: {
      photographs: PARTS,
      masks: {},
      runs: {},
      images: {},
      confusion: {},
      ...Object.fromEntries(perArchitecture),
    },
    outputs: {
      figure2: { file: FIGURE_FILES.figure2 },
      figure3: { file: FIGURE_FILES.figure3 },
      confusion: { file: FIGURE_FILES.confusion },
    },
    assets: { [JPEG_DECODER_WASM]: jpegDecoderUrl() },
    packages: { imagescript: IMAGESCRIPT },
    // Photographs of 12 million pixels, several at a time.
    resources: { cpu: 1, memoryMiB: 500 },
  };
}
