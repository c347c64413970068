import { JPEG_DECODER_WASM } from "../../data/image/jpeg_decoder_wasm.ts";
import type { StageIO } from "../engine/stage.ts";
import type { FiguresParams } from "./figures.ts";
import { chooseRatedImage, ratedImage } from "./figures/choose_rated_image.ts";
import { classOf, nameOf } from "./figures/class_of.ts";
import { confusionFigure } from "./figures/confusion_figure.ts";
import type { Figure } from "./figures/figure.ts";
import { figurePng } from "./figures/figure_png.ts";
import { imagesToExplain } from "./figures/images_to_explain.ts";
import { mapsFigure } from "./figures/maps_figure.ts";
import { gather } from "./figures/material.ts";
import { NetworkOutputs } from "./figures/network_outputs.ts";
import { ratersFigure } from "./figures/raters_figure.ts";
import { readConfusion } from "./figures/read_confusion.ts";
import { readPhotographs } from "./figures/read_photographs.ts";
import { renderFigure } from "./figures/render_figure.ts";
import { RunFile } from "./masks/run_file.ts";

/** What a file of made-up data says, beside the label on the picture. */
const DISCLAIMER =
  "Generated data: drawn by a program, of no patient. It says nothing about a paper.";

/**
 * Chooses the images, then decodes the chosen ones and no other.
 *
 * @throws {RangeError} If an image that was asked for has no outlines, maps or
 * photograph, or no image has what a figure shows.
 */
export async function run(io: StageIO<FiguresParams>): Promise<void> {
  const { params } = io;
  const disclaimer = params.data === "generated"
    ? { disclaimer: DISCLAIMER }
    : {};
  using stack = new DisposableStack();
  const networks: NetworkOutputs[] = [];
  for (const { id } of params.architectures) {
    const files = {
      name: id,
      ids: io.parts(`ids.${id}`),
      maps: io.parts(`maps.${id}`),
      logits: io.parts(`logits.${id}`),
    };
    networks.push(stack.use(await NetworkOutputs.open(files)));
  }
  const runs = stack.use(RunFile.open(io.input("runs")));
  const material = await gather(io, { networks, runs });

  const rated = params.figure2.image === null
    ? chooseRatedImage(material.outlines)
    : ratedImage(params.figure2.image, material.outlines);
  const { from, images } = imagesToExplain(params, material);
  const photographs = await readPhotographs([rated.image, ...images], {
    archives: io.parts("photographs"),
    jpegDecoder: await WebAssembly.compile(
      await Deno.readFile(io.input(JPEG_DECODER_WASM)),
    ),
  });
  const { outlines, diagnoses } = material;
  await write(
    io.output("figure2"),
    ratersFigure({
      ...rated,
      diagnosis: diagnoses.get(rated.image) ?? "",
      photo: photographs.get(rated.image)!,
      raters: outlines.raters(rated.image).map((rater) => ({
        rater,
        union: outlines.union(rated.image, rater),
        masks: rated.characteristics.map((name) => {
          const entry = outlines.of(rated.image).find((one) =>
            one.rater === rater && one.characteristic === name
          );
          return entry === undefined ? undefined : outlines.read(entry);
        }),
      })),
    }, disclaimer),
  );
  await write(
    io.output("figure3"),
    mapsFigure(
      images.map((image) => {
        const diagnosis = diagnoses.get(image) ?? "";
        return {
          image,
          diagnosis,
          photo: photographs.get(image)!,
          union: outlines.union(image),
          raters: outlines.raters(image).length,
          explanations: networks.map((network) => ({
            map: network.map(image, classOf(diagnosis, params)),
            predicted: nameOf(network.predicted(image), params),
          })),
        };
      }),
      {
        networks: params.architectures.map(({ name }) =>
          `${name} (run ${params.run})`
        ),
        border: params.border,
        ...(from === undefined ? {} : { from }),
        ...disclaimer,
      },
    ),
  );
  const classes = Object.keys(params.classes);
  await write(
    io.output("confusion"),
    confusionFigure(
      await readConfusion(io.input("confusion"), { ...params, classes }),
      { classes, ...disclaimer },
    ),
  );
}

async function write(path: string, figure: Figure): Promise<void> {
  const image = await renderFigure(figure);
  await Deno.writeFile(path, figurePng(image, figure.words));
}
