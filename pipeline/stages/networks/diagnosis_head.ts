/** A network's scores of diagnoses where those of something else are explained. */
export interface DiagnosisHead {
  /** The output of the scores: N×K, float32. */
  readonly output: string;
  /** The diagnoses by the position of their scores. */
  readonly labels: readonly string[];
}
