/**
 * The prefix of WebAssembly's assets where a stage has two runtimes, whose results
 * those of the other (`ort`) are compared with.
 */
export const TRUSTED_RUNTIME = "trusted";
