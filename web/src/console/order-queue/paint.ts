import { pointAt, type Winding, winding } from "./path.ts";

export interface Picture {
  issued: number;
  /** Eased: fractional while the line moves. */
  served: number;
  hand: { first: number; last: number } | undefined;
  /** The current batch has lost its worker. */
  frozen: boolean;
  special: ReadonlySet<number>;
}

export type Colours = Record<"orders" | "dough" | "sunken" | "faint" | "special" | "frozen", string>;

/** This many are drawn; the rest is given as a number. */
export const mostDrawn = 3_000;

/** Draws the line, each order a donut, the front at the top left. @returns the line's layout */
export function paint(canvas: HTMLCanvasElement, width: number, picture: Picture, colours: Colours): Winding {
  const { issued, served } = picture;
  const count = Math.min(mostDrawn, Math.ceil(issued - served));
  const line = winding(count, width);
  const context = fit(canvas, width, line.rows * line.cell);
  if (!context) return line;

  const first = Math.floor(served) + 1;
  const sprites = spritesOf(line.cell, colours);
  for (let number = first; number < first + count + 1 && number <= issued; number++) {
    const index = number - served - 1;
    const { x, y } = pointAt(index, line);
    const half = line.cell / 2;
    context.globalAlpha = index < 0 ? Math.max(0, 1 + index) : 1;
    const inHand = picture.hand !== undefined && number >= picture.hand.first && number <= picture.hand.last;
    if (inHand)
      context.drawImage(picture.frozen ? sprites.ice : sprites.hand, x - half, y - half, line.cell, line.cell);
    const donut = picture.special.has(number) ? sprites.special : sprites.waiting;
    context.drawImage(donut, x - half, y - half, line.cell, line.cell);
  }
  context.globalAlpha = 1;
  return line;
}

function fit(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const scale = window.devicePixelRatio;
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

type Sprites = Record<"waiting" | "special" | "hand" | "ice", HTMLCanvasElement>;
const made = new Map<string, Sprites>();

/** Drawn once per size and theme: a thousand copies of a picture cost less than a thousand drawings. */
function spritesOf(cell: number, colours: Colours): Sprites {
  const key = `${cell} ${window.devicePixelRatio} ${Object.values(colours).join(" ")}`;
  const known = made.get(key);
  if (known) return known;
  const sprites = {
    waiting: sprite(cell, (context) => donut(context, cell, colours.dough, colours.orders)),
    special: sprite(cell, (context) => {
      donut(context, cell, colours.dough, colours.special);
      ring(context, cell, colours.special, []);
    }),
    hand: sprite(cell, (context) => room(context, cell, colours.sunken, colours.faint)),
    ice: sprite(cell, (context) => room(context, cell, colours.frozen, colours.faint)),
  };
  made.set(key, sprites);
  return sprites;
}

function sprite(cell: number, draw: (context: CanvasRenderingContext2D) => void): HTMLCanvasElement {
  const scale = window.devicePixelRatio;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(cell * scale);
  const context = canvas.getContext("2d");
  context?.scale(scale, scale);
  if (context) draw(context);
  return canvas;
}

function donut(context: CanvasRenderingContext2D, cell: number, dough: string, glaze: string): void {
  const middle = cell / 2;
  const radius = cell * 0.27;
  context.lineWidth = cell * 0.22;
  context.strokeStyle = dough;
  circle(context, middle, radius);
  context.lineWidth = cell * 0.14;
  context.strokeStyle = glaze;
  circle(context, middle, radius);
}

function ring(context: CanvasRenderingContext2D, cell: number, colour: string, dash: number[]): void {
  context.lineWidth = Math.max(1.5, cell * 0.05);
  context.strokeStyle = colour;
  context.setLineDash(dash);
  circle(context, cell / 2, cell * 0.46);
  context.setLineDash([]);
}

/** A section of the tunnel. */
function room(context: CanvasRenderingContext2D, cell: number, fill: string, edge: string): void {
  context.fillStyle = fill;
  context.fillRect(0, cell * 0.04, cell + 1, cell * 0.92);
  context.strokeStyle = edge;
  context.lineWidth = 1;
  context.setLineDash([3, 4]);
  context.beginPath();
  for (const y of [cell * 0.04, cell * 0.96]) {
    context.moveTo(0, y);
    context.lineTo(cell, y);
  }
  context.stroke();
}

function circle(context: CanvasRenderingContext2D, middle: number, radius: number): void {
  context.beginPath();
  context.arc(middle, middle, radius, 0, 2 * Math.PI);
  context.stroke();
}
