import type { Size } from "../dermx/outline.ts";

/** What can be drawn on skin, or in it. */
export const LESION_KINDS = [
  // Acne.
  "papule",
  "pustule",
  "open_comedo",
  "closed_comedo",
  "nodule",
  "cyst",
  "scar",
  // Actinic keratosis.
  "keratosis",
  "gritty_scale",
  "sun_damage",
  "telangiectasia",
  // Psoriasis.
  "plaque",
  "silvery_scale",
  // Seborrheic dermatitis.
  "dermatitis",
  "greasy_scale",
  // Viral warts.
  "wart",
  "capillaries",
  // Vitiligo.
  "depigmentation",
  "leukotrichia",
  // What any skin may show.
  "mole",
  "erythema",
] as const;

/** One of {@link LESION_KINDS}. */
export type LesionKind = (typeof LESION_KINDS)[number];

/** One thing on the skin: an irregular, closed shape. Lengths are in pixels. */
export interface Lesion {
  /** What it is. */
  readonly kind: LesionKind;
  /** The column of its middle. */
  readonly x: number;
  /** The row of its middle. */
  readonly y: number;
  /** The radius of the circle of its size. */
  readonly radius: number;
  /** How many times as long as wide it is, at least 1. */
  readonly aspect: number;
  /** The direction of its length, in radians. */
  readonly angle: number;
  /** How far its border strays from an ellipse, as a share of the radius. */
  readonly roughness: number;
  /** How marked it is; 1 is the usual. */
  readonly strength: number;
  /** Determines its border and what is inside. */
  readonly seed: number;
}

/** The skin that lesions lie on. Amounts are 0 for none and about 1 for much. */
export interface Skin {
  /** Pigment: 0.1 for the fairest people, 2 for the darkest. */
  readonly melanin: number;
  /** Redness. */
  readonly blood: number;
  /** How coarse the surface is. */
  readonly relief: number;
  /** How greasy. */
  readonly gloss: number;
  /** How freckled. */
  readonly freckles: number;
  /** How wrinkled. */
  readonly wrinkles: number;
  /** Parallel lines as on fingers and soles; absent elsewhere. */
  readonly ridges?: {
    /** Pixels from one to the next. */
    readonly period: number;
    /** Their direction in radians. */
    readonly angle: number;
  };
  /** Hairs in the picture. */
  readonly hairs: number;
  /** Pigment of the hairs. */
  readonly hairColour: number;
}

/** How the picture was taken. */
export interface Camera {
  /** Where the light comes from, in radians in the picture's plane. */
  readonly light: number;
  /** How much bumps stand out. */
  readonly contrast: number;
  /** How much darker the far side is, as a share. */
  readonly falloff: number;
  /** Brightness; 1 is the usual. */
  readonly exposure: number;
  /** The gains of red, green and blue. */
  readonly cast: readonly [red: number, green: number, blue: number];
  /** The deviation of a pixel's noise in levels of 255. */
  readonly noise: number;
  /** Pixels of blur; 0 is sharp. */
  readonly blur: number;
}

/** What is seen beside the skin. */
export interface Background {
  /** Which side of the picture it takes. */
  readonly side: "left" | "right" | "top" | "bottom";
  /** How much of the picture's extent it takes, at the middle of the side. */
  readonly depth: number;
  /** How much more it takes at the corners; negative: less. */
  readonly bend: number;
  /** Its colour, each channel 0 to 1. */
  readonly colour: readonly [red: number, green: number, blue: number];
}

/** A picture that is to be drawn: everything that determines its bytes. */
export interface Scene extends Size {
  /** The image's id. */
  readonly image: string;
  /** The file's name: the id, and `.jpeg` or `.png`. */
  readonly file: string;
  /** Determines textures and noise. */
  readonly seed: number;
  /** The skin. */
  readonly skin: Skin;
  /** The camera and the light. */
  readonly camera: Camera;
  /** Absent where skin fills the picture. */
  readonly background?: Background;
  /** What is on the skin, from the lowest to the topmost. */
  readonly lesions: readonly Lesion[];
}
