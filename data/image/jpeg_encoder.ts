import loadEncoder from "@jsquash/jpeg/codec/enc/mozjpeg_enc.js";
import { defaultOptions } from "@jsquash/jpeg/meta.js";
import type { RgbImage } from "./rgb_image.ts";

/** The encoder's factory as it is, which its own types do not say in full. */
type LoadEncoder = (options: {
  noInitialRun: true;
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ): WebAssembly.Exports;
}) => Promise<Encoder>;

interface Encoder {
  encode(
    rgba: Uint8Array,
    width: number,
    height: number,
    options: typeof defaultOptions,
  ): Uint8Array;
}

/** Writes JPEG files; equal pictures give equal bytes. */
export class JpegEncoder {
  readonly #encoder: Encoder;

  private constructor(encoder: Encoder) {
    this.#encoder = encoder;
  }

  /** Starts an encoder from its compiled WebAssembly file. */
  static async start(wasm: WebAssembly.Module): Promise<JpegEncoder> {
    const encoder = await (loadEncoder as unknown as LoadEncoder)({
      noInitialRun: true,
      instantiateWasm: (imports, done) => {
        const instance = new WebAssembly.Instance(wasm, imports);
        done(instance);
        return instance.exports;
      },
    });
    return new JpegEncoder(encoder);
  }

  /** A baseline JPEG file; `quality` is 1 to 100. */
  encode(
    { width, height, data }: RgbImage,
    { quality }: { readonly quality: number },
  ): Uint8Array {
    const rgba = new Uint8Array(4 * width * height).fill(255);
    let out = 0;
    for (let i = 0; i < data.length; i += 3) {
      rgba[out] = data[i]!;
      rgba[out + 1] = data[i + 1]!;
      rgba[out + 2] = data[i + 2]!;
      out += 4;
    }
    const bytes = this.#encoder.encode(rgba, width, height, {
      ...defaultOptions,
      quality,
      baseline: true,
      progressive: false,
    });
    // The bytes lie in the encoder's memory, which the next picture overwrites.
    return Uint8Array.from(bytes);
  }
}
