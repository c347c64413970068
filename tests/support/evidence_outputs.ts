import { evidence } from "../../pipeline/stages/evidence.ts";
import { PUBLISHED_EVIDENCE } from "../../pipeline/stages/evidence_published.ts";
import { run } from "../../pipeline/stages/evidence_run.ts";
import { outputsOf } from "./outputs.ts";
import { publishedFile } from "./published_file.ts";
import { stageIO } from "./stage_io.ts";

/** Runs `evidence` on the published matrices; returns its artifacts' paths by port. */
export async function evidenceOutputs(
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const outputs = outputsOf(evidence);
  const io = stageIO(folder, {
    params: PUBLISHED_EVIDENCE,
    inputs: {
      confusion_matrices: publishedFile("confusion_matrices.csv"),
      run_accuracies: publishedFile("run_accuracies.csv"),
    },
    outputs,
  });
  await run(io);
  return Object.fromEntries(
    Object.keys(outputs).map((port) => [port, io.output(port)]),
  );
}
