import { quoted } from "../onnx/quoted.ts";

/**
 * The error that refuses a checkpoint.
 *
 * @param file What messages call the file.
 * @param reason What is wrong, from the place on, and what to do where anything can be.
 */
export function refusal(file: string, reason: string): SyntaxError {
  return new SyntaxError(
    `Cannot read the checkpoint ${quoted(file)}: ${reason}`,
  );
}
