/**
 * @returns the list in order, split into parts of at most `most` items and `mostBytes`; a larger item gets its own part
 */
export function inParts<T>(list: T[], most: number, mostBytes: number, bytesOf: (item: T) => number): T[][] {
  const parts: T[][] = [];
  let bytes = 0;
  for (const item of list) {
    const own = bytesOf(item);
    const part = parts.at(-1);
    const fits = part !== undefined && part.length < most && bytes + own <= mostBytes;
    bytes = fits ? bytes + own : own;
    if (fits) part.push(item);
    if (!fits) parts.push([item]);
  }
  return parts;
}
