import loadDecoder from "@jsquash/jpeg/codec/dec/mozjpeg_dec.js";
import { checkSize } from "./check_size.ts";
import type { DecodedImage, DecodeOptions } from "./decode_options.ts";
import { jpegDecoderUrl } from "./jpeg_decoder_wasm.ts";
import { readJpegHeader, type Sampling } from "./jpeg_header.ts";

/** The decoder's factory as it is, which its own types do not say in full. */
type LoadDecoder = (options: {
  noInitialRun: true;
  printErr(line: string): void;
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ): WebAssembly.Exports;
}) => Promise<{
  decode(bytes: Uint8Array, turn: boolean): RgbaImage | null;
}>;

/** What it returns: opaque pixels. */
interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * Decodes a baseline or progressive JPEG file of 8-bit grey or colour, as stored
 * (no orientation applied). Bytes equal Pillow's `convert("RGB")` except where
 * the chroma is halved in height only; a remark then says so.
 *
 * @throws {SyntaxError} If the file is cut short or damaged.
 * @throws {TypeError} If its coding or colours are not supported.
 * @throws {RangeError} If it is too large.
 */
export async function decodeJpeg(
  bytes: Uint8Array,
  options: DecodeOptions,
): Promise<DecodedImage> {
  const { name } = options;
  const header = readJpegHeader(bytes, name);
  checkSize(header, options);
  const wasm = options.jpegDecoder ?? await (compiled ??= compile());
  const { rgba, warnings } = await decode(bytes, { name, wasm });
  const { width, height } = rgba;
  if (width !== header.width || height !== header.height) {
    throw new SyntaxError(
      `Cannot read "${name}": the JPEG file states two sizes: supply the original file`,
    );
  }
  const remarks = warnings.map((line) => `the JPEG decoder warns "${line}"`);
  if (header.components.some((part) => isHalvedInHeight(part, header))) {
    remarks.push(
      "its chroma is halved in height only, which newer decoders interpolate and this one repeats",
    );
  }
  const data = withoutAlpha(rgba.data);
  return { width, height, data, orientation: header.orientation, remarks };
}

async function compile(): Promise<WebAssembly.Module> {
  return await WebAssembly.compile(await Deno.readFile(jpegDecoderUrl()));
}

/** Each picture gets a decoder of its own: one that fails is not fit for another. */
async function decode(
  bytes: Uint8Array,
  { name, wasm }: { name: string; wasm: WebAssembly.Module },
): Promise<{ rgba: RgbaImage; warnings: string[] }> {
  const warnings: string[] = [];
  const decoder = await (loadDecoder as unknown as LoadDecoder)({
    noInitialRun: true,
    printErr: (line) => void warnings.push(line),
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(wasm, imports);
      done(instance);
      return instance.exports;
    },
  });
  try {
    const rgba = decoder.decode(bytes, false);
    if (rgba !== null) return { rgba, warnings };
  } catch (error) {
    // What it throws is no Error; what it means was written before.
    warnings.push(...(warnings.length > 0 ? [] : [String(error)]));
  }
  throw new SyntaxError(
    `Cannot read "${name}": the JPEG decoder gives up with "${
      warnings.at(-1) ?? "no reason"
    }": supply the original file`,
  );
}

function isHalvedInHeight(part: Sampling, { components }: {
  readonly components: readonly Sampling[];
}): boolean {
  const horizontal = Math.max(...components.map((c) => c.horizontal));
  const vertical = Math.max(...components.map((c) => c.vertical));
  return part.horizontal === horizontal && 2 * part.vertical === vertical;
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array(rgba.length / 4 * 3);
  let out = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    rgb[out++] = rgba[i]!;
    rgb[out++] = rgba[i + 1]!;
    rgb[out++] = rgba[i + 2]!;
  }
  return rgb;
}
