import { anchor } from "./anchor.ts";
import type { FigureFile } from "./figure_file.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";

/** The figures, each within the page itself. */
export function figuresHtml(figures: readonly FigureFile[]): Markup {
  return markup`${figures.map(figureHtml)}`;
}

function figureHtml(figure: FigureFile): Markup {
  const { id, title, width, height, alternative, caption, bytes } = figure;
  const own = anchor("figure", id);
  const address = `data:image/png;base64,${bytes.toBase64()}`;
  const words = [caption, figure.disclaimer ?? ""].filter((text) =>
    text !== ""
  );
  return markup`<figure class="figure" id="${own}">
<h3 id="${own}-title">${title}</h3>
<div class="scroll" role="region" tabindex="0" aria-labelledby="${own}-title">
<img src="${address}" width="${width}" height="${height}" alt="${alternative}">
</div>
<figcaption>${words.join(" ")}</figcaption>
</figure>
`;
}
