/**
 * What ONNX Runtime says, as an error of ours: on one line, without the codes and
 * places of its own sources.
 *
 * @param failed What failed, such as `"load the model on wasm"`.
 */
export function runtimeError(failed: string, cause: unknown): Error {
  const reason = (cause instanceof Error ? cause.message : String(cause))
    .replace(/^.*ERROR_MESSAGE: /s, "")
    .replaceAll(/\/\S*\/(?=[\w.]+:\d+)/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\.$/, "");
  return new Error(`Cannot ${failed}: ${reason}`, { cause });
}
