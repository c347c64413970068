/** What WebGPU says of a graphics adapter, as it says it. */
export interface AdapterFacts {
  /** The maker, by name or by number. */
  readonly vendor: string;
  /** The family of hardware; may be empty. */
  readonly architecture: string;
  /** The model, by name or by number. */
  readonly device: string;
  /** A text for people, such as `"llvmpipe (LLVM 15.0.6, 256 bits)"`. */
  readonly description: string;
  /** No graphics hardware behind it: a processor computes in its stead. */
  readonly isSoftware: boolean;
}

/** The members of `GPUAdapterInfo` that {@link adapterFacts} reads. */
export interface AdapterInfo {
  /** See {@link AdapterFacts.vendor}. */
  readonly vendor: string;
  /** See {@link AdapterFacts.architecture}. */
  readonly architecture: string;
  /** See {@link AdapterFacts.device}. */
  readonly device: string;
  /** See {@link AdapterFacts.description}. */
  readonly description: string;
  /** Whether it stands in for hardware. */
  readonly isFallbackAdapter?: boolean;
}

/** Software rasterisers by the names that they give themselves. */
const SOFTWARE =
  /llvmpipe|lavapipe|softpipe|swrast|SwiftShader|Microsoft Basic Render|\bWARP\b/i;

/** What an adapter says of itself, and whether it is hardware. */
export function adapterFacts(info: AdapterInfo): AdapterFacts {
  const { vendor, architecture, device, description } = info;
  return {
    vendor,
    architecture,
    device,
    description,
    // Not every driver marks itself as a fallback.
    isSoftware: info.isFallbackAdapter === true || SOFTWARE.test(description),
  };
}
