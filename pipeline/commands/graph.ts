import { didYouMean } from "../engine/did_you_mean.ts";
import { graphMermaid } from "../engine/graph_mermaid.ts";
import { graphSvg } from "../engine/graph_svg.ts";
import { graphText } from "../engine/graph_text.ts";
import type { GraphView } from "../engine/graph_view.ts";
import type { Study } from "../engine/study.ts";
import { studyGraph } from "../engine/study_graph.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
import { parseOptions } from "./options.ts";
import { print } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";
import {
  openWorkbench,
  WORKBENCH_HELP,
  WORKBENCH_OPTIONS,
} from "./workbench.ts";

/** Help of {@link graph}. */
export const HELP = `\
Draws the stages of a study and what flows between them.

  deno task graph dermx-v1                            for the terminal
  deno task graph dermx-v1 --format mermaid           for Markdown
  deno task graph dermx-v1 --format svg > graph.svg   a picture

  --format KIND    text, mermaid or svg (text)
  --all            every node by itself; else those that are alike are one
${WORKBENCH_HELP}
`;

const FORMATS: Readonly<
  Record<string, (study: Study, view: GraphView) => string>
> = {
  text: ({ id, title }, view) => `${id}: ${title}\n\n${graphText(view)}\n`,
  mermaid: (_, view) => `${graphMermaid(view)}\n`,
  svg: ({ title }, view) => `${graphSvg(view, { title })}\n`,
};

/** Draws studies as text, Mermaid or SVG. */
export async function graph(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(args, {
    ...WORKBENCH_OPTIONS,
    format: { type: "string" },
    all: { type: "boolean" },
  });
  const format = parsed.text("format") ?? "text";
  const draw = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (draw === undefined) {
    throw new UsageError(
      `There is no format "${format}"${
        didYouMean(format, Object.keys(FORMATS))
      }`,
    );
  }
  const { studies } = await openWorkbench(parsed, parsed.positionals);
  const viewOf = ({ nodes }: Study): GraphView =>
    studyGraph(nodes, { whole: parsed.flag("all") });
  if (parsed.flag("json")) {
    const views = studies.map((study) => [study.id, viewOf(study)]);
    print(`${JSON.stringify(Object.fromEntries(views), null, 2)}\n`);
    return EXIT.done;
  }
  if (format === "svg" && studies.length !== 1) {
    throw new UsageError(
      `A picture shows one study: name one of ${
        studies.map(({ id }) => `"${id}"`).join(", ")
      }`,
    );
  }
  print(
    studies.map((study) => draw(study, viewOf(study))).join("\n"),
  );
  return EXIT.done;
}
