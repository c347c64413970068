import { artifactLink } from "./artifact_link.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";

/** An artifact's name, which links to its copy in the results folder. */
export function artifactHtml(artifact: string): Markup {
  const name = markup`<code>${artifact}</code>`;
  const address = artifactLink(artifact);
  return address === undefined
    ? name
    : markup`<a href="${address}">${name}</a>`;
}
