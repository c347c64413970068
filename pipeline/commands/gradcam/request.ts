import {
  type NormalisationName,
  NORMALISATIONS,
} from "../../../data/image/normalisation.ts";
import type { Target } from "../../../models/onnx/grad_cam/rewriting.ts";
import {
  DEVICE_CHOICES,
  type DeviceChoice,
} from "../../../models/runtime/choose_device.ts";
import { didYouMean } from "../../engine/did_you_mean.ts";
import {
  type OptionSpecs,
  type Parsed,
  parseOptions,
  userPath,
} from "../options.ts";
import { UsageError } from "../usage_error.ts";
import {
  RESIZE_FILTERS,
  type ResizeFilter,
} from "../../stages/networks/resize_filter.ts";

/** How maps become pictures: see `normaliseMap`; `none` shows signed values. */
export type Display = "max" | "minmax" | "none";

/** What the user asks of `gradcam`. */
export interface Request {
  /** The model's path, absolute. */
  readonly model: string;
  /** Pictures and folders of pictures, or one array of preprocessed values; absolute. */
  readonly source:
    | { readonly kind: "images"; readonly paths: readonly string[] }
    | { readonly kind: "tensor"; readonly path: string };
  /** How bytes become numbers. */
  readonly preprocess: NormalisationName | undefined;
  /** Height and width in pixels. */
  readonly size: readonly [number, number] | undefined;
  /** How pictures get their size. */
  readonly resize: ResizeFilter | undefined;
  /** Whether pictures are turned as their EXIF orientation says. */
  readonly upright: boolean;
  /** The tensor, or node, whose maps are weighted. */
  readonly layer: string | undefined;
  /** The output that holds the scores. */
  readonly logits: string | undefined;
  /** Which classes are explained. */
  readonly classes: "all" | "top" | readonly number[] | undefined;
  /** What of a class is explained. */
  readonly target: Target;
  /** Where the model runs. */
  readonly device: DeviceChoice;
  /** Samples a run. */
  readonly batch: number | undefined;
  /** Threads that share the work of a run. */
  readonly threads: number | undefined;
  /** A file with the names of the classes, absolute. */
  readonly labels: string | undefined;
  /** What pictures show. */
  readonly display: Display;
  /** Whether pictures of the maps are wanted. */
  readonly overlays: boolean;
  /** The folder of the results, absolute. */
  readonly out: string;
  /** Whether the summary goes to standard output. */
  readonly json: boolean;
}

const OPTIONS: OptionSpecs = {
  model: { type: "string" },
  images: { type: "string" },
  tensor: { type: "string" },
  preprocess: { type: "string" },
  size: { type: "string" },
  resize: { type: "string" },
  upright: { type: "boolean" },
  layer: { type: "string" },
  logits: { type: "string" },
  classes: { type: "string" },
  target: { type: "string" },
  device: { type: "string" },
  batch: { type: "string" },
  threads: { type: "string" },
  labels: { type: "string" },
  normalise: { type: "string" },
  "no-overlays": { type: "boolean" },
  out: { type: "string" },
  json: { type: "boolean" },
};

/** Options that say how pictures are read. */
const OF_IMAGES = ["preprocess", "size", "resize", "upright"];

const PREPROCESSING = Object.keys(NORMALISATIONS) as NormalisationName[];
const TARGETS: readonly Target[] = ["logit", "probability"];
const DISPLAYS: readonly Display[] = ["max", "minmax", "none"];

/**
 * Reads the command line.
 *
 * @throws {UsageError} If it is not right.
 */
export function parseRequest(args: readonly string[]): Request {
  const parsed = parseOptions(args, OPTIONS);
  const source = sourceOf(parsed);
  return {
    model: required(parsed, "model", "a model"),
    source,
    preprocess: choice(parsed, "preprocess", PREPROCESSING),
    size: sizeOption(parsed.text("size")),
    resize: choice(parsed, "resize", RESIZE_FILTERS),
    upright: parsed.flag("upright"),
    layer: parsed.text("layer"),
    logits: parsed.text("logits"),
    classes: classesOption(parsed.text("classes")),
    target: choice(parsed, "target", TARGETS) ?? "logit",
    device: choice(parsed, "device", DEVICE_CHOICES) ?? "auto",
    batch: count(parsed, "batch"),
    threads: count(parsed, "threads"),
    labels: parsed.path("labels"),
    display: choice(parsed, "normalise", DISPLAYS) ?? "max",
    overlays: source.kind === "images" && !parsed.flag("no-overlays"),
    out: required(parsed, "out", "a folder for the results"),
    json: parsed.flag("json"),
  };
}

function required(parsed: Parsed, name: string, what: string): string {
  const path = parsed.path(name);
  if (path !== undefined) return path;
  throw new UsageError(
    `Name ${what} with --${name}, such as "deno task gradcam --model model.onnx --images photos --preprocess imagenet --out maps"`,
  );
}

function sourceOf(parsed: Parsed): Request["source"] {
  const images = parsed.text("images");
  const tensor = parsed.path("tensor");
  if (images !== undefined && tensor === undefined) {
    const paths = [images, ...parsed.positionals].map(userPath);
    return { kind: "images", paths };
  }
  if (tensor === undefined || images !== undefined) {
    throw new UsageError(
      "Name either pictures with --images or an array of preprocessed values with --tensor",
    );
  }
  const [extra] = parsed.positionals;
  if (extra !== undefined) {
    throw new UsageError(`"${extra}" is not expected: --tensor takes one file`);
  }
  const useless = OF_IMAGES.find((name) =>
    parsed.text(name) !== undefined || parsed.flag(name)
  );
  if (useless !== undefined) {
    throw new UsageError(
      `--${useless} is about pictures and --tensor takes values as the model reads them: leave it out`,
    );
  }
  return { kind: "tensor", path: tensor };
}

function choice<T extends string>(
  parsed: Parsed,
  name: string,
  known: readonly T[],
): T | undefined {
  const text = parsed.text(name);
  if (text === undefined) return undefined;
  const found = known.find((value) => value === text);
  if (found !== undefined) return found;
  throw new UsageError(
    `--${name} knows no "${text}"${didYouMean(text, known)}`,
  );
}

function count(parsed: Parsed, name: string): number | undefined {
  const text = parsed.text(name);
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(
    `--${name} takes a whole number from 1 on, and "${text}" is none`,
  );
}

function sizeOption(text: string | undefined): [number, number] | undefined {
  if (text === undefined) return undefined;
  const [, height, width] = /^([1-9]\d{0,5})x([1-9]\d{0,5})$/.exec(text) ?? [];
  if (height !== undefined) return [Number(height), Number(width)];
  throw new UsageError(
    `"${text}" is not a size: write height and width with "x" between them, such as 300x400`,
  );
}

function classesOption(text: string | undefined): Request["classes"] {
  if (text === undefined || text === "all" || text === "top") return text;
  if (/^\d{1,9}(,\d{1,9})*$/.test(text)) {
    return [...new Set(text.split(",").map(Number))];
  }
  throw new UsageError(
    `"${text}" names no classes: write "all", "top", or numbers counted from 0 such as 0,3`,
  );
}
