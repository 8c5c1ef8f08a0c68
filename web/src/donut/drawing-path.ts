/**
 * The site's folder of drawings. A host answers every path below it with a file, so no page's address may begin like
 * it.
 */
export const drawingsFolder = "drawings";

/** @param name a product's id, or a piece of scenery */
export function drawingPath(name: string): string {
  return `/${drawingsFolder}/${name}.svg`;
}
