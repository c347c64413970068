/** Which of an image's maps is scored: one a class of the network. */
export type Target = DiagnosisTarget | PredictionTarget;

/** The map of the class that stands for the image's gold diagnosis. */
export interface DiagnosisTarget {
  /** Its name in the scores' column `target`. */
  readonly id: string;
  /**
   * The position of the class's logit, by diagnosis as `images.csv` spells it. Images
   * with another diagnosis are not scored.
   */
  readonly classes: Readonly<Record<string, number>>;
}

/** The map of the class that the network prefers, whatever the image shows. */
export interface PredictionTarget {
  /** Its name in the scores' column `target`. */
  readonly id: string;
  /** Takes the highest logit; of equal ones the first. */
  readonly predicted: true;
}
