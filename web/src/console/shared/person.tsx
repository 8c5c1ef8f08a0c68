interface Props {
  x: number;
  y: number;
  /** 1 is the height of a donut on the map. */
  size?: number;
  /** Hollow: absent at the moment. */
  away?: boolean;
}

/** A waiting person. */
export function Person({ x, y, size = 1, away = false }: Props) {
  const look = away ? "fill-surface stroke-waiting" : "fill-waiting stroke-waiting";
  return (
    <g transform={`translate(${x} ${y}) scale(${size})`} strokeWidth="1" className={look}>
      <circle cy="-4" r="2.6" strokeDasharray={away ? "1.6 1.2" : undefined} />
      <path d="M-4 6.2V3.6a4 4 0 0 1 8 0v2.6z" strokeLinejoin="round" strokeDasharray={away ? "1.6 1.2" : undefined} />
    </g>
  );
}
