import { type Comparison, comparison, type DiceOf } from "./comparison.ts";
import type { Judgement } from "./judge_network.ts";
import { meanByImage } from "./mean_by_image.ts";
import type { ArchitectureResults } from "./results.ts";
import { otherOutlines, type OtherScores } from "./score_others.ts";
import { OTHERS } from "./subject_scores.ts";
import { unionDice } from "./union_dice.ts";

/**
 * Each architecture beside both baselines and the raters: Dice with whole outlines
 * by image, where it is the mean over the runs that are judged on the image.
 */
export function compareArchitectures(
  architectures: readonly ArchitectureResults[],
  { others, judgement }: {
    readonly others: OtherScores;
    readonly judgement: Judgement;
  },
): Comparison[] {
  const { compared: reading, evaluations } = judgement;
  const beside = otherOutlines(others, { reading, judgement })
    .filter(([{ id }]) => id !== OTHERS.same);
  return architectures.flatMap(({ architecture, networks }) => {
    const own: DiceOf = {
      subject: { id: architecture.id, name: architecture.name },
      dice: meanByImage(networks.map(({ dice }) => dice)),
    };
    const images = new Set(own.dice.keys());
    return beside.map(([subject, outlines]) =>
      comparison(own, {
        subject,
        dice: unionDice(outlines, { reading, images, evaluations }),
      })
    );
  });
}
