import { drawingPath } from "../../../donut/drawing-path.ts";
import { recipes } from "../../../donut/recipes.ts";
import { cx } from "../../../ui/cx.ts";
import { useMedia } from "../../../ui/use-media.ts";
import { Booth, BoothColours, type BoothState } from "./booth.tsx";
import { crowdOf } from "./crowd.ts";
import { type Track, windingTrack } from "./track.ts";
import { useEased } from "./use-eased.ts";

interface SceneProps {
  /** The picture's accessible description. */
  label: string;
  /** The product whose donut represents the visitor. */
  donut: string;
  /** The visitor's number: it seeds the drawing of the other people, so that they stay the same. */
  number: number;
  /** People ahead; −1: at the counter. Undefined: numbers have not been assigned yet. */
  ahead: number | undefined;
  behind: number;
  booth: BoothState;
  words: { sign: string; you: string; more(count: number): string };
}

interface Sheet {
  width: number;
  height: number;
  track: Track;
  booth: { x: number; y: number; scale: number };
  /** Width of one place, in pixels. */
  step: number;
  /** Pixels from the end of the track to the first place. */
  counter: number;
  others: number;
  me: number;
}

const wide: Sheet = {
  width: 1120,
  height: 376,
  track: windingTrack({ rows: [96, 282], left: 146, right: 960, from: 1180, to: 872 }),
  booth: { x: 868, y: 114, scale: 1 },
  step: 60,
  counter: 44,
  others: 52,
  me: 96,
};
const narrow: Sheet = {
  width: 360,
  height: 440,
  track: windingTrack({ rows: [70, 150, 230, 372], left: 112, right: 300, from: 400, to: 206 }),
  booth: { x: 204, y: 248, scale: 0.68 },
  step: 40,
  counter: 26,
  others: 36,
  me: 62,
};

const kinds = Object.keys(recipes);

/** The line to the counter as a page of the atlas: the visitor's donut moves up with each admission. */
export function Scene({ label, donut, number, ahead, behind, booth, words }: SceneProps) {
  const sheet = useMedia("(width >= 48rem)") ? wide : narrow;
  const { value, moving } = useEased(ahead ?? lobby);
  const crowd = crowdOf(Math.max(-1, value), ahead === undefined ? 3 : behind);
  const { track } = sheet;
  const pointOf = (place: number) => track.at(sheet.counter + place * sheet.step);
  const me = pointOf(crowd.me);
  const hidden = ahead === undefined ? undefined : crowd.hidden;
  const sign = hidden && pointOf(hidden.at);
  return (
    <div className="neatline">
      <svg
        viewBox={`0 0 ${sheet.width} ${sheet.height}`}
        className="waiting-scene block w-full border-[1.5px] border-ink"
        role="img"
        aria-label={label}
      >
        <BoothColours />
        <Land sheet={sheet} />
        <path d={track.path} className="waiting-track-edge" />
        <path d={track.path} className="waiting-track" />
        <g transform={`translate(${sheet.booth.x} ${sheet.booth.y}) scale(${sheet.booth.scale})`}>
          <Booth state={booth} sign={words.sign} />
        </g>
        {crowd.others.map((it) => {
          const { x, y } = pointOf(it.at);
          const size = sheet.others;
          // The admitted person steps up to the counter and disappears.
          const opacity = it.at < 0 ? Math.max(0, 1 + it.at) : it.ahead < 0 ? 1 + it.ahead * 0.22 : 1;
          return (
            <image
              key={it.ahead}
              href={drawingPath(kindOf(number - it.ahead))}
              x={x - size / 2}
              y={y - size / 2 - 4}
              width={size}
              height={size}
              opacity={opacity}
            />
          );
        })}
        {hidden && sign && (
          <g transform={`translate(${sign.x} ${sign.y})`} className="waiting-more">
            <rect x="-46" y="-16" width="92" height="32" rx="16" />
            <text textAnchor="middle" y="5.5" fontSize="15" fontWeight="700" className="tabular-nums">
              {words.more(hidden.count)}
            </text>
          </g>
        )}
        <g transform={`translate(${me.x} ${me.y})`}>
          <ellipse cy={sheet.me * 0.36} rx={sheet.me * 0.42} ry={sheet.me * 0.11} fill="#2a1006" opacity=".25" />
          <g className={cx("waiting-me", moving && "walking")}>
            <circle r={sheet.me * 0.53} cy={-sheet.me * 0.08} className="waiting-halo" />
            <image
              href={drawingPath(donut)}
              x={-sheet.me / 2}
              y={-sheet.me * 0.58}
              width={sheet.me}
              height={sheet.me}
            />
            <g transform={`translate(0 ${-sheet.me * 0.66})`} className="waiting-pin">
              <path d="M-25 -22h50a8 8 0 0 1 8 8v8a8 8 0 0 1 -8 8h-18l-7 8l-7 -8h-18a8 8 0 0 1 -8 -8v-8a8 8 0 0 1 8 -8z" />
              <text textAnchor="middle" y="-5.5" fontSize="13" fontWeight="700">
                {words.you}
              </text>
            </g>
          </g>
        </g>
        {ahead === -1 && !moving && <Confetti {...me} />}
      </svg>
    </div>
  );
}

/** The visitor's position before numbers are assigned. */
const lobby = 5;

function kindOf(number: number): string {
  return kinds[(((number * 7) % kinds.length) + kinds.length) % kinds.length] ?? "glazed";
}

/** The picture's colours and contour lines. */
function Land({ sheet: { width, height } }: { sheet: Sheet }) {
  return (
    <g className="waiting-land">
      <rect width={width} height={height} fill="var(--land-4)" />
      <ellipse cx={width * 0.2} cy={height * 0.9} rx={width * 0.34} ry={height * 0.42} fill="var(--land-2)" />
      <ellipse cx={width * 0.62} cy={0} rx={width * 0.3} ry={height * 0.34} fill="var(--land-3)" opacity=".8" />
      {[1, 1.22, 1.46, 1.72].map((grown) => (
        <ellipse
          key={grown}
          cx={width * 0.2}
          cy={height * 0.9}
          rx={width * 0.34 * grown}
          ry={height * 0.42 * grown}
          className="waiting-contour"
        />
      ))}
      {[1, 1.3, 1.62].map((grown) => (
        <ellipse
          key={grown}
          cx={width * 0.62}
          cy={0}
          rx={width * 0.3 * grown}
          ry={height * 0.34 * grown}
          className="waiting-contour"
        />
      ))}
    </g>
  );
}

const colours = ["#ffd34d", "#59c3a4", "#5c7cfa", "#ff8fb1", "#b57edc", "#e2406f"];
/** In a spiral of the golden angle, so that they are evenly spread. */
const sprinkles = Array.from({ length: 22 }, (_, index) => {
  const turn = (index * 137.5 * Math.PI) / 180;
  const reach = 70 + ((index * 29) % 60);
  return {
    colour: colours[index % colours.length],
    x: Math.cos(turn) * reach,
    y: Math.sin(turn) * reach * 0.8 - 20,
    turn: index * 47,
  };
});

/** Sprinkles, once, when the visitor's turn comes. */
function Confetti({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y - 30})`} className="waiting-confetti">
      {sprinkles.map((it) => (
        <rect
          key={it.turn}
          width="4"
          height="12"
          rx="2"
          fill={it.colour}
          style={{ "--to-x": `${it.x}px`, "--to-y": `${it.y}px`, "--turn": `${it.turn}deg` }}
        />
      ))}
    </g>
  );
}
