import { join } from "node:path";
import { EXIT, type ExitCode } from "./exit_code.ts";
import { explain } from "./gradcam/explain.ts";
import { parseRequest } from "./gradcam/request.ts";
import { SUMMARY } from "./gradcam/out_folder.ts";
import { summaryJson } from "./gradcam/summary.ts";
import { summaryText } from "./gradcam/summary_text.ts";
import { print, styled, tell } from "./terminal.ts";

/** Help of {@link gradcam}. */
export const HELP = `\
Explains an ONNX classifier by Grad-CAM: for each image and class, where the network saw
what speaks for the class. models/README.md says more.

  deno task gradcam --model m.onnx --images photos --preprocess imagenet --out maps
  deno task gradcam --model m.onnx --images a.jpg b.png --preprocess caffe --size 300x400 --out maps
  deno task gradcam --model m.onnx --tensor inputs.npy --classes 0,3 --out maps

Input
  --model FILE         the classifier
  --images PATH...     JPEG and PNG files, or folders of them
  --tensor FILE        instead: a NumPy array of float32 as the model takes it, N x C x H x W
  --preprocess NAME    how pixels become numbers, unless the model says so itself:
                         imagenet                  torchvision
                         caffe                     Keras' ResNet-50, VGG and others
                         keras-efficientnet-tf2.3  Keras' EfficientNet
                         none                      RGB, 0 to 255
  --size HxW           height and width, where the model leaves them open
  --resize FILTER      nearest, box, bilinear, hamming, bicubic, lanczos as Pillow does it,
                       or torch (bilinear)
  --upright            turn photos as their EXIF orientation says

What is explained
  --layer TENSOR       the layer whose maps are weighted (the last with rows and columns)
  --classes WHICH      all, top (the highest score of each image), or numbers such as 0,3
                       (all; top where each class would need a backward pass and there
                       are more than 32)
  --target WHAT        logit or probability (logit)
  --logits TENSOR      the output that holds the scores, where there are several
  --labels FILE        names of the classes, one a line

How
  --device KIND        auto, webgpu, wasm or cpu (auto); cpu fetches 289 MB once
  --threads N          on wasm and cpu (all cores); with 1, wasm repeats to the bit anywhere
  --batch N            images a run (8 on webgpu, else 1)
  --normalise HOW      what pictures show: max (ReLU, divided by the maximum), minmax
                       (ReLU, stretched) or none (signed values) (max)
  --no-overlays        draw no pictures
  --out DIR            where results go: logits.npy, cam.npy, ids.json, summary.json,
                       model.cam.onnx, overlays/
  --json               the summary on standard output
  -h, --help           this text

Exit codes: 0 done, 1 an image or the run failed (what was done is kept), 2 usage,
3 a file or device is missing or the model cannot be explained, 130 interrupted.
`;

/** Computes the Grad-CAM maps of images; see {@link HELP}. */
export async function gradcam(args: readonly string[]): Promise<ExitCode> {
  const request = parseRequest(args);
  const interrupt = new AbortController();
  const onInterrupt = (): void => interrupt.abort();
  Deno.addSignalListener("SIGINT", onInterrupt);
  try {
    const summary = await explain(request, interrupt.signal);
    const json = summaryJson(summary);
    await Deno.writeTextFile(join(request.out, SUMMARY), json);
    print(request.json ? json : summaryText(summary, request));
    if (interrupt.signal.aborted) return EXIT.interrupted;
    if (summary.stopped !== null) {
      tell(`${styled("red", "error")}: ${summary.stopped}\n`);
    }
    return summary.stopped === null && summary.failed.length === 0
      ? EXIT.done
      : EXIT.failed;
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    Deno.removeSignalListener("SIGINT", onInterrupt);
  }
}
