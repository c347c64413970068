import { isDeepStrictEqual } from "node:util";
import type { DeviceFacts } from "../../../models/runtime/device_facts.ts";

/**
 * Checks that what computes is what results will be kept under.
 *
 * @throws {RangeError} If it is another device, runtime or driver.
 */
export function checkFacts(
  found: DeviceFacts,
  expected: DeviceFacts,
): void {
  if (isDeepStrictEqual(found, expected)) return;
  throw new RangeError(
    `Results were to be those of ${nameOf(expected)}, and ${
      nameOf(found)
    } computes here: remove "device.json" from the cache folder, so that the device is looked for anew`,
  );
}

function nameOf({ provider, runtime, adapter, threads }: DeviceFacts): string {
  const parts = [
    runtime,
    ...(threads === undefined ? [] : [`threads: ${threads}`]),
    ...(adapter === undefined ? [] : [adapter.description || adapter.device]),
  ];
  return `${provider} (${parts.join(", ")})`;
}
