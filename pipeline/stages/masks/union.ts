/**
 * The characteristic of a mask that holds all that one rater outlined on an image.
 * Terms of the ontology begin with a capital letter, so it is none of them and comes
 * last among them.
 */
export const UNION = "union";
