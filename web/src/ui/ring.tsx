interface RingProps {
  /** The part of the ring that is left, 0–1. */
  left: number;
  className?: string;
  children?: React.ReactNode;
}

const radius = 44;
const round = 2 * Math.PI * radius;

/** Time running out: a donut that gets thinner along its edge. */
export function Ring({ left, className, children }: RingProps) {
  return (
    <span className={`relative inline-grid place-items-center ${className ?? ""}`}>
      <svg viewBox="0 0 100 100" aria-hidden="true" className="absolute inset-0 size-full -rotate-90">
        <circle cx="50" cy="50" r={radius} fill="none" strokeWidth="10" className="stroke-waiting-wash" />
        <circle
          cx="50"
          cy="50"
          r={radius}
          fill="none"
          strokeWidth="10"
          strokeLinecap="round"
          strokeDasharray={`${Math.min(1, Math.max(0, left)) * round} ${round}`}
          className="stroke-waiting transition-[stroke-dasharray] duration-300 ease-linear"
        />
      </svg>
      <span className="relative">{children}</span>
    </span>
  );
}
