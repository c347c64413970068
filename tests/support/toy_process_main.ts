// Runs nodes of a toy project as a process of its own, and prints its events as JSON
// Lines. Started by toy_process.ts with a JSON object on the command line.
import type { StudyNode } from "../../pipeline/engine/study.ts";
import { ToyProject } from "./toy_project.ts";

const { folder, nodes, mounts } = JSON.parse(Deno.args[0]!);
const project = ToyProject.at(folder);
const revived = (nodes as StudyNode[]).map((node) => ({
  ...node,
  stage: { ...node.stage, entry: new URL(node.stage.entry) },
}));
await project.run(revived, {
  mounts,
  onEvent: (event) => {
    const line = new TextEncoder().encode(`${JSON.stringify(event)}\n`);
    Deno.stdout.writeSync(line);
  },
});
