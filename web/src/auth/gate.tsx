/** A ticket gate: a line comes in, a donut lies across it. */
export function Gate({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 400 132" className={className} aria-hidden="true">
      <g fill="none" strokeLinecap="round">
        <path d="M4 92h150" strokeWidth="10" className="stroke-orders" />
        <path d="M246 92h150" strokeWidth="10" strokeDasharray="2 18" className="stroke-border" />
        <path d="M4 112h392" strokeWidth="2" className="stroke-hairline" />
        <rect
          x="148"
          y="24"
          width="26"
          height="88"
          rx="8"
          strokeWidth="3"
          stroke="currentColor"
          className="fill-surface"
        />
        <rect
          x="226"
          y="24"
          width="26"
          height="88"
          rx="8"
          strokeWidth="3"
          stroke="currentColor"
          className="fill-surface"
        />
        <path d="M156 40h10M234 40h10" strokeWidth="4" className="stroke-signal" />
      </g>
      <circle cx="200" cy="80" r="21" fill="none" strokeWidth="17" className="stroke-orders" />
      <g fill="none" strokeWidth="3" strokeLinecap="round" className="stroke-paper">
        <path d="M187 66l4 4M204 58l5 2M217 72l-3 5M214 92l-5 3M194 99l-5-2M181 83l1-5" />
      </g>
      <g className="fill-surface stroke-orders" strokeWidth="4">
        <circle cx="34" cy="92" r="7" />
        <circle cx="78" cy="92" r="7" />
        <circle cx="122" cy="92" r="7" />
      </g>
    </svg>
  );
}
