/**
 * The columns of `states.csv`: an image, the position of a class's score, and the
 * `MapState` of its raw map.
 */
export const STATE_COLUMNS = ["image", "class", "state"] as const;
