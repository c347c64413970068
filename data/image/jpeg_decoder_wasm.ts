/** The name under which a bundle finds the JPEG decoder beside itself. */
export const JPEG_DECODER_WASM = "mozjpeg_dec.wasm";

/**
 * Where the JPEG decoder's WebAssembly file lies, for a stage that declares it as
 * an asset: `assets: { [JPEG_DECODER_WASM]: jpegDecoderUrl() }`. Its run code then
 * compiles `new URL(JPEG_DECODER_WASM, import.meta.url)` and passes the module on.
 */
export function jpegDecoderUrl(): URL {
  return new URL(
    import.meta.resolve("@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm"),
  );
}
