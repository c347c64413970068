import {
  type NormalisationName,
  NORMALISATIONS,
} from "../../../data/image/normalisation.ts";
import { quoted } from "../../../models/onnx/quoted.ts";
import { UsageError } from "../usage_error.ts";
import type { NetworkInput } from "../../stages/networks/network_input.ts";
import type { SidecarFacts } from "../../stages/networks/sidecar_facts.ts";
import type { Request } from "./request.ts";
import type { ResizeFilter } from "../../stages/networks/resize_filter.ts";

/** How a picture becomes a model's input. */
export interface Preparation {
  /** How bytes become numbers. */
  readonly preprocess: NormalisationName;
  /** Where the choice of `preprocess` comes from. */
  readonly from: string;
  /** How the size is reached. */
  readonly resize: ResizeFilter;
  /** Height and width in pixels. */
  readonly size: readonly [number, number];
  /** Whether pictures are turned as their EXIF orientation says. */
  readonly upright: boolean;
  /** The order of the model's axes. */
  readonly layout: NetworkInput["layout"];
}

/**
 * Settles how pictures are prepared: by the options, else by what is said beside the
 * model. Normalisation and size are never guessed; the filter is Pillow's bilinear
 * unless said.
 *
 * @throws {UsageError} If something is not said, or does not fit the model.
 */
export function settlePreparation(
  request: Request,
  { input, sidecar: { sidecar, from } }: {
    readonly input: NetworkInput;
    readonly sidecar: SidecarFacts;
  },
): Preparation {
  const preprocess = request.preprocess ?? sidecar.preprocess;
  if (preprocess === undefined) {
    throw new UsageError(
      `Nothing says how pictures become the input of "${request.model}", neither its metadata nor "${request.model}.json": choose with --preprocess one of ${
        Object.keys(NORMALISATIONS).map((name) => `"${name}"`).join(", ")
      }`,
    );
  }
  const { channels } = input;
  if (channels !== undefined && channels !== 3) {
    throw new UsageError(
      `The input ${
        quoted(input.name)
      } takes ${channels} channels and pictures have 3: prepare them yourself and pass the array with --tensor`,
    );
  }
  return {
    preprocess,
    from: request.preprocess === undefined ? from : "--preprocess",
    resize: request.resize ?? sidecar.resize ?? "bilinear",
    size: settleSize(request.size ?? sidecar.size, input),
    upright: request.upright,
    layout: input.layout,
  };
}

function settleSize(
  wanted: readonly [number, number] | undefined,
  input: NetworkInput,
): [number, number] {
  const [height, width] = input.extents;
  const stated = `${height ?? "any"} x ${width ?? "any"}`;
  const size = [height ?? wanted?.[0], width ?? wanted?.[1]];
  const [rows, columns] = size;
  if (rows === undefined || columns === undefined) {
    throw new UsageError(
      `The size of the model's input ${
        quoted(input.name)
      } is open (${stated}): give height and width with --size, such as --size 224x224`,
    );
  }
  if (wanted !== undefined && (wanted[0] !== rows || wanted[1] !== columns)) {
    throw new UsageError(
      `The model's input ${quoted(input.name)} is ${stated} pixels, and ${
        wanted[0]
      } x ${
        wanted[1]
      } does not fit: leave --size out, or export the model with an open size`,
    );
  }
  return [rows, columns];
}
