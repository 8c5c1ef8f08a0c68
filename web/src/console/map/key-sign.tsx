import { Person } from "../shared/person.tsx";

export const keySigns = ["entrance", "interchange", "platform", "tunnel", "train", "siding", "person"] as const;
type Name = (typeof keySigns)[number];

/** One symbol of the map, small, for the legend. */
export function KeySign({ sign, className }: { sign: Name; className?: string }) {
  return (
    <svg
      width="48"
      height="28"
      viewBox="0 0 48 28"
      fill="none"
      strokeLinecap="round"
      aria-hidden="true"
      className={className}
    >
      {drawings[sign]}
    </svg>
  );
}

const donut = (x: number, y: number, glaze = "stroke-stock") => (
  <g key={x}>
    <circle cx={x} cy={y} r="4" strokeWidth="5" className="stroke-(--dough)" />
    <circle cx={x} cy={y} r="4" strokeWidth="2.8" className={glaze} />
  </g>
);
const track = <path d="M3 20H45" strokeWidth="6" className="stroke-stock" />;

const drawings = {
  entrance: (
    <>
      <path d="M14 14H45" strokeWidth="6" className="stroke-stock" />
      <circle cx="12" cy="14" r="6" strokeWidth="3" className="fill-surface stroke-ink" />
    </>
  ),
  interchange: (
    <>
      <path d="M3 9H45" strokeWidth="6" className="stroke-stock" />
      <path d="M16 17H30L38 25" strokeWidth="6" className="stroke-ads" />
      <rect x="8" y="1" width="16" height="24" rx="8" strokeWidth="4" className="fill-surface stroke-ink" />
    </>
  ),
  platform: (
    <>
      <rect x="1" y="1" width="46" height="17" rx="5" className="fill-stock-wash" />
      {track}
      {[10, 23].map((x) => donut(x, 10))}
    </>
  ),
  tunnel: (
    <>
      <path d="M2 14H46" strokeWidth="6" className="stroke-stock" />
      <rect
        x="8"
        y="2"
        width="32"
        height="24"
        rx="12"
        strokeDasharray="3 4"
        strokeWidth="1.5"
        className="fill-sunken stroke-ink-faint"
      />
      {donut(24, 14)}
    </>
  ),
  train: (
    <>
      <path d="M3 14H20" strokeWidth="6" className="stroke-stock" />
      <path d="M10 4h22a10 10 0 0 1 0 20h-22a4 4 0 0 1-4-4v-12a4 4 0 0 1 4-4z" className="fill-stock" />
      {[11, 20, 29].map((x) => (
        <rect key={x} x={x} y="9" width="6" height="10" rx="1.5" className="fill-on-line" />
      ))}
    </>
  ),
  siding: (
    <>
      <path d="M2 3L19 20H42" strokeWidth="3" className="stroke-signal" />
      <path d="M42 14V26" strokeWidth="3.5" className="stroke-signal" />
      {[24, 36].map((x) => donut(x, 11, "stroke-signal"))}
    </>
  ),
  person: (
    <>
      <path d="M3 22H45" strokeWidth="6" className="stroke-waiting" />
      {[12, 24, 36].map((x) => (
        <Person key={x} x={x} y={11} />
      ))}
    </>
  ),
} satisfies Record<Name, React.ReactNode>;
