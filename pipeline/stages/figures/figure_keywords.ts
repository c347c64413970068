import type { FigureWords } from "./figure.ts";

/**
 * Under which keyword a figure's file carries each of its words. All but one are
 * registered (PNG specification, section 11.3.3).
 */
export const FIGURE_KEYWORDS: Readonly<
  Record<keyof Required<FigureWords>, string>
> = {
  title: "Title",
  caption: "Description",
  alternative: "Alternative text",
  disclaimer: "Disclaimer",
};
