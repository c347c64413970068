/** The name under which a bundle finds the JPEG encoder beside itself. */
export const JPEG_ENCODER_WASM = "mozjpeg_enc.wasm";

/**
 * Where the JPEG encoder's WebAssembly file lies, for a stage that declares it as
 * an asset: `assets: { [JPEG_ENCODER_WASM]: jpegEncoderUrl() }`. Its run code then
 * compiles `io.input(JPEG_ENCODER_WASM)` and passes the module on.
 */
export function jpegEncoderUrl(): URL {
  return new URL(
    import.meta.resolve("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm"),
  );
}
