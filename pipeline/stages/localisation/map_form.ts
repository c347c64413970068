/**
 * The forms in which a map is compared:
 *
 * - `"float"`: as it was enlarged;
 * - `"8-bit"`: as it survives in a picture of bytes, ⌊255 v⌋ / 255, for the authors
 *   kept their maps so after enlarging them.
 */
export const MAP_FORMS = ["float", "8-bit"] as const;

/** The name of a form; see {@link MAP_FORMS}. */
export type MapForm = (typeof MAP_FORMS)[number];
