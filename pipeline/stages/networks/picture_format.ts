import {
  type NormalisationName,
  NORMALISATIONS,
} from "../../../data/image/normalisation.ts";
import { quoted } from "../../../models/onnx/quoted.ts";
import type { InputFormat } from "./input_format.ts";
import type { NetworkInput } from "./network_input.ts";
import type { Sidecar } from "./sidecar.ts";

/** How a photograph becomes a network's input. */
export interface PictureFormat extends InputFormat {
  /** How bytes become numbers. */
  readonly preprocess: NormalisationName;
}

/**
 * Settles how photographs become a network's input, by what is said beside it.
 * Normalisation and size are never guessed; the filter is Pillow's bilinear unless
 * said.
 *
 * @param about.id What messages call the network; its files are named after it.
 * @throws {TypeError} If something is not said, or the network takes no colours.
 * @throws {RangeError} If what is said does not fit the model.
 */
export function pictureFormat(
  input: NetworkInput,
  { id, sidecar }: { readonly id: string; readonly sidecar: Sidecar },
): PictureFormat {
  const { preprocess, resize = "bilinear" } = sidecar;
  if (preprocess === undefined) {
    throw new TypeError(
      `Nothing says how photographs become the input of "${id}": name as "preprocess" in "${id}.onnx.json" one of ${
        Object.keys(NORMALISATIONS).map((name) => `"${name}"`).join(", ")
      }`,
    );
  }
  const { channels } = input;
  if (channels !== undefined && channels !== 3) {
    throw new TypeError(
      `The input ${
        quoted(input.name)
      } of "${id}" takes ${channels} channels and photographs have 3: supply a network of colour pictures`,
    );
  }
  return {
    size: sizeOf(input, { id, wanted: sidecar.size }),
    resize,
    preprocess,
  };
}

function sizeOf(
  input: NetworkInput,
  { id, wanted }: {
    readonly id: string;
    readonly wanted: readonly [number, number] | undefined;
  },
): [number, number] {
  const [height, width] = input.extents;
  const stated = `${height ?? "any"} x ${width ?? "any"}`;
  const [rows, columns] = [height ?? wanted?.[0], width ?? wanted?.[1]];
  if (rows === undefined || columns === undefined) {
    throw new TypeError(
      `The size of the input of "${id}" is open (${stated}): give height and width as "size" in "${id}.onnx.json", such as [300, 400]`,
    );
  }
  if (wanted !== undefined && (wanted[0] !== rows || wanted[1] !== columns)) {
    throw new RangeError(
      `The input of "${id}" is ${stated} pixels, and "${id}.onnx.json" says ${
        wanted.join(" x ")
      }: correct the file, or export the model with an open size`,
    );
  }
  return [rows, columns];
}
