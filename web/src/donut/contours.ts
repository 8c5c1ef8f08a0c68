import { closedPath, middle, polar } from "./geometry.ts";
import { seeded } from "./random.ts";

/**
 * The height lines around a state, as on a hiking map: the same hill, cut at rising heights.
 * @returns an SVG file to be used as a mask, so that the page sets its colour
 */
export function contoursFile(): string {
  const random = seeded(7);
  const steps = 30;
  const bumps = Array.from({ length: 5 }, (_, index) => ({
    waves: index + 1,
    reach: random.between(0.03, 0.1) / (1 + index * 0.35),
    phase: random.next(),
  }));
  const rings = Array.from({ length: 9 }, (_, level) => {
    const radius = 62 + level * 13.5;
    const points = Array.from({ length: steps }, (_, step) => {
      const turns = step / steps;
      const relief = bumps.reduce(
        (sum, { waves, reach, phase }) => sum + reach * Math.sin(2 * Math.PI * (turns * waves + phase + level * 0.012)),
        0,
      );
      return polar(radius * (1 + relief * (0.35 + level * 0.14)), turns, { x: middle.x, y: middle.x });
    });
    return `<path d="${closedPath(points)}" stroke-opacity="${Math.round((1 - level * 0.085) * 100) / 100}" stroke-width="${level % 4 === 0 ? 1.5 : 0.8}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-120 -120 480 480" fill="none" stroke="#000">${rings.join("")}</svg>`;
}
