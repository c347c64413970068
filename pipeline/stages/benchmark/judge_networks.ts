import type { StageIO } from "../../engine/stage.ts";
import {
  type Judgement,
  judgeNetwork,
  type NetworkResults,
} from "./judge_network.ts";
import { TestedImages } from "./tested_images.ts";

/** Judges every network of the study, one after the other, by its id. */
export async function judgeNetworks(
  io: StageIO,
  judgement: Judgement,
): Promise<Map<string, NetworkResults>> {
  const { params, gold, evaluations } = judgement;
  const tested = new TestedImages({ rule: params.images, gold, evaluations });
  const ids = params.architectures.flatMap(({ networks }) => networks);
  const results = new Map<string, NetworkResults>();
  for (const id of ids) {
    const images = await tested.of(id, io.optionalInput(`split.${id}`));
    const files = {
      logits: io.parts(`logits.${id}`),
      ids: io.parts(`ids.${id}`),
      scores: io.parts(`scores.${id}`),
      states: io.parts(`states.${id}`),
    };
    results.set(id, await judgeNetwork({ id, images }, { files, judgement }));
    io.progress(results.size, { total: ids.length, unit: "networks" });
  }
  return results;
}
