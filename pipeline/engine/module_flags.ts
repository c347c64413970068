import { join } from "node:path";
import type { Stage } from "./stage.ts";

/**
 * The flags that say how a stage's process finds modules that are not in its bundle,
 * with the files that they need in the action's folder: not at all, as a rule.
 *
 * A stage with packages finds them below `node_modules/`. One that imports an asset
 * gets Node's built-in modules by their plain names, which such files use, and still
 * no npm.
 */
export async function moduleFlags(
  { packages = {}, assets = {} }: Stage,
  folder: string,
): Promise<string[]> {
  if (Object.keys(packages).length > 0) return ["--node-modules-dir=manual"];
  if (!Object.keys(assets).some((name) => name.endsWith(".mjs"))) {
    return ["--no-npm"];
  }
  const { builtinModules } = await import("node:module");
  const imports = builtinModules.filter((name) =>
    /^[a-z][a-z_0-9/]*$/.test(name)
  )
    .map((name) => [name, `node:${name}`]);
  const map = { imports: Object.fromEntries(imports) };
  await Deno.writeTextFile(join(folder, "imports.json"), JSON.stringify(map));
  return ["--no-npm", "--import-map=imports.json"];
}
