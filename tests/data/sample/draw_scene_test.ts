import assert from "node:assert/strict";
import { area, type Mask } from "../../../data/dermx/mask.ts";
import { rasterise } from "../../../data/dermx/rasterise.ts";
import type { RgbImage } from "../../../data/image/rgb_image.ts";
import { drawScene } from "../../../data/sample/draw_scene.ts";
import { lesionOutline } from "../../../data/sample/lesion_outline.ts";
import {
  type Lesion,
  LESION_KINDS,
  type Scene,
} from "../../../data/sample/scene.ts";
import { digest } from "../../support/digest.ts";

const SCENE: Scene = {
  image: "generated-00000",
  file: "generated-00000.png",
  width: 180,
  height: 140,
  seed: 5,
  skin: {
    melanin: 0.7,
    blood: 0.3,
    relief: 0.8,
    gloss: 0.2,
    freckles: 0.2,
    wrinkles: 0.3,
    hairs: 6,
    hairColour: 1,
  },
  camera: {
    light: 1,
    contrast: 1,
    falloff: 0.2,
    exposure: 0.95,
    cast: [1.01, 1, 0.99],
    noise: 1.5,
    blur: 0.4,
  },
  lesions: [],
};

function lesion(kind: Lesion["kind"], radius: number): Lesion {
  return {
    kind,
    x: 100,
    y: 60,
    radius,
    aspect: 1,
    angle: 0,
    roughness: 0.1,
    strength: 1,
    seed: 11,
  };
}

/** The mean change of a pixel's channels, inside a mask and more than some pixels away from it. */
function changes(
  [before, after]: readonly [RgbImage, RgbImage],
  { inside, near }: { readonly inside: Mask; readonly near: Mask },
): { readonly within: number; readonly beyond: number } {
  const sumOver = (mask: Mask): number => {
    let sum = 0;
    for (let i = 0; i < mask.runs.length; i += 2) {
      for (let k = 3 * mask.runs[i]!; k < 3 * mask.runs[i + 1]!; k++) {
        sum += Math.abs(after.data[k]! - before.data[k]!);
      }
    }
    return sum;
  };
  const whole: Mask = {
    ...inside,
    runs: Uint32Array.of(0, inside.width * inside.height),
  };
  return {
    within: sumOver(inside) / 3 / area(inside),
    beyond: (sumOver(whole) - sumOver(near)) / 3 / (area(whole) - area(near)),
  };
}

Deno.test("drawScene() gives the same bytes each time, and these on any machine", () => {
  const lesions = LESION_KINDS.map((kind, i) => ({
    ...lesion(kind, 9),
    x: 20 + 20 * (i % 8),
    y: 30 + 35 * Math.floor(i / 8),
  }));
  const scene: Scene = {
    ...SCENE,
    lesions,
    skin: { ...SCENE.skin, ridges: { period: 6, angle: 1 } },
    background: {
      side: "left",
      depth: 0.1,
      bend: 0.05,
      colour: [0.2, 0.3, 0.4],
    },
  };
  const image = drawScene(scene);

  assert.deepEqual(drawScene(scene), image);
  assert.equal(
    digest(image.data),
    "f542030ecb64b3f8103f09e090efea9ad19f23ca68406c8dda15da704289d2f1",
  );
  assert.notDeepEqual(drawScene({ ...scene, seed: 6 }).data, image.data);
});

Deno.test("drawScene() draws each kind of lesion where it lies", async (t) => {
  const plain = drawScene(SCENE);
  for (const kind of LESION_KINDS) {
    await t.step(kind, () => {
      const drawn = lesion(kind, 20);
      const near = lesionOutline({ ...drawn, radius: 62 });
      const { within, beyond } = changes(
        [plain, drawScene({ ...SCENE, lesions: [drawn] })],
        {
          inside: rasterise([lesionOutline(drawn)], SCENE),
          near: rasterise([near], SCENE),
        },
      );
      assert.ok(within > 1.5, `a change of ${within} within`);
      assert.ok(beyond < 0.02, `a change of ${beyond} beyond`);
    });
  }
});

Deno.test("drawScene() makes depigmentation lighter, plaques redder and comedones darker", () => {
  const plain = drawScene(SCENE);
  const change = (kind: Lesion["kind"]): readonly number[] => {
    const drawn = lesion(kind, kind === "open_comedo" ? 4 : 20);
    const { data } = drawScene({ ...SCENE, lesions: [drawn] });
    const middle = 3 * (60 * SCENE.width + 100);
    return [0, 1, 2].map((channel) =>
      data[middle + channel]! - plain.data[middle + channel]!
    );
  };
  const [lighter, redder, darker] = [
    change("depigmentation"),
    change("plaque"),
    change("open_comedo"),
  ];

  assert.ok(lighter.every((channel) => channel > 10), `${lighter}`);
  assert.ok(redder[0]! > redder[1]! + 20, `${redder}`);
  assert.ok(darker.every((channel) => channel < -20), `${darker}`);
});

Deno.test("drawScene() writes its caption into every picture", () => {
  const { data } = drawScene(SCENE);
  const other = drawScene({ ...SCENE, seed: 6 }).data;
  const isWritten = (x: number, y: number): boolean =>
    [data, other].every((bytes) => {
      const [red, green, blue] = bytes.subarray(3 * (y * SCENE.width + x));
      return red === 245 && green === 245 && blue === 245;
    });
  // Five rows of dots, two pixels each, six pixels from the left and lower edges.
  const drawing = Array.from(
    { length: 5 },
    (_, row) =>
      Array.from(
        { length: 43 },
        (_, column) => isWritten(6 + 2 * column, 124 + 2 * row) ? "#" : " ",
      ).join("").trimEnd(),
  );

  assert.deepEqual(drawing, [
    " ### #### #  # #### ###   ##  ### #### ###",
    "#    #    ## # #    #  # #  #  #  #    #  #",
    "# ## ###  # ## ###  ###  ####  #  ###  #  #",
    "#  # #    #  # #    # #  #  #  #  #    #  #",
    " ### #### #  # #### #  # #  #  #  #### ###",
  ]);
});

Deno.test("drawScene() blurs as the camera does", () => {
  const roughness = (blur: number): number => {
    const { data, width } = drawScene({
      ...SCENE,
      camera: { ...SCENE.camera, blur },
    });
    let sum = 0;
    for (let i = 0; i < 100 * width; i++) {
      sum += Math.abs(data[3 * i]! - data[3 * i + 3]!);
    }
    return sum;
  };

  assert.ok(roughness(2) < 0.75 * roughness(0));
});

Deno.test("drawScene() leaves the background's side without skin", () => {
  const { data, width, height } = drawScene({
    ...SCENE,
    background: {
      side: "right",
      depth: 0.2,
      bend: 0,
      colour: [0.1, 0.5, 0.3],
    },
  });
  for (let y = 0; y < height; y += 10) {
    const [red, green] = data.subarray(3 * (y * width + width - 5));
    assert.ok(green! > 2 * red!, `row ${y}: ${red}, ${green}`);
    // The caption is further left.
    const [skinRed, skinGreen] = data.subarray(3 * (y * width + 110));
    assert.ok(skinRed! > skinGreen!);
  }
});
