import { listed } from "../../stages/prose/listed.ts";
import { counted } from "../../stages/prose/counted.ts";
import { quoted } from "../../../models/onnx/quoted.ts";
import { MAX_DRAWN } from "./overlays.ts";
import type { Summary } from "./summary.ts";

/** What a run says at its end. */
export function summaryText(
  summary: Summary,
  { out, overlays }: { readonly out: string; readonly overlays: boolean },
): string {
  const { layer, images, failed, states, device, preparation } = summary;
  const { provider, threads, runtime } = device;
  const machine = [
    provider,
    ...(threads === undefined ? [] : [counted(threads, "thread")]),
  ].join(", ");
  const rows: [string, string][] = [
    [
      "images",
      listed([
        `${images.length} explained`,
        ...(failed.length > 0 ? [`${failed.length} failed`] : []),
      ]),
    ],
    [
      "maps",
      `${classesOf(summary)}: ${
        listed(
          Object.entries(states).filter(([, count]) => count > 0)
            .map(([state, count]) => `${count} ${state}`),
        ) || "none"
      }`,
    ],
    [
      "layer",
      `${
        quoted(layer.name)
      }, ${layer.channels} channels of ${layer.height} x ${layer.width}, ${summary.formula}, of the ${summary.target}`,
    ],
    ...(preparation === null ? [] : [[
      "pictures",
      `${
        preparation.size.join(" x ")
      } by ${preparation.resize}, ${preparation.preprocess} (from ${preparation.from})`,
    ] as [string, string]]),
    ["device", `${machine} (${runtime}): ${device.because}`],
    ["results", out],
    ...(overlays && isCapped(summary)
      ? [[
        "overlays",
        `only the class with the highest score of each image, as there are more than ${MAX_DRAWN}`,
      ] as [string, string]]
      : []),
  ];
  return rows.map(([name, value]) => `${name.padEnd(10)}${value}\n`).join("");
}

function isCapped({ classes }: Summary): boolean {
  return classes !== "top" && classes.length > MAX_DRAWN;
}

function classesOf({ classes }: Summary): string {
  return classes === "top"
    ? "the class with the highest score of each image"
    : classes.length === 1
    ? `class ${classes[0]!.index}`
    : `${classes.length} classes`;
}
