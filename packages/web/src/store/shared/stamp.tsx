import { cx } from "../../ui/cx.ts";

/** A state's stamp, given for a donut that was bought: its code, and how many. */
export function Stamp({
  code,
  count,
  label,
  className,
}: {
  code: string;
  count: number;
  label: string;
  className?: string;
}) {
  return (
    <svg viewBox="0 0 100 100" role="img" aria-label={label} className={cx("stamp text-orders", className)}>
      <g fill="none" stroke="currentColor">
        <circle cx="50" cy="50" r="45" strokeWidth="4" />
        <circle cx="50" cy="50" r="37" strokeWidth="1.5" strokeDasharray="3 3" />
        <path d="M14 66h72" strokeWidth="1.5" />
      </g>
      <g fill="currentColor" textAnchor="middle" className="font-display">
        <text x="50" y="57" fontSize="35" fontWeight="800">
          {code}
        </text>
        <text x="50" y="80" fontSize="14" fontWeight="700">
          ×{count}
        </text>
      </g>
    </svg>
  );
}
