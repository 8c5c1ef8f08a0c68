/** Who stands where: distances from the counter in steps of one place. */
export interface Crowd {
  /** Oneself; undefined without a place. */
  me: number;
  /** Everyone else who is drawn, by how many places they are ahead of oneself; below zero: behind. */
  others: { ahead: number; at: number }[];
  /** Those ahead who are not drawn, and where that is said. */
  hidden?: { count: number; at: number };
}

/** So many places at the counter are drawn one by one, however long the line is. */
const front = 7;
/** A line up to this is drawn whole. */
const drawnWhole = 12;
/** Right in front of oneself. */
const company = 2;
const behindDrawn = 4;
/** One's own donut is larger: so much more room it needs on either side. */
const elbow = 0.4;
/** Steps that a line of twice the length is longer. */
const perDoubling = 1.1;

/**
 * @param ahead how many are ahead; between two whole numbers while the line moves on
 * @param behind how many are known to be behind
 */
export function crowdOf(ahead: number, behind = 0): Crowd {
  const place = ahead <= drawnWhole ? ahead : drawnWhole + perDoubling * Math.log2(ahead / drawnWhole);
  const me = place + elbow * Math.min(1, Math.max(0, place));
  const others: Crowd["others"] = [];
  for (let it = 1; it <= Math.min(behind, behindDrawn); it++) others.push({ ahead: -it, at: me + elbow + it });

  const whole = ahead <= drawnWhole;
  const near = whole ? Math.ceil(ahead + 1) : company;
  for (let it = 1; it <= near && ahead - it > -1; it++) others.push({ ahead: it, at: place - it });
  if (whole) return { me, others };

  const first = Math.ceil(ahead - front + 1);
  for (let it = first; ahead - it > -1; it++) others.push({ ahead: it, at: ahead - it });
  const count = Math.max(0, first - 1 - company);
  return { me, others, ...(count > 0 && { hidden: { count, at: (place - company + front - 1) / 2 } }) };
}
