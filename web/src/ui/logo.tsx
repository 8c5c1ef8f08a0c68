/** A map pin whose head is a donut. */
export function LogoMark({ className }: { className?: string }) {
  return <img src="/favicon.svg" alt="" width="40" height="48" className={className} />;
}
