/**
 * The two networks of the sample study, by the id that stands in file names and
 * tables. Both are banks of fixed filters; what is learnt is one matrix behind them.
 *
 * - `colour_bank`: how far a place is redder, darker, lighter or more yellow than the
 *   picture, and how much its lightness varies, above a series of thresholds.
 * - `texture_bank`: dots, rings and lines in contrast to their surrounding, whatever
 *   their direction.
 */
export const SAMPLE_ARCHITECTURES = ["colour_bank", "texture_bank"] as const;

/** One of {@link SAMPLE_ARCHITECTURES}. */
export type SampleArchitecture = (typeof SAMPLE_ARCHITECTURES)[number];
