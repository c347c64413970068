/**
 * That no layer can be chosen for Grad-CAM, or not the one that is named; what helps is
 * to name another.
 */
export class LayerError extends TypeError {}
