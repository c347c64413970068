/** How the fitting of a head went: `fit.json`. */
export interface FitReport {
  /** F of `logisticRegression()` at the fit, over standardised features. */
  readonly objective: number;
  /** The largest absolute derivative of the mean loss with its penalty. */
  readonly gradient: number;
  /** Steps of Newton. */
  readonly iterations: number;
  /** Images that the head was fitted to. */
  readonly training_images: number;
  /** Images that were held out. */
  readonly test_images: number;
  /** Of the images that it was fitted to, how many of each diagnosis. */
  readonly training_counts: Readonly<Record<string, number>>;
  /** The share of images that it was fitted to that it gets right. */
  readonly training_accuracy: number;
}
